/**
 * What is kept on this device: one database for each account and membership (and person acted
 * for), so that two people who share a browser never read each other's words.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Conversation, Event, Medium } from "@/contract/types";

/** A message that this device wrote and has not yet seen in the conversation. */
export interface Waiting {
  client_id: string;
  conversation_id: string;
  text: string;
  medium: Medium;
  made_at: string;
  order: number;
  state: "waiting" | "sent" | "refused";
  seq: number | null;
  refusal: string | null;
}

/** The stretch of a conversation that is stored without a hole: low and high are both in it. */
export interface Block {
  conversation_id: string;
  low: number;
  high: number;
}

export interface Draft {
  conversation_id: string;
  text: string;
  at: number;
}

/** An answer of the server, kept so that faces and numbers are there without signal. */
export interface Kept {
  path: string;
  body: unknown;
}

interface Shape extends DBSchema {
  conversations: { key: string; value: Conversation };
  events: { key: [string, number]; value: Event };
  blocks: { key: string; value: Block };
  outbox: { key: string; value: Waiting; indexes: { order: number } };
  drafts: { key: string; value: Draft };
  kept: { key: string; value: Kept };
}

export type Database = IDBPDatabase<Shape>;

const VERSION = 1;
const PREFIX = "ourpatch:";

export function databaseName(
  account: string,
  membership: string,
  actingFor: string | null,
): string {
  return `${PREFIX}${account}:${membership}:${actingFor ?? "self"}`;
}

function prepare(db: Database): void {
  db.createObjectStore("conversations", { keyPath: "conversation_id" });
  db.createObjectStore("events", { keyPath: ["conversation_id", "seq"] });
  db.createObjectStore("blocks", { keyPath: "conversation_id" });
  db.createObjectStore("outbox", { keyPath: "client_id" }).createIndex("order", "order");
  db.createObjectStore("drafts", { keyPath: "conversation_id" });
  db.createObjectStore("kept", { keyPath: "path" });
}

/** Ways in which a browser says that the connection to its database died while it slept. */
const DEAD = new Set(["InvalidStateError", "UnknownError", "AbortError"]);

export class Store {
  private opened: Promise<Database> | null = null;
  private ended = false;

  constructor(readonly name: string) {}

  /** Do something with the database; once more on a new connection if the old one has died. */
  async with<T>(work: (db: Database) => Promise<T>): Promise<T> {
    // What was still under way when its owner left must not bring the database back.
    if (this.ended) throw new Error("the store of somebody who has left");
    try {
      return await work(await this.open());
    } catch (problem) {
      if (!(problem instanceof DOMException) || !DEAD.has(problem.name)) throw problem;
      this.opened = null;
      return work(await this.open());
    }
  }

  async close(): Promise<void> {
    const opened = this.opened;
    this.opened = null;
    (await opened?.catch(() => null))?.close();
  }

  /** Its owner is not here any more: nothing is read or written from now on. */
  async end(): Promise<void> {
    this.ended = true;
    await this.close();
  }

  /** Everything that is here goes. */
  async wipe(): Promise<void> {
    await this.end();
    await deleteDB(this.name);
  }

  /** What was read goes; what was written here and is not sent, and drafts, stay for their author. */
  async forgetWhatWasRead(): Promise<void> {
    await this.with(async (db) => {
      const read = ["conversations", "events", "blocks", "kept"] as const;
      const tx = db.transaction(read, "readwrite");
      await Promise.all([...read.map((name) => tx.objectStore(name).clear()), tx.done]);
    });
  }

  /** A conversation that is no longer mine. Its unsent words stay in the outbox, to be shown. */
  async drop(conversationId: string): Promise<void> {
    await this.with(async (db) => {
      const tx = db.transaction(["conversations", "events", "blocks"], "readwrite");
      await Promise.all([
        tx.objectStore("conversations").delete(conversationId),
        tx.objectStore("events").delete(rangeOf(conversationId)),
        tx.objectStore("blocks").delete(conversationId),
        tx.done,
      ]);
    });
  }

  private open(): Promise<Database> {
    this.opened ??= openDB<Shape>(this.name, VERSION, {
      upgrade: prepare,
      // A wipe in another tab must not wait for this one.
      blocking: () => void this.close(),
      terminated: () => {
        this.opened = null;
      },
    });
    const opened = this.opened;
    opened.catch(() => {
      if (this.opened === opened) this.opened = null;
    });
    return opened;
  }
}

export function rangeOf(conversationId: string, low = 0, high = Number.MAX_SAFE_INTEGER) {
  return IDBKeyRange.bound([conversationId, low], [conversationId, high]);
}
