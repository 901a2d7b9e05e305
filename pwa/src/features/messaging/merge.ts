/**
 * How events that arrive are fitted to what is stored: the one place that decides whether a
 * conversation on this device has a hole.
 */
import type { Event } from "@/contract/types";
import type { Block } from "./store";

export interface Fitted {
  /** To be stored, in order. */
  keep: Event[];
  /** The stretch after it, null while nothing is stored. */
  block: Block | null;
  /** True when something between what is stored and what arrived is missing. */
  gap: boolean;
}

function bySeq(one: Event, other: Event): number {
  return one.seq - other.seq;
}

/** Fit newer events to the end of a stretch. Nothing behind a hole is kept: it is asked for again. */
export function extend(conversationId: string, block: Block | null, arrived: Event[]): Fitted {
  const events = [...arrived].sort(bySeq);
  const keep: Event[] = [];
  let now = block;
  for (const event of events) {
    if (now && event.seq <= now.high) continue;
    if (now && event.seq > now.high + 1) return { keep, block: now, gap: true };
    keep.push(event);
    now = { conversation_id: conversationId, low: now?.low ?? event.seq, high: event.seq };
  }
  return { keep, block: now, gap: false };
}

/** Fit a page of older events to the front of a stretch. */
export function extendBefore(block: Block, page: Event[]): Fitted {
  const events = [...page].sort(bySeq).reverse();
  const keep: Event[] = [];
  let low = block.low;
  for (const event of events) {
    if (event.seq >= low) continue;
    if (event.seq !== low - 1) return { keep: keep.reverse(), block: { ...block, low }, gap: true };
    keep.push(event);
    low = event.seq;
  }
  return { keep: keep.reverse(), block: { ...block, low }, gap: false };
}

/**
 * From where to ask for a conversation of which nothing is stored yet: its last part is enough to
 * read and answer; what is older comes when somebody scrolls to it.
 */
export function firstCursor(lastSeq: number, fromSeq: number, atFirst = 200): number {
  return Math.max(0, fromSeq, lastSeq - atFirst);
}
