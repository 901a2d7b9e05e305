/** What the tokens promise about contrast, and how it is recomputed. Used by the tests alone. */
type Palette = Readonly<Record<string, string>>;

/** The custom properties of each rule of a style sheet, by selector. */
export function palettes(css: string): Map<string, Palette> {
  const found = new Map<string, Palette>();
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, "");
  for (const [, selector, body] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const tokens = [...(body ?? "").matchAll(/--([\w-]+):\s*([^;]+);/g)];
    const name = (selector ?? "").trim();
    const palette = Object.fromEntries(tokens.map(([, key, value]) => [key, value?.trim() ?? ""]));
    found.set(name, { ...found.get(name), ...palette });
  }
  return found;
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const surfaces = ["paper", "card"];
const tints = ["beet-tint", "bean-tint", "mar-tint", "sky-tint", "rust-tint"];

/** Each ink with every ground on which words stand in it. */
export const inks: ReadonlyArray<readonly [ink: string, grounds: readonly string[]]> = [
  ["ink", [...surfaces, ...tints]],
  ["soft", [...surfaces, ...tints]],
  ["beet", [...surfaces, "beet-tint"]],
  ["on-beet", ["beet", "beet-press"]],
  ["bean", [...surfaces, "bean-tint"]],
  ["mar-ink", ["mar-tint"]],
  ["on-mar", ["mar"]],
  ["sky", [...surfaces, "sky-tint"]],
  ["card", ["sky"]],
  ["rust", [...surfaces, "rust-tint"]],
];

/** Each edge that says where something to touch begins, or what is in focus. */
export const edges: ReadonlyArray<readonly [edge: string, grounds: readonly string[]]> = [
  ["edge", [...surfaces, "beet-tint"]],
  ["focus", [...surfaces, ...tints]],
  ["beet", surfaces],
  ["bean", surfaces],
  ["rust", surfaces],
];

/** The pairs of a palette that fall short: 7 to 1 for words, 3 to 1 for edges. */
export function faults(palette: Palette): string[] {
  const check = (pairs: typeof inks, least: number) =>
    pairs.flatMap(([front, grounds]) =>
      grounds.flatMap((ground) => {
        const [a, b] = [palette[front], palette[ground]];
        if (!a || !b) return [`${front} or ${ground} is not there`];
        const is = contrast(a, b);
        return is < least ? [`${front} on ${ground}: ${is.toFixed(2)}, needs ${least}`] : [];
      }),
    );
  return [...check(inks, 7), ...check(edges, 3)];
}
