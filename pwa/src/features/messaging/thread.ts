/** The part of one conversation that is on the screen. */
import { signal } from "@preact/signals";
import type { Event } from "@/contract/types";
import type { Doors } from "./doors";
import type { Log } from "./log";

const AT_FIRST = 100;
const PAGE = 100;

export class Thread {
  readonly events = signal<readonly Event[]>([]);
  readonly loaded = signal(false);
  /** Nothing older is to be had. */
  readonly fromStart = signal(false);
  private fetching = false;

  constructor(
    readonly id: string,
    private readonly log: Log,
    private readonly doors: Doors,
    /** What came up to this seq was before me. */
    private readonly fromSeq: number,
  ) {}

  async load(): Promise<void> {
    this.add(await this.log.tail(this.id, AT_FIRST).catch(() => []));
    this.loaded.value = true;
  }

  append(events: readonly Event[]): void {
    this.add(events);
  }

  /** Older events: from this device while it has them, then from the server. */
  async older(): Promise<void> {
    if (this.fetching || this.fromStart.value) return;
    this.fetching = true;
    try {
      const first = this.events.value[0]?.seq;
      if (first === undefined || first <= this.fromSeq + 1) {
        this.fromStart.value = true;
        return;
      }
      const here = await this.log.tail(this.id, PAGE, first);
      if (here.length > 0) this.add(here);
      else await this.fetch(first);
    } finally {
      this.fetching = false;
    }
  }

  private async fetch(before: number): Promise<void> {
    const page = await this.doors.before(this.id, before, PAGE);
    const { kept } = await this.log.prepend(this.id, page.items);
    this.add(kept);
    if (!page.has_more || kept.length === 0) this.fromStart.value = true;
  }

  private add(events: readonly Event[]): void {
    if (events.length === 0) return;
    const all = new Map(this.events.value.map((event) => [event.seq, event]));
    for (const event of events) all.set(event.seq, event);
    const sorted = [...all.values()].sort((one, other) => one.seq - other.seq);
    this.events.value = sorted;
    if ((sorted[0]?.seq ?? 0) <= this.fromSeq + 1) this.fromStart.value = true;
  }
}
