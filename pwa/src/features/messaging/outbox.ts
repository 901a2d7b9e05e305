/**
 * Messages on their way out: never lost, never doubled.
 *
 * A message is in the database, under an id made when Send was pressed, before the composer
 * clears. Any tab may put one in; a Web Lock lets one tab at a time send them, in order. The
 * server knows the id for ever, so sending once more than needed is harmless.
 */
import { NoSignal, newId, Refusal } from "@/contract/http";
import type { Medium, Outgoing, Sent } from "@/contract/types";
import type { Store, Waiting } from "./store";

export interface OutboxWays {
  /** Try to hand one message over. Throws `NoSignal` or `Refusal`. */
  send: (message: Outgoing) => Promise<Sent>;
  /** Something in the outbox is different now. */
  changed: () => void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** How long a visible tab waits for another tab's lock: a frozen tab may hold it for ever. */
const PATIENCE_WITH_OTHERS_MS = 15_000;

export class Outbox {
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private draining: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private readonly channel: BroadcastChannel | null;

  constructor(
    private readonly store: Store,
    private readonly ways: OutboxWays,
  ) {
    this.channel =
      typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`outbox:${store.name}`);
    if (this.channel) this.channel.onmessage = () => this.ways.changed();
  }

  /** Keep a message and forget its draft, in one step. When this has answered, it cannot be lost. */
  async put(conversationId: string, text: string, medium: Medium = "text"): Promise<Waiting> {
    const item: Waiting = {
      client_id: newId(),
      conversation_id: conversationId,
      text,
      medium,
      made_at: new Date().toISOString(),
      order: 0,
      state: "waiting",
      seq: null,
      refusal: null,
    };
    await this.store.with(async (db) => {
      const tx = db.transaction(["outbox", "drafts"], "readwrite");
      const outbox = tx.objectStore("outbox");
      const last = await outbox.index("order").openCursor(null, "prev");
      item.order = (last?.value.order ?? 0) + 1;
      void outbox.put(item);
      if (medium === "text") void tx.objectStore("drafts").delete(conversationId);
      await tx.done;
    });
    this.tell();
    this.wake();
    return item;
  }

  all(): Promise<Waiting[]> {
    return this.store.with((db) => db.getAllFromIndex("outbox", "order"));
  }

  /** Take a message out that the conversation shows now, or that its author has taken back. */
  async remove(clientIds: string[]): Promise<void> {
    if (clientIds.length === 0) return;
    await this.store.with(async (db) => {
      const tx = db.transaction("outbox", "readwrite");
      for (const id of clientIds) void tx.store.delete(id);
      await tx.done;
    });
    this.tell();
  }

  /** A reason to try now: signal, a visible page, a new connection, a new message. */
  wake(): void {
    if (this.stopped) return;
    this.failures = 0;
    clearTimeout(this.timer);
    void this.drain();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.channel?.close();
  }

  /** Send what waits. Answers when nothing waits any more or a try has failed. */
  drain(): Promise<void> {
    if (this.draining) {
      this.again = true;
      return this.draining;
    }
    this.draining = this.alone(() => this.sendAll())
      .catch(() => undefined)
      .finally(() => {
        this.draining = null;
        if (this.again && !this.stopped) {
          this.again = false;
          void this.drain();
        }
      });
    return this.draining;
  }

  private async alone(work: () => Promise<void>): Promise<void> {
    if (!("locks" in navigator) || !navigator.locks) return work();
    const name = `outbox:${this.store.name}`;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_WITH_OTHERS_MS);
    try {
      await navigator.locks.request(name, { signal: patience.signal }, () => {
        clearTimeout(timer);
        return work();
      });
    } catch (problem) {
      if (!patience.signal.aborted || document.visibilityState !== "visible") throw problem;
      await navigator.locks.request(name, { steal: true }, work);
    } finally {
      clearTimeout(timer);
    }
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      const next = (await this.all()).find((item) => item.state === "waiting");
      if (!next || this.stopped) return;
      try {
        await this.sendOne(next);
        this.failures = 0;
      } catch (problem) {
        this.later(problem);
        return;
      }
    }
  }

  private async sendOne(item: Waiting): Promise<void> {
    try {
      const sent = await this.ways.send({
        conversation_id: item.conversation_id,
        client_id: item.client_id,
        text: item.text,
        medium: item.medium,
      });
      await this.mark(item.client_id, { state: "sent", seq: sent.seq });
    } catch (problem) {
      if (!(problem instanceof Refusal) || !problem.final) throw problem;
      // Shown to whoever wrote it, with the reason and the words: never dropped.
      await this.mark(item.client_id, { state: "refused", refusal: problem.problem.detail });
    }
  }

  private async mark(clientId: string, change: Partial<Waiting>): Promise<void> {
    await this.store.with(async (db) => {
      const tx = db.transaction("outbox", "readwrite");
      const item = await tx.store.get(clientId);
      if (item) void tx.store.put({ ...item, ...change });
      await tx.done;
    });
    this.tell();
  }

  private later(problem: unknown): void {
    if (this.stopped) return;
    if (problem instanceof Refusal && (problem.status === 401 || problem.status === 426)) return;
    this.failures += 1;
    const asked = problem instanceof Refusal ? (problem.retryAfterMs ?? 0) : 0;
    const grown = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.failures - 1));
    // A little apart from each other, or a thousand phones knock at once when the server is back.
    const wait = Math.max(asked, grown * (0.75 + Math.random() / 2));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.drain(), wait);
    if (!(problem instanceof NoSignal || problem instanceof Refusal)) this.ways.changed();
  }

  private tell(): void {
    this.channel?.postMessage("changed");
    this.ways.changed();
  }
}
