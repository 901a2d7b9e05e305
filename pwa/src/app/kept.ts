/**
 * Which answers may stay on the device, and which are dropped from an open screen when access ends.
 *
 * Nothing of a record is kept: no entry, no file, nothing of who may see it and who looked. What is said
 * here holds for every screen, whether or not its author thought of it.
 */
const NEVER_KEPT = [
  /^\/people(\/[^/?]+\/.|$)/,
  /^\/(records|files|access-requests|reviews|directives|talks-due|log|passkeys|organisations)\b/,
  /^\/conversations\/[^/?]+\/filed\b/,
];

export function mayBeKept(path: string): boolean {
  return !NEVER_KEPT.some((rule) => rule.test(path));
}

/**
 * Whether an answer may be held while the page lives, though not on the device: which sections of a record are
 * open, without any content, so that somebody without signal can still write something down.
 */
export function mayBeHeld(path: string): boolean {
  return mayBeKept(path) || /^\/people\/[^/?]+\/record$/.test(path);
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

/**
 * Whether nothing of what `path` asks for is open now that only `open` may be read: then it need not be asked for
 * again. Asking would be written down as a try, by somebody who has pressed nothing.
 */
export function isShut(path: string, open: readonly string[]): boolean {
  const section = /^sections\/([^/?]+)/.exec(RECORD.exec(path)?.[2] ?? "")?.[1];
  return section === undefined ? open.length === 0 : !open.includes(section);
}

/** What shows something of these kinds; everything may show something of any other kind. */
const SHOWN_BY: Readonly<Record<string, RegExp>> = {
  looks: /\/looks\b/,
  record: /\/record\b|\/filed\b/,
  access_requests: /access-requests/,
  reviews: /^\/reviews\b/,
  emergency: /\/(looks|emergency)\b|\/record(\?|$)|^\/reviews\b/,
};

/**
 * Whether `path` is to be asked for again when something of this kind has changed. What of a record was
 * refused is asked for again only when access has changed: each refusal is written down for the person
 * to see, and a screen that stands open is nobody who tries.
 */
export function concerns(
  what: string,
  path: string,
  state: "loading" | "ready" | "refused" | "away",
): boolean {
  if (recordOf(path) !== null) {
    if (state === "refused") return what === "access";
    // It is on its way already: asking twice would be two tries, if it is refused.
    if (state === "loading" && what === "line") return false;
  }
  return SHOWN_BY[what]?.test(path) ?? true;
}
