import type { Text } from "./types.ts";

/** An entry of the catalogue whose Welsh no speaker of Welsh has read on the screen yet. */
export function say<const E extends Text, const W extends Text, const R extends Text>(
  en: E,
  welsh: W,
  easy: R,
): {
  readonly en: E;
  readonly cy: { readonly text: W; readonly checked: false };
  readonly easy: R;
} {
  return { en, cy: { text: welsh, checked: false }, easy };
}
