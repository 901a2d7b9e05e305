import type { JSX } from "preact";

/** One repeat of the strip: which cloth lies above and which below the diagonal, and how it runs. */
const squares = [
  [1, 1, "/"],
  [7, 2, "\\"],
  [3, 3, "/"],
  [4, 6, "/"],
  [5, 5, "\\"],
  [5, 3, "\\"],
  [1, 1, "/"],
  [7, 7, "/"],
  [2, 3, "/"],
  [4, 6, "\\"],
  [5, 5, "/"],
  [7, 3, "\\"],
] as const;
const SIDE = 10;

/** The hem: a strip of half-square triangles on front pages and finishing moments, once a screen. */
export function Hem(): JSX.Element {
  return (
    <svg class="hem" aria-hidden="true" preserveAspectRatio="none">
      <pattern id="hem" width={squares.length * SIDE} height={SIDE} patternUnits="userSpaceOnUse">
        {squares.map(([above, below, run], i) => {
          const x = i * SIDE;
          const corner =
            run === "/" ? `M${x + SIDE} 0v${SIDE}H${x}z` : `M${x} 0l${SIDE} ${SIDE}H${x}z`;
          return (
            // The strip is drawn once and its squares keep their places.
            <g key={`${x}`}>
              <rect class={`c${above}`} x={x} width={SIDE} height={SIDE} />
              <path class={`c${below}`} d={corner} />
            </g>
          );
        })}
      </pattern>
      <rect width="100%" height={SIDE} fill="url(#hem)" />
    </svg>
  );
}
