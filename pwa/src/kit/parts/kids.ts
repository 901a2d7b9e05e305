import type { ComponentChildren } from "preact";

/** Whatever may stand inside of a part: words, icons, other parts. */
export type Kids = ComponentChildren;

/** The names of classes that apply, as one attribute. */
export function classes(...names: Array<string | false | null | undefined>): string {
  return names.filter(Boolean).join(" ");
}
