/**
 * The words in a composer, kept while they are being written.
 *
 * Twice: in the database, which lives through a process that is killed, and, when the page goes
 * away, in `localStorage`, which is written before the page is gone. The newer one counts.
 */
import type { Draft, Store } from "./store";

const PAUSE_MS = 200;

export class Drafts {
  private readonly pending = new Map<string, Draft>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly store: Store) {}

  /** Remember these words; an empty text forgets them. */
  keep(conversationId: string, text: string): void {
    this.pending.set(conversationId, { conversation_id: conversationId, text, at: Date.now() });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  async read(conversationId: string): Promise<string> {
    const held = this.pending.get(conversationId);
    if (held) return held.text;
    const stored = await this.store
      .with((db) => db.get("drafts", conversationId))
      .catch(() => undefined);
    const leaving = this.leftBehind()[conversationId];
    if (leaving && leaving.at > (stored?.at ?? 0)) return leaving.text;
    return stored?.text ?? "";
  }

  /** The words became a message: they are no draft any more, wherever they lay. */
  forget(conversationId: string): void {
    this.pending.delete(conversationId);
    const left = this.leftBehind();
    delete left[conversationId];
    this.leave(left);
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    const drafts = [...this.pending.values()];
    if (drafts.length === 0) return;
    try {
      await this.store.with(async (db) => {
        const tx = db.transaction("drafts", "readwrite");
        for (const draft of drafts) {
          if (draft.text) void tx.store.put(draft);
          else void tx.store.delete(draft.conversation_id);
        }
        await tx.done;
      });
    } catch {
      // The words are still in the composer and in `pending`: the next keystroke tries again.
      return;
    }
    const left = this.leftBehind();
    for (const draft of drafts) {
      const id = draft.conversation_id;
      if (this.pending.get(id) === draft) this.pending.delete(id);
      // Words that were left behind earlier do not come back over these, nor over none at all.
      if ((left[id]?.at ?? 0) <= draft.at) delete left[id];
    }
    this.leave(left);
  }

  /** The page may be gone in a moment: write what is pending where it can be written at once. */
  leaving(): void {
    if (this.pending.size === 0) return;
    const left = this.leftBehind();
    for (const draft of this.pending.values()) left[draft.conversation_id] = draft;
    this.leave(left);
    void this.flush();
  }

  async any(): Promise<boolean> {
    const near = [...this.pending.values(), ...Object.values(this.leftBehind())];
    if (near.some((draft) => draft.text !== "")) return true;
    return (await this.store.with((db) => db.count("drafts"))) > 0;
  }

  wipe(): void {
    clearTimeout(this.timer);
    this.pending.clear();
    localStorage.removeItem(this.key);
  }

  private get key(): string {
    return `ourpatch.drafts:${this.store.name}`;
  }

  private leftBehind(): Record<string, Draft> {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "{}") as Record<string, Draft>;
    } catch {
      return {};
    }
  }

  private leave(left: Record<string, Draft>): void {
    try {
      if (Object.keys(left).length === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(left));
    } catch {
      // A full or forbidden localStorage: the database has them, a moment later.
    }
  }
}
