/**
 * Telling the others how far I have got: what is stored on this device, and what I have had before
 * my eyes. Only the highest mark counts, so a lost report is made good by the next one.
 */
import type { Mark } from "@/contract/types";

const PACE_MS = 1_000;
/** The server acknowledges marks before it stores them: within this time what it lists may be older. */
const SETTLED_MS = 5_000;

interface High {
  delivered: number;
  read: number;
}

export class Receipts {
  private readonly told = new Map<string, High>();
  private readonly wanted = new Map<string, High>();
  private readonly reported = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = 0;
  private stopped = false;

  constructor(
    private readonly report: (marks: Mark[]) => Promise<unknown>,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * What the server knows of me. It is believed also when it is less than what was told: a server that died
   * between acknowledging a mark and storing it has to be told again.
   */
  known(conversationId: string, delivered: number, read: number): void {
    const ago = this.now() - (this.reported.get(conversationId) ?? Number.NEGATIVE_INFINITY);
    if (ago < SETTLED_MS) raise(this.told, conversationId, { delivered, read });
    else this.told.set(conversationId, { delivered, read });
    this.resume();
  }

  stored(conversationId: string, seq: number): void {
    this.want(conversationId, { delivered: seq, read: 0 });
  }

  read(conversationId: string, seq: number): void {
    this.want(conversationId, { delivered: seq, read: seq });
  }

  /** How far I have read here, told or about to be told. */
  readUpTo(conversationId: string): number {
    return Math.max(
      this.told.get(conversationId)?.read ?? 0,
      this.wanted.get(conversationId)?.read ?? 0,
    );
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Say again what may have been lost on the way. */
  resume(): void {
    if (this.marks().length > 0) this.schedule();
  }

  private want(conversationId: string, high: High): void {
    raise(this.wanted, conversationId, high);
    if (this.marks().length > 0) this.schedule();
  }

  private schedule(): void {
    if (this.timer !== undefined || this.stopped) return;
    const wait = Math.max(0, this.last + PACE_MS - this.now());
    this.timer = setTimeout(() => void this.flush(), wait);
  }

  private async flush(): Promise<void> {
    const marks = this.marks();
    this.last = this.now();
    try {
      if (marks.length > 0) await this.report(marks);
      for (const mark of marks) {
        this.reported.set(mark.conversation_id, this.last);
        const told = { delivered: mark.delivered_seq ?? 0, read: mark.read_seq ?? 0 };
        raise(this.told, mark.conversation_id, told);
      }
    } catch {
      // Kept as wanted: the next mark, or the next connection, tells it.
      this.timer = undefined;
      return;
    }
    this.timer = undefined;
    if (this.marks().length > 0) this.schedule();
  }

  private marks(): Mark[] {
    const marks: Mark[] = [];
    for (const [id, want] of this.wanted) {
      const told = this.told.get(id) ?? { delivered: 0, read: 0 };
      if (want.delivered <= told.delivered && want.read <= told.read) continue;
      marks.push({ conversation_id: id, delivered_seq: want.delivered, read_seq: want.read });
    }
    return marks;
  }
}

function raise(marks: Map<string, High>, id: string, to: High): void {
  const now = marks.get(id) ?? { delivered: 0, read: 0 };
  marks.set(id, {
    delivered: Math.max(now.delivered, to.delivered),
    read: Math.max(now.read, to.read),
  });
}
