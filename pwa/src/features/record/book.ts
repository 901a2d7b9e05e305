/** A record as it is open to whoever reads it now: what may be read, what may be written, and for what. */

import { type Asked, useAsked } from "@/app/asked";
import { calledBy } from "@/app/names";
import type { Purpose } from "@/contract/http";
import { keptEmergency } from "@/features/consent/emergency";
import { GROUPS, type Group, type SectionCode } from "@/features/consent/sections";
import type { Hub, OpenRecord, OpenSection } from "./types";

export interface Book {
  id: string;
  /** Where its screens are: "/record" for my own, "/people/…/record" for another's. */
  base: string;
  hub: Hub;
  name: string;
  /** Whose record it is, as it is said in a sentence; null for my own. */
  owner: string | null;
  canRead: (section: SectionCode) => boolean;
  canWrite: (section: SectionCode) => boolean;
  /** What a section is read for: an emergency only where everyday care does not open it. */
  purposeOf: (section: SectionCode) => Purpose | undefined;
  /** What pages that gather several sections are read for. */
  purpose: Purpose | undefined;
}

function having(sections: readonly OpenSection[], what: "read" | "write"): Set<SectionCode> {
  return new Set(sections.filter((one) => one[what]).map((one) => one.section));
}

/** `urgent`: what is open besides, for an emergency that is on now. */
export function bookOf(hub: Hub, urgent: Hub | null, base: string): Book {
  // Where care opens nothing, the emergency's own answer is all there is.
  const care = hub === urgent ? [] : hub.sections;
  const read = having(care, "read");
  const write = having(care, "write");
  const emergency = having(urgent?.sections ?? [], "read");
  const name = calledBy(hub.person.name);
  return {
    id: hub.person.person_id,
    base,
    hub,
    name,
    owner: hub.mine && !hub.acting ? null : name,
    canRead: (section) => read.has(section) || emergency.has(section),
    canWrite: (section) => write.has(section),
    purposeOf: (section) =>
      !read.has(section) && emergency.has(section) ? "emergency" : undefined,
    purpose: read.size === 0 && emergency.size > 0 ? "emergency" : undefined,
  };
}

export function isLive(until: string | null, now = Date.now()): boolean {
  return until !== null && new Date(until).getTime() > now;
}

export interface OpenBook {
  asked: Asked<Hub>;
  book: Book | null;
}

/**
 * In an emergency that was opened here, the record is asked for that; for care only where care opens it:
 * asking otherwise would be one more try that is written down.
 */
function useCareOpens(id: string, urgent: boolean): boolean {
  const records = useAsked<{ items: OpenRecord[] }>(urgent ? "/records" : null);
  if (!urgent) return true;
  return records.value?.items.some((one) => one.person.person_id === id) ?? false;
}

export function useBook(id: string, base: string): OpenBook {
  const path = `/people/${id}/record`;
  const known = base !== "/record" && keptEmergency(id) !== null;
  const care = useAsked<Hub>(useCareOpens(id, known) ? path : null);
  const urgent = known || isLive(care.value?.emergency_until ?? null);
  const emergency = useAsked<Hub>(urgent ? path : null, "emergency");
  const hub = care.value ?? emergency.value;
  const asked = care.value || !known ? care : emergency;
  return { asked, book: hub ? bookOf(hub, emergency.value ?? null, base) : null };
}

/** The groups with the sections of each that hold what I may read. */
export function openGroups(book: Book): { group: Group; sections: SectionCode[] }[] {
  return GROUPS.map((group) => ({ group, sections: group.sections.filter(book.canRead) })).filter(
    (one) => one.sections.length > 0,
  );
}

/** The groups in which everything is closed to me. */
export function closedGroups(book: Book): Group[] {
  return GROUPS.filter((group) => !group.sections.some(book.canRead));
}
