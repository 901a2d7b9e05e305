/** The stored log of each conversation: reading stretches of it, and fitting in what arrives. */
import type { Conversation, Event } from "@/contract/types";
import { extend, extendBefore } from "./merge";
import { type Block, rangeOf, type Store } from "./store";

export interface Applied {
  kept: Event[];
  block: Block | null;
  gap: boolean;
}

export class Log {
  constructor(private readonly store: Store) {}

  conversations(): Promise<Conversation[]> {
    return this.store.with((db) => db.getAll("conversations"));
  }

  async blocks(): Promise<Map<string, Block>> {
    const all = await this.store.with((db) => db.getAll("blocks"));
    return new Map(all.map((block) => [block.conversation_id, block]));
  }

  /** Store the list as the server gave it: what is not in it is no longer mine. */
  async replaceAll(conversations: Conversation[]): Promise<string[]> {
    const mine = new Set(conversations.map((one) => one.conversation_id));
    const stored = await this.store.with((db) => db.getAllKeys("conversations"));
    const gone = stored.filter((id) => !mine.has(id));
    for (const id of gone) await this.store.drop(id);
    await this.store.with(async (db) => {
      const tx = db.transaction("conversations", "readwrite");
      for (const conversation of conversations) void tx.store.put(conversation);
      await tx.done;
    });
    return gone;
  }

  async keepConversation(conversation: Conversation): Promise<void> {
    await this.store.with((db) => db.put("conversations", conversation));
  }

  /**
   * Fit newer events in. Read and write lie in one transaction: another tab may do the same.
   * `start`: where the first stretch must begin, if nothing is stored yet.
   */
  append(conversationId: string, events: Event[], start?: number): Promise<Applied> {
    const none =
      start === undefined ? null : { conversation_id: conversationId, low: start, high: start - 1 };
    return this.write(conversationId, (block) => extend(conversationId, block ?? none, events));
  }

  /** Fit a page of older events in, before what is stored. */
  prepend(conversationId: string, events: Event[]): Promise<Applied> {
    return this.write(conversationId, (block) =>
      block ? extendBefore(block, events) : extend(conversationId, null, events),
    );
  }

  private write(
    conversationId: string,
    fitted: (block: Block | null) => { keep: Event[]; block: Block | null; gap: boolean },
  ): Promise<Applied> {
    return this.store.with(async (db) => {
      const tx = db.transaction(["blocks", "events"], "readwrite");
      const block = (await tx.objectStore("blocks").get(conversationId)) ?? null;
      const result = fitted(block);
      for (const event of result.keep) void tx.objectStore("events").put(event);
      if (result.block && result.keep.length > 0) void tx.objectStore("blocks").put(result.block);
      await tx.done;
      return { kept: result.keep, block: result.block, gap: result.gap };
    });
  }

  /** The last events of a conversation that lie before `before`, in order. */
  async tail(conversationId: string, count: number, before?: number): Promise<Event[]> {
    return this.store.with(async (db) => {
      const range = rangeOf(conversationId, 0, (before ?? Number.MAX_SAFE_INTEGER) - 1);
      const events: Event[] = [];
      let cursor = await db.transaction("events").store.openCursor(range, "prev");
      while (cursor && events.length < count) {
        events.push(cursor.value);
        cursor = await cursor.continue();
      }
      return events.reverse();
    });
  }
}
