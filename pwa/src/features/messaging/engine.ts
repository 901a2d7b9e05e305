/**
 * Messaging on this device: holds what the screens show, and keeps it true.
 *
 * The socket only hints. Truth comes from `catchUp`, which tells the server how far this device
 * has everything without a hole, and gets the rest: on connect, on a hole, when the page becomes
 * visible, and each minute.
 */
import { computed, signal } from "@preact/signals";
import { NoSignal, Refusal } from "@/contract/http";
import type { Conversation, Event, Medium, MemberMark, SyncAnswer } from "@/contract/types";
import type { Doors } from "./doors";
import { Drafts } from "./drafts";
import { Log } from "./log";
import { isMine, withMarksOf, withNews, without } from "./members";
import { firstCursor } from "./merge";
import { Outbox } from "./outbox";
import { Receipts } from "./receipts";
import type { Store, Waiting } from "./store";
import { Thread } from "./thread";

const EACH_MS = 60_000;
const PAGES_AT_MOST = 400;
const SEEN_AFTER_SENDING_MS = 1_000;

export interface Hearers {
  /** A message by somebody else was stored a moment ago. */
  arrived: (event: Event, conversation: Conversation) => void;
  /** A conversation is no longer mine. */
  gone: (conversationId: string) => void;
}

export class Messaging {
  readonly conversations = signal<ReadonlyMap<string, Conversation>>(new Map());
  readonly waiting = signal<readonly Waiting[]>([]);
  /** False until the list is known, from this device or from the server. */
  readonly known = signal(false);
  readonly thread = signal<Thread | null>(null);
  readonly unread = computed(() => {
    let all = 0;
    for (const one of this.conversations.value.values()) all += one.unread;
    return all;
  });

  readonly log: Log;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly receipts: Receipts;
  private catching: Promise<void> | null = null;
  private catchAgain = false;
  private clock: ReturnType<typeof setInterval> | undefined;
  private stopped = false;

  constructor(
    readonly store: Store,
    readonly doors: Doors,
    private readonly hear: Hearers,
  ) {
    this.log = new Log(store);
    this.drafts = new Drafts(store);
    this.receipts = new Receipts((marks) => doors.receipts(marks));
    this.outbox = new Outbox(store, {
      send: async (message) => {
        const sent = await doors.send(message);
        // Usually the event comes over the socket. Where there is none, it is fetched.
        setTimeout(() => void this.fetchUnlessSeen(message.client_id), SEEN_AFTER_SENDING_MS);
        return sent;
      },
      changed: () => void this.showOutbox(),
    });
  }

  async start(): Promise<void> {
    const stored = await this.log.conversations().catch(() => []);
    if (stored.length > 0) this.show(stored);
    await this.showOutbox();
    this.clock = setInterval(() => this.wake(), EACH_MS);
    this.wake();
  }

  stop(): void {
    this.stopped = true;
    clearInterval(this.clock);
    this.outbox.stop();
    this.receipts.stop();
  }

  /** The line came up, the page became visible, a minute passed: see what there is. */
  wake(): void {
    if (this.stopped) return;
    this.outbox.wake();
    this.receipts.resume();
    void this.catchUp().catch(() => undefined);
  }

  // --- writing -----------------------------------------------------------------------------

  /** Answers when the words are safe on this device; throws when they could not be kept. */
  async write(conversationId: string, text: string, medium: Medium = "text"): Promise<void> {
    if (medium === "text") this.drafts.forget(conversationId);
    try {
      await this.outbox.put(conversationId, text, medium);
    } catch (problem) {
      if (medium === "text") this.drafts.keep(conversationId, text);
      throw problem;
    }
    await this.showOutbox();
  }

  private async showOutbox(): Promise<void> {
    try {
      this.waiting.value = await this.outbox.all();
    } catch {
      // The database does not answer: what is shown stays, and nothing is called sent.
    }
  }

  private async fetchUnlessSeen(clientId: string): Promise<void> {
    const item = this.waiting.value.find((one) => one.client_id === clientId);
    if (item && !this.stopped) await this.catchUp().catch(() => undefined);
  }

  // --- catching up -------------------------------------------------------------------------

  catchUp(): Promise<void> {
    if (this.catching) {
      this.catchAgain = true;
      return this.catching;
    }
    this.catching = this.pages().finally(() => {
      this.catching = null;
      if (this.catchAgain && !this.stopped) {
        this.catchAgain = false;
        void this.catchUp().catch(() => undefined);
      }
    });
    return this.catching;
  }

  private async pages(): Promise<void> {
    if (this.conversations.value.size === 0) {
      const list = await this.doors.conversations();
      if (this.stopped) return;
      await this.takeList(list);
    }
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const answer = await this.ask();
      if (this.stopped) return;
      await this.takeList(answer.conversations);
      for (const [id, events] of Object.entries(answer.events)) await this.take(id, events, false);
      if (answer.more.length === 0) break;
    }
    // A report of what is stored may have been lost on its way: it is made again from what is here.
    for (const [id, block] of await this.log.blocks()) this.receipts.stored(id, block.high);
  }

  private async ask(): Promise<SyncAnswer> {
    try {
      return await this.doors.sync(await this.cursors());
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.status !== 422) throw problem;
      // The server knows less than this device (it was restored from a copy): believe the server.
      await this.store.forgetWhatWasRead();
      return this.doors.sync(await this.cursors());
    }
  }

  private async cursors(): Promise<Record<string, number>> {
    const blocks = await this.log.blocks();
    const cursors: Record<string, number> = {};
    for (const one of this.conversations.value.values()) {
      cursors[one.conversation_id] =
        blocks.get(one.conversation_id)?.high ?? firstCursor(one.last_seq, one.from_seq);
    }
    return cursors;
  }

  private async takeList(list: Conversation[]): Promise<void> {
    const merged = list.map((one) => {
      const before = this.conversations.value.get(one.conversation_id);
      const me = one.members.find((member) => member.me);
      this.receipts.known(one.conversation_id, me?.delivered_seq ?? 0, me?.read_seq ?? 0);
      return this.readHere(before ? withMarksOf(one, before) : one);
    });
    this.show(merged);
    const gone = await this.log.replaceAll(merged);
    for (const id of gone) this.leave(id);
  }

  /** What I have read on this device a moment ago is read, even if the server does not know yet. */
  private readHere(one: Conversation): Conversation {
    const read = this.receipts.readUpTo(one.conversation_id);
    return one.unread > 0 && read >= one.last_seq ? { ...one, unread: 0 } : one;
  }

  private show(list: Conversation[]): void {
    this.conversations.value = new Map(list.map((one) => [one.conversation_id, one]));
    this.known.value = true;
  }

  private put(conversation: Conversation): void {
    const next = new Map(this.conversations.value);
    next.set(conversation.conversation_id, conversation);
    this.conversations.value = next;
    void this.log.keepConversation(conversation).catch(() => undefined);
  }

  // --- what arrives ------------------------------------------------------------------------

  /** News over the socket. A device that has less than `lastSeq` after it asks for the rest. */
  async news(conversationId: string, events: Event[], lastSeq: number): Promise<void> {
    await this.take(conversationId, events, true);
    const block = (await this.log.blocks()).get(conversationId);
    if (this.conversations.value.has(conversationId) && (block?.high ?? 0) < lastSeq) {
      await this.catchUp();
    }
  }

  /** Events of one conversation. `fresh`: they came by themselves, so they count as news. */
  async take(conversationId: string, events: Event[], fresh: boolean): Promise<void> {
    const conversation = this.conversations.value.get(conversationId);
    if (!conversation) {
      if (fresh) await this.join(conversationId);
      return;
    }
    const start = firstCursor(conversation.last_seq, conversation.from_seq) + 1;
    const { kept, block, gap } = fresh
      ? await this.log.append(conversationId, events, start)
      : await this.log.append(conversationId, events);
    const high = block?.high ?? 0;
    if (high > 0) this.receipts.stored(conversationId, high);
    await this.settle(conversationId, kept, high);
    if (kept.length > 0) this.tellOf(conversationId, kept, fresh);
    if (gap && fresh) await this.catchUp();
  }

  private tellOf(conversationId: string, kept: Event[], fresh: boolean): void {
    const conversation = this.conversations.value.get(conversationId);
    if (!conversation) return;
    if (fresh) this.put(withNews(conversation, kept));
    const thread = this.thread.value;
    if (thread?.id === conversationId) thread.append(kept);
    this.markRead();
    if (!fresh) return;
    for (const event of kept) {
      if (event.kind === "message" && !isMine(conversation, event)) {
        this.hear.arrived(event, conversation);
      }
    }
  }

  /** Messages of mine that the conversation now holds leave the outbox. */
  private async settle(conversationId: string, kept: Event[], high: number): Promise<void> {
    const ids = new Set(kept.map((event) => event.client_id));
    const done = this.waiting.value.filter(
      (item) =>
        item.conversation_id === conversationId &&
        (ids.has(item.client_id) ||
          (item.state === "sent" && item.seq !== null && item.seq <= high)),
    );
    await this.outbox.remove(done.map((item) => item.client_id));
  }

  receiptsOf(conversationId: string, marks: MemberMark[]): void {
    const conversation = this.conversations.value.get(conversationId);
    if (conversation) this.put(this.readHere(withMarksOf(conversation, conversation, marks)));
  }

  /** I am in a conversation that this device does not know yet. */
  async join(conversationId: string): Promise<Conversation | null> {
    try {
      const conversation = await this.doors.conversation(conversationId);
      this.put(conversation);
      void this.catchUp().catch(() => undefined);
      return conversation;
    } catch (problem) {
      if (problem instanceof Refusal || problem instanceof NoSignal) return null;
      throw problem;
    }
  }

  /** A conversation is no longer mine: off the screen and out of the store, at once. */
  leave(conversationId: string): void {
    this.conversations.value = without(this.conversations.value, conversationId);
    if (this.thread.value?.id === conversationId) this.thread.value = null;
    this.hear.gone(conversationId);
    void this.store.drop(conversationId).catch(() => undefined);
  }

  // --- reading -----------------------------------------------------------------------------

  async openThread(conversationId: string): Promise<void> {
    const fromSeq = this.conversations.value.get(conversationId)?.from_seq ?? 0;
    const thread = new Thread(conversationId, this.log, this.doors, fromSeq);
    this.thread.value = thread;
    await thread.load();
    this.markRead();
  }

  closeThread(conversationId: string): void {
    if (this.thread.value?.id === conversationId) this.thread.value = null;
  }

  /** What the open conversation shows on a visible page has been read. */
  markRead(): void {
    const thread = this.thread.value;
    if (!thread || document.visibilityState !== "visible") return;
    const last = thread.events.value.at(-1);
    const conversation = this.conversations.value.get(thread.id);
    if (!last || !conversation) return;
    this.receipts.read(thread.id, last.seq);
    if (conversation.unread > 0 && last.seq >= conversation.last_seq) {
      this.put({ ...conversation, unread: 0 });
    }
  }
}
