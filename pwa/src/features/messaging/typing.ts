/** Who is writing just now: forgotten after a few seconds, told at most every third. */
import { signal } from "@preact/signals";

const FADES_MS = 6_000;
const PACE_MS = 3_000;

export class Typing {
  /** Conversation → memberships that are writing in it. */
  readonly now = signal<ReadonlyMap<string, readonly string[]>>(new Map());
  private readonly until = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly told = new Map<string, number>();

  constructor(private readonly tell: (conversationId: string) => void) {}

  heard(conversationId: string, membershipId: string): void {
    const key = `${conversationId} ${membershipId}`;
    clearTimeout(this.until.get(key));
    this.until.set(
      key,
      setTimeout(() => this.faded(conversationId, membershipId), FADES_MS),
    );
    const writing = this.now.value.get(conversationId) ?? [];
    if (!writing.includes(membershipId)) this.set(conversationId, [...writing, membershipId]);
  }

  /** A message by them came: they are done. */
  faded(conversationId: string, membershipId: string): void {
    const writing = this.now.value.get(conversationId) ?? [];
    if (!writing.includes(membershipId)) return;
    this.set(
      conversationId,
      writing.filter((one) => one !== membershipId),
    );
  }

  /** I am writing. */
  mine(conversationId: string): void {
    const at = Date.now();
    if (at - (this.told.get(conversationId) ?? 0) < PACE_MS) return;
    this.told.set(conversationId, at);
    this.tell(conversationId);
  }

  private set(conversationId: string, writing: string[]): void {
    const next = new Map(this.now.value);
    next.set(conversationId, writing);
    this.now.value = next;
  }
}
