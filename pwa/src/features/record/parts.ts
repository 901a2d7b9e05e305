/** The parts of About me: what is good first, then the seven of the standard, in its order. */
import type { PictureName } from "@/kit";
import { t } from "@/words/t";
import type { Entry } from "./types";

export const PARTS = [
  "strengths",
  "important",
  "people",
  "communication",
  "wellness",
  "please_do",
  "support",
  "also_know",
] as const;

export type AboutPart = (typeof PARTS)[number];

export const PART_PICTURES: Record<AboutPart, PictureName> = {
  strengths: "yes",
  important: "heart",
  people: "team",
  communication: "message",
  wellness: "calm",
  please_do: "choose",
  support: "helper",
  also_know: "person",
};

export function isPart(value: unknown): value is AboutPart {
  return (PARTS as readonly unknown[]).includes(value);
}

export function partOf(entry: Pick<Entry, "data">): AboutPart | null {
  return isPart(entry.data.part) ? entry.data.part : null;
}

/** What a part is called to the person ("What I’m good at"); nothing where there is no such part. */
export function partName(part: unknown): string {
  return isPart(part) ? t(`record.part_${part}`) : "";
}

export function partHint(part: AboutPart): string {
  return t(`record.hint_${part}`);
}

/** The entry that stands for each part now: the newest that is not one entered in error. */
export function byPart(entries: readonly Entry[]): Map<AboutPart, Entry> {
  const found = new Map<AboutPart, Entry>();
  for (const entry of entries) {
    const part = partOf(entry);
    if (part && entry.state === "current" && !found.has(part)) found.set(part, entry);
  }
  return found;
}
