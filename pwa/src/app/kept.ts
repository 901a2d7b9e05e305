/**
 * Which answers may stay on the device, and which are dropped from an open screen when access ends.
 *
 * Nothing of a record is kept: no entry, no file, nothing of who may see it and who looked. What is said
 * here holds for every screen, whether or not its author thought of it.
 */
const NEVER_KEPT = [
  /^\/people\/[^/?]+\/./,
  /^\/(records|files|access-requests|reviews|directives|talks-due|log|passkeys|organisations)\b/,
  /^\/conversations\/[^/?]+\/filed\b/,
];

export function mayBeKept(path: string): boolean {
  return !NEVER_KEPT.some((rule) => rule.test(path));
}

const ALL_SECTIONS = 30;
const RECORD = /^\/people\/([^/?]+)\/record(?:\/([^?]*))?(?:\?|$)/;

/** Whose record an answer is about; null where it is about none. */
export function recordOf(path: string): string | null {
  return RECORD.exec(path)?.[1] ?? null;
}

/**
 * Whether what `path` answered must leave the screen now that only `open` of the record may be read. The
 * page of what is open holds no content; a section that is still open stays; whatever gathers
 * several goes and is asked for again.
 */
export function mustGo(path: string, open: readonly string[]): boolean {
  const rest = RECORD.exec(path)?.[2];
  if (!rest) return false;
  const section = /^sections\/([^/]+)/.exec(rest)?.[1];
  if (section !== undefined) return !open.includes(section);
  return open.length < ALL_SECTIONS;
}
