/** The quilt: what each audience may see, by group and by section, and what a change means in words. */
import type { SectionCode } from "./sections";
import { GROUPS } from "./sections";
import type { Audience, Level, Quilt, Square } from "./types";

/** Given only by name, never along with a group: see the design's defaults for families. */
const BY_NAME: ReadonlySet<SectionCode> = new Set(["safeguarding", "sharing", "research"]);

function closedByName(square: Square): boolean {
  return BY_NAME.has(square.section) && square.level === "closed";
}

/** What a press on this group leaves closed. */
export function onlyByName(audience: Audience, sections: readonly SectionCode[]): SectionCode[] {
  return squaresOf(audience, sections)
    .filter(closedByName)
    .map((square) => square.section);
}

export interface Patch {
  level: Level | "mixed";
  /** How many of its sections are open, and of how many. */
  open: number;
  of: number;
  /** When it shuts, where all that is open shuts at the same time. */
  until: string | null;
  /** A directive lets named people see all of it, or some, whatever is chosen here. */
  held: "all" | "some" | "none";
}

export interface Change {
  sections: SectionCode[];
  level: Level;
  until: string | null;
}

function squaresOf(audience: Audience, sections: readonly SectionCode[]): Square[] {
  return audience.squares.filter((square) => sections.includes(square.section));
}

function heldOf(squares: Square[]): Patch["held"] {
  const held = squares.filter((square) => square.held).length;
  if (held === 0) return "none";
  return held === squares.length ? "all" : "some";
}

/** One patch of the quilt: a section, or a group of them. */
export function patchOf(audience: Audience, sections: readonly SectionCode[]): Patch {
  const squares = squaresOf(audience, sections);
  // What is opened only by name does not make a group half open by being closed.
  const counted = squares.filter((one) => squares.length === 1 || !closedByName(one));
  const levels = new Set(counted.map((square) => square.level));
  const open = squares.filter((square) => square.level !== "closed");
  const ends = new Set(open.map((square) => square.until));
  const [level] = levels;
  const [until] = ends;
  return {
    level: levels.size > 1 ? "mixed" : (level ?? "closed"),
    open: open.length,
    of: squares.length,
    until: ends.size === 1 ? (until ?? null) : null,
    held: heldOf(squares),
  };
}

/**
 * The sections that a press on a group changes: what is given only by name is opened only by name (but
 * closed with the others).
 */
export function reach(
  audience: Audience,
  sections: readonly SectionCode[],
  level: Level,
): SectionCode[] {
  return squaresOf(audience, sections)
    .filter((square) => level === "closed" || sections.length === 1 || !BY_NAME.has(square.section))
    .map((square) => square.section);
}

/** What must be done to have these sections again as they are now: one change for each level and end. */
export function wayBack(audience: Audience, sections: readonly SectionCode[]): Change[] {
  const back = new Map<string, Change>();
  for (const { section, level, until } of squaresOf(audience, sections)) {
    const key = `${level} ${until}`;
    const change = back.get(key) ?? { sections: [], level, until };
    change.sections.push(section);
    back.set(key, change);
  }
  return [...back.values()];
}

const NEARBY = new Set(["care team", "patch team"]);

function caresFor(audience: Audience): boolean {
  return NEARBY.has(audience.audience) || audience.faces.some((face) => face.kind === "carer");
}

/** Which of these sections safe care needs and this audience, who gives it, would not know any more. */
export function costOf(
  quilt: Quilt,
  audience: Audience,
  sections: readonly SectionCode[],
): SectionCode[] {
  if (!caresFor(audience)) return [];
  return squaresOf(audience, sections)
    .filter((square) => square.level !== "closed")
    .map((square) => square.section)
    .filter((section) => quilt.safe.includes(section));
}

/** An organisation's permit must end. */
export function mustEnd(audience: Audience): boolean {
  return audience.audience === "organisation" || audience.audience === "organisation role";
}

/** The same audience in another answer. */
export function sameAudience(one: Audience, other: Audience): boolean {
  return one.audience === other.audience && one.id === other.id && one.role === other.role;
}

export function keyOf(audience: Audience): string {
  return `${audience.audience} ${audience.id} ${audience.role}`;
}

/** How many of the nine groups are open to them, at least in part. */
export function openGroups(audience: Audience): number {
  return GROUPS.filter((group) => patchOf(audience, group.sections).level !== "closed").length;
}

/** Somebody who has nothing of their own yet: all closed. */
export function newcomer(
  face: Audience["faces"][number],
  sections: readonly SectionCode[],
): Audience {
  return {
    audience: "membership",
    id: face.membership_id,
    role: null,
    name: face.name,
    faces: [face],
    organisation: null,
    squares: sections.map((section) => ({
      section,
      level: "closed",
      until: null,
      held: false,
      basis: "",
    })),
  };
}
