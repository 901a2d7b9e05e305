/** How long something stays open. It ends with the end of a day, so that "until 1 March" is true on 1 March. */
import { day } from "@/words/dates";
import { t } from "@/words/t";

export const SPANS = ["never", "week", "month", "quarter", "year", "date"] as const;
export type Span = (typeof SPANS)[number];

function endOf(at: Date): Date {
  const end = new Date(at);
  end.setHours(23, 59, 0, 0);
  return end;
}

/** The same day of a later month; its last day where that month is shorter. */
function monthsOn(from: Date, months: number): Date {
  const on = new Date(from.getFullYear(), from.getMonth() + months, 1);
  const last = new Date(on.getFullYear(), on.getMonth() + 1, 0).getDate();
  on.setDate(Math.min(from.getDate(), last));
  return on;
}

/**
 * When a span that is chosen now ends; null where it has no end. A year is a day short of twelve months:
 * an organisation's permit lasts twelve at most, and clocks differ.
 */
export function endOfSpan(span: Exclude<Span, "date">, now = new Date()): Date | null {
  if (span === "never") return null;
  if (span === "week") {
    return endOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 7));
  }
  if (span === "month") return endOf(monthsOn(now, 1));
  if (span === "quarter") return endOf(monthsOn(now, 3));
  const year = monthsOn(now, 12);
  year.setDate(year.getDate() - 1);
  return endOf(year);
}

/** The end of the day that a date field names ("2027-03-01"); null for what is no day. */
export function endOfDay(field: string): Date | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(field);
  if (!parts) return null;
  const at = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  return at.getDate() === Number(parts[3]) ? endOf(at) : null;
}

/** A day as a date field has it. */
export function asField(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** "Until Monday 1 March", or nothing for what has no end. */
export function untilWords(until: string | null): string {
  return until === null ? "" : t("consent.until_day", { day: day(new Date(until)) });
}

/** A moment as a field for day and time has it, by this device's clock. */
export function localField(at: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${asField(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The next full or half hour, and some minutes on. */
export function nextHalfHour(plusMinutes = 0, now = new Date()): Date {
  const at = new Date(now);
  at.setMinutes(Math.ceil((at.getMinutes() + 1) / 30) * 30 + plusMinutes, 0, 0);
  return at;
}
