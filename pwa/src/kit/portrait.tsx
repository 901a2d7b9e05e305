import type { JSX } from "preact";
import { beards, type Colours, clothes, faces, glasses, hairs } from "./portrait-pieces.tsx";

/** Grounds, skins and hair colours are chosen to be told apart from one another side by side. */
const grounds = ["#f4cf7c", "#f0bfc4", "#c8ddeb", "#cfe3c4", "#e3d4ef", "#f3d5b5"] as const;
const skins = [
  { face: "#f5d3bb", shade: "#e3b294", mouth: "#8c3b33" },
  { face: "#eab995", shade: "#d49a72", mouth: "#7d332b" },
  { face: "#c98d5f", shade: "#a96f45", mouth: "#5c211c" },
  { face: "#9a6238", shade: "#7a4a27", mouth: "#431713" },
  { face: "#6b412a", shade: "#4e2d1b", mouth: "#33100d" },
] as const;
const hairColours = ["#231b1a", "#5b3a24", "#a8622b", "#d9b36a", "#a39b9b", "#ece8e4"] as const;
const cloths = ["#2f6b47", "#27507a", "#8f2d5f", "#b4572a", "#5b4a8a", "#3f6f78"] as const;

function pick<T>(of: readonly T[], at: number | undefined): T {
  const index = Number.isFinite(at) ? Math.abs(Math.trunc(at ?? 0)) % of.length : 0;
  // A list of pieces is never empty; an index outside of it comes round again.
  return of[index] as T;
}

/** How many there are to choose from, in the order in which `parts` names them. */
export const portraitChoices = {
  ground: grounds.length,
  skin: skins.length,
  hair: hairs.length,
  hairColour: hairColours.length,
  clothes: clothes.length * cloths.length,
  beard: beards.length,
  glasses: glasses.length,
} as const;

export interface PortraitProps {
  /** `ground.skin.hair.hairColour.clothes.beard.glasses`; each a small number, each may be missing. */
  parts: string;
  /** 24, 32, 48, 60 or 104 px. */
  size?: "xs" | "s" | "m" | "h" | "l";
  /** Only where the name does not stand beside the face already. */
  name?: string;
}

/** A face as a patch of cloth. Always the same for the same parts; large enough at 24 px to know. */
export function Portrait({ parts, size = "m", name }: PortraitProps): JSX.Element {
  const [ground, skin, hair, hairColour, cloth, beard, glass] = parts.split(".").map(Number);
  const colours: Colours = {
    ...pick(skins, skin),
    hair: pick(hairColours, hairColour),
    cloth: pick(cloths, cloth),
  };
  const head = pick(hairs, hair);
  return (
    <svg
      class={`face face-${size}`}
      viewBox="0 0 96 96"
      role="img"
      aria-label={name}
      aria-hidden={name ? undefined : true}
    >
      <rect width="96" height="96" fill={pick(grounds, ground)} />
      {head.behind?.(colours)}
      {pick(clothes, Math.floor((cloth ?? 0) / cloths.length))(colours)}
      {faces(colours)}
      {pick(beards, beard)(colours)}
      {head.before(colours)}
      {pick(glasses, glass)(colours)}
    </svg>
  );
}
