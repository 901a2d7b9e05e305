import { locale } from "./t.ts";

/** Browsers do not all bring Welsh days and months along, so these are ours. */
const welsh = {
  days: [
    "Dydd Sul",
    "Dydd Llun",
    "Dydd Mawrth",
    "Dydd Mercher",
    "Dydd Iau",
    "Dydd Gwener",
    "Dydd Sadwrn",
  ],
  months: [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
  ],
} as const;

const formats = new Map<string, Intl.DateTimeFormat>();

function english(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", options);
  formats.set(key, known);
  return known;
}

/** "Tuesday 24 November"; with the year if it is another one than now. */
export function day(at: Date, now = new Date()): string {
  const year = at.getFullYear() === now.getFullYear() ? "" : ` ${at.getFullYear()}`;
  if (locale() === "cy") {
    return `${weekday(at)} ${at.getDate()} ${welsh.months[at.getMonth()]}${year}`;
  }
  const month = english({ month: "long" }).format(at);
  return `${weekday(at)} ${at.getDate()} ${month}${year}`;
}

/** "Tuesday". */
export function weekday(at: Date): string {
  return locale() === "cy"
    ? (welsh.days[at.getDay()] ?? "")
    : english({ weekday: "long" }).format(at);
}

/** How many nights lie between two times, as a calendar counts: 0 is the same day. */
export function nights(from: Date, to: Date): number {
  const start = (d: Date) => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate());
  return Math.round((start(to) - start(from)) / 86_400_000);
}

/** "8:05 am"; in Welsh the same by 24 hours, "8:05", "20:05". */
export function clock(at: Date): string {
  const minutes = String(at.getMinutes()).padStart(2, "0");
  const hours = at.getHours();
  if (locale() === "cy") return `${hours}:${minutes}`;
  return `${hours % 12 || 12}:${minutes} ${hours < 12 ? "am" : "pm"}`;
}

export type PartOfDay = "morning" | "afternoon" | "evening";

export function partOfDay(at: Date): PartOfDay {
  if (at.getHours() < 12) return "morning";
  return at.getHours() < 18 ? "afternoon" : "evening";
}

/** "Sam", "Sam and Priya", "Sam, Priya and Lin"; in Welsh with "a" or "ac". */
export function names(of: readonly string[]): string {
  if (of.length < 2) return of[0] ?? "";
  const last = of[of.length - 1] ?? "";
  const before = of.slice(0, -1).join(", ");
  if (locale() !== "cy") return `${before} and ${last}`;
  return `${before} ${/^[aeiouwyâêîôûŵŷ]/i.test(last) ? "ac" : "a"} ${last}`;
}
