/**
 * Emergency access while it lasts: kept for this tab alone, so that a reload does not open it a second
 * time. Only that it is open and until when is kept; nothing of what was read.
 */
import type { SectionCode } from "./sections";
import { SECTIONS } from "./sections";

export interface Emergency {
  emergency_id: string;
  until: string;
  sections: SectionCode[];
}

const shelf = (person: string): string => `ourpatch.emergency.${person}`;

export function keepEmergency(person: string, open: Emergency | null): void {
  if (open) sessionStorage.setItem(shelf(person), JSON.stringify(open));
  else sessionStorage.removeItem(shelf(person));
}

export function keptEmergency(person: string, now = Date.now()): Emergency | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(shelf(person)) ?? "null") as Emergency | null;
    return kept && new Date(kept.until).getTime() > now ? kept : null;
  } catch {
    return null;
  }
}

export function minutesLeft(until: string, now = Date.now()): number {
  return Math.max(0, Math.ceil((new Date(until).getTime() - now) / 60_000));
}

/** What is needed first when somebody is unwell; the rest in the order of the record. */
const FIRST: readonly SectionCode[] = ["allergies", "medicines", "alerts", "problems"];

export function urgentFirst(sections: readonly SectionCode[]): SectionCode[] {
  const rest = SECTIONS.filter((one) => !FIRST.includes(one));
  return [...FIRST, ...rest].filter((one) => sections.includes(one));
}
