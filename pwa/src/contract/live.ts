/**
 * The live door: one Socket.IO connection a tab, loaded only once somebody is signed in.
 *
 * What arrives here is a hint. Nothing is believed complete because the socket said so:
 * `features/messaging/sync.ts` finds gaps and asks.
 */
import type { Socket } from "socket.io-client";
import { CLIENT_VERSION, NoSignal, Refusal, whereIStand } from "./http";
import type { Event, Mark, MemberMark, Outgoing, Problem, Sent, SyncAnswer } from "./types";

const ACK_MS = 5_000;
const AGAIN_MS = 5_000;
/** After so many tries in vain it may be worth asking where the live door is now. */
const STUCK_AFTER = 4;

export interface LiveEvents {
  up: () => void;
  down: () => void;
  stuck: () => void;
  refused: (refusal: Refusal) => void;
  events: (payload: { conversation_id: string; events: Event[]; last_seq: number }) => void;
  receipts: (payload: { conversation_id: string; marks: MemberMark[] }) => void;
  typing: (payload: { conversation_id: string; membership_id: string }) => void;
  joined: (payload: { conversation_id: string }) => void;
  left: (payload: { conversation_id: string }) => void;
  changed: (payload: { what: string }) => void;
  /** What I may read of somebody's record is different now: these sections, and no others. */
  access: (payload: { person_id: string; sections: string[] }) => void;
  /** Something new was written into a record that I may read: where, and not what. */
  record: (payload: { person_id: string; section: string; entry_id: string }) => void;
  seat_ended: () => void;
  signed_out: () => void;
}

type Answer<T> = ({ ok: true } & T) | { ok: false; problem: Problem };

const PASSED_ON = [
  "events",
  "receipts",
  "typing",
  "joined",
  "left",
  "changed",
  "access",
  "record",
] as const;

export class Live {
  private socket: Socket | null = null;
  private again: ReturnType<typeof setTimeout> | undefined;
  private ended = false;
  private failures = 0;

  constructor(
    private url: string,
    private readonly hear: LiveEvents,
  ) {}

  get connected(): boolean {
    return this.socket?.connected === true;
  }

  async open(): Promise<void> {
    const { io } = await import("socket.io-client");
    if (this.ended) return;
    const socket = io(this.url || window.location.origin, {
      path: "/socket.io",
      transports: ["websocket"],
      withCredentials: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 8_000,
      timeout: 8_000,
      auth: (give: (auth: object) => void) => give(auth()),
    });
    this.socket = socket;
    socket.on("connect", () => {
      this.failures = 0;
      this.hear.up();
    });
    socket.on("disconnect", (reason) => {
      this.hear.down();
      // The library does not come back by itself when the server closed the door.
      if (reason === "io server disconnect") this.retry();
    });
    socket.on("connect_error", (error) => this.turnedAway(error));
    socket.on("seat_ended", () => this.hear.seat_ended());
    socket.on("signed_out", () => this.hear.signed_out());
    for (const name of PASSED_ON) {
      socket.on(name, (payload) => (this.hear[name] as (of: unknown) => void)(payload));
    }
  }

  /** The live door has moved, as when a server was started anew. */
  moveTo(url: string): void {
    if (url === this.url || this.ended) return;
    this.url = url;
    this.socket?.close();
    this.socket = null;
    void this.open().catch(() => this.hear.down());
  }

  close(): void {
    this.ended = true;
    clearTimeout(this.again);
    this.socket?.close();
    this.socket = null;
  }

  /** Try at once, if the line is down: the phone has just come back to signal or to the hand. */
  nudge(): void {
    if (!this.ended && this.socket && !this.socket.connected) {
      this.socket.disconnect().connect();
    }
  }

  send(message: Outgoing): Promise<Sent> {
    return this.ask<Sent>("send", message);
  }

  sync(cursors: Record<string, number>): Promise<SyncAnswer> {
    return this.ask<SyncAnswer>("sync", { cursors });
  }

  receipts(marks: Mark[]): Promise<{ stored: number }> {
    return this.ask("receipts", { marks });
  }

  typing(conversationId: string): void {
    if (this.connected) this.socket?.volatile.emit("typing", { conversation_id: conversationId });
  }

  private async ask<T>(event: string, payload: unknown): Promise<T> {
    if (!this.socket?.connected) throw new NoSignal();
    let answer: Answer<T>;
    try {
      answer = (await this.socket.timeout(ACK_MS).emitWithAck(event, payload)) as Answer<T>;
    } catch {
      throw new NoSignal();
    }
    if (answer.ok) return answer;
    throw new Refusal(answer.problem);
  }

  private turnedAway(error: Error & { data?: Problem }): void {
    this.hear.down();
    this.failures += 1;
    if (this.failures % STUCK_AFTER === 0) this.hear.stuck();
    if (error.data?.status) this.hear.refused(new Refusal(error.data));
    if (this.socket && !this.socket.active) this.retry();
  }

  private retry(): void {
    clearTimeout(this.again);
    if (!this.ended) this.again = setTimeout(() => this.socket?.connect(), AGAIN_MS);
  }
}

function auth(): { client: string; coop_id?: string; acting_for?: string } {
  const { coop, actingFor } = whereIStand();
  return {
    client: CLIENT_VERSION,
    ...(coop ? { coop_id: coop } : {}),
    ...(actingFor ? { acting_for: actingFor } : {}),
  };
}
