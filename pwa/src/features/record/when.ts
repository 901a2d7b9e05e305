/** When something happened, as one says it. */
import { clock, day, nights } from "@/words/dates";
import { t } from "@/words/t";
import type { Entry } from "./types";

/** Written down so much later than it happened that it is worth saying. */
const LATE_MS = 30 * 60_000;

export function dayWords(at: Date, now = new Date()): string {
  const ago = nights(at, now);
  if (ago === 0) return t("app.today");
  return ago === 1 ? t("messaging.yesterday") : day(at, now);
}

/** "Today, 9:36 am". */
export function whenWords(at: string, now = new Date()): string {
  const then = new Date(at);
  // "9:36 am" stays on one line.
  return `${dayWords(then, now)}, ${clock(then).replace(" ", "\u00a0")}`;
}

/** When it was written down, where that is not when it happened. */
export function writtenLater(entry: Pick<Entry, "happened_at" | "recorded_at">): string | null {
  const late = new Date(entry.recorded_at).getTime() - new Date(entry.happened_at).getTime();
  return Math.abs(late) > LATE_MS ? whenWords(entry.recorded_at) : null;
}

/** What a field for a date and a time wants: the time of the clock on the wall here. */
export function forField(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The moment that such a field says; null where it says none. */
export function fromField(value: string): string | null {
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
