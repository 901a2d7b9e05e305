import type { JSX } from "preact";

export interface Colours {
  readonly face: string;
  readonly shade: string;
  readonly mouth: string;
  readonly hair: string;
  readonly cloth: string;
}

export type Piece = (c: Colours) => JSX.Element | null;

const INK = "#231b26";

/** Neck, ears, head, brows, eyes, nose and mouth: the same bones for everybody. */
export function faces(c: Colours): JSX.Element {
  return (
    <>
      <path d="M38 62h20v17a10 10 0 0 1-20 0z" fill={c.shade} />
      <circle cx="26" cy="48" r="5.5" fill={c.shade} />
      <circle cx="70" cy="48" r="5.5" fill={c.shade} />
      <path d="M27 41a21 21 0 0 1 42 0v10c0 13-9.5 21-21 21s-21-8-21-21z" fill={c.face} />
      <path
        d="M34 40.5q4-2.8 8.5-.9M53.5 39.6q4.5-1.9 8.5.9"
        fill="none"
        stroke={INK}
        stroke-opacity=".75"
        stroke-width="2.2"
        stroke-linecap="round"
      />
      <circle cx="39" cy="47" r="2.9" fill={INK} />
      <circle cx="57" cy="47" r="2.9" fill={INK} />
      <path
        d="M48.5 47.5l-2.3 7.5h3.6"
        fill="none"
        stroke={c.shade}
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path
        d="M41 60.5q7 5.8 14 0"
        fill="none"
        stroke={c.mouth}
        stroke-width="2.8"
        stroke-linecap="round"
      />
    </>
  );
}

const shoulders = "M8 96c2-15 15-20 30-21.5a10.5 10.5 0 0 0 20 0C73 76 86 81 88 96z";

export const clothes: readonly Piece[] = [
  (c) => <path d={shoulders} fill={c.cloth} />,
  (c) => (
    <>
      <path d={shoulders} fill={c.cloth} />
      <path d="M36 75.5 48 90l12-14.5 5 1.5-17 19-17-19z" fill="#f3d9a0" />
    </>
  ),
  (c) => (
    <>
      <path d={shoulders} fill={c.cloth} />
      <path
        d="M13 87q35-9 70 0M10 94q38-9 76 0"
        fill="none"
        stroke="#fffdf8"
        stroke-opacity=".7"
        stroke-width="3"
      />
    </>
  ),
  (c) => (
    <>
      <path d={shoulders} fill={c.cloth} />
      <path d="M33 73q15 14 30 0l3 6q-18 15-36 0z" fill="#fffdf8" fill-opacity=".85" />
    </>
  ),
];

interface Hair {
  readonly behind?: Piece;
  readonly before: Piece;
}

const path = (d: string): Piece => {
  return (c) => <path d={d} fill={c.hair} />;
};

/** Hair that frames the face is drawn in two: what hangs behind the neck, and the fringe. */
export const hairs: readonly Hair[] = [
  // Cropped.
  {
    before: path(
      "M26 44c-2-17 8-27 22-27s24 10 22 27l-3-1c0-7-2-10-4-12q-15 3-30 0c-2 2-4 5-4 12z",
    ),
  },
  // A side parting.
  {
    before: path(
      "M25.5 44c-3-18 8-28 23-28s25 11 22 28l-3-1c-.5-5-2-9-5-12-10 2-19-1-25-6-1 6-6 10-9 19z",
    ),
  },
  // Long and straight.
  {
    behind: path("M24 84c-4-14-4-34-2-46 2-15 12-23 26-23s24 8 26 23c2 12 2 32-2 46q-24 4-48 0z"),
    before: path("M26 46c-2-16 6-28 22-28s24 12 22 28c-3-7-9-14-21-20-11 6-19 12-23 20z"),
  },
  // A bob with a fringe.
  {
    behind: path(
      "M22 64c-3-10-2-26 0-31 4-12 13-17 26-17s22 5 26 17c2 5 3 21 0 31-2 3-8 3-9 0V40H31v24c-1 3-7 3-9 0z",
    ),
    before: path("M25 43c-2-15 7-26 23-26s25 11 23 26c-3-3-4-5-5-7q-18 4-36 0c-1 2-2 4-5 7z"),
  },
  // Curls, high and wide.
  {
    behind: (c) => (
      <g fill={c.hair}>
        <circle cx="24" cy="42" r="12" />
        <circle cx="72" cy="42" r="12" />
        <circle cx="31" cy="26" r="13" />
        <circle cx="65" cy="26" r="13" />
        <circle cx="48" cy="20" r="14" />
      </g>
    ),
    before: path(
      "M27 42c-1-10 5-20 21-20s22 10 21 20c-4-5-6-8-9-9-4 2-7 1-10-1-4 3-8 3-11 1-5 1-8 4-12 9z",
    ),
  },
  // A bun on top.
  {
    before: (c) => (
      <g fill={c.hair}>
        <circle cx="48" cy="12" r="9" />
        <path d="M25.5 46c-3-18 7-29 22.5-29s25.5 11 22.5 29c-3-9-8-15-22.5-20-14.5 5-19.5 11-22.5 20z" />
      </g>
    ),
  },
  // Soft waves to the jaw.
  {
    behind: path(
      "M21 60c-5-8-3-16-1-20 0-16 12-25 28-25s28 9 28 25c2 4 4 12-1 20-3 6-10 5-11 0V40H32v20c-1 5-8 6-11 0z",
    ),
    before: path(
      "M25 45c-3-17 7-29 24-28 15 0 24 11 22 28-2-5-4-7-7-9-8-1-13-4-16-8-4 5-10 7-16 8-3 2-5 5-7 9z",
    ),
  },
  // Bald on top, hair at the sides.
  {
    before: path(
      "M26 50c-4-6-4-14 0-19 2-2 4-2 4 1-1 6-1 12-1 18zM70 50c4-6 4-14 0-19-2-2-4-2-4 1 1 6 1 12 1 18z",
    ),
  },
  // A headscarf, in the colour of the clothes' complement: the hair colour would lie.
  {
    behind: (c) => (
      <path
        d="M20 90c-4-16-4-34-1-46 4-19 14-29 29-29s25 10 29 29c3 12 3 30-1 46z"
        fill={c.cloth}
      />
    ),
    before: (c) => (
      <path
        d="M21 60c-3-26 7-45 27-45s30 19 27 45c-2 12-12 20-27 23-15-3-25-11-27-23zM30 44v8c0 12 8 18 18 18s18-6 18-18v-8c0-12-7-18-18-18s-18 6-18 18z"
        fill={c.cloth}
        fill-rule="evenodd"
      />
    ),
  },
  // Short locks.
  {
    before: (c) => (
      <g fill={c.hair}>
        <path d="M26 44c-2-17 8-28 22-28s24 11 22 28q-4-8-7-10H33q-3 2-7 10z" />
        <path d="M24 33h6v19a3 3 0 0 1-6 0zM66 33h6v19a3 3 0 0 1-6 0zM30 26h6v13a3 3 0 0 1-6 0zM60 26h6v13a3 3 0 0 1-6 0zM38 24h6v11a3 3 0 0 1-6 0zM52 24h6v11a3 3 0 0 1-6 0z" />
      </g>
    ),
  },
  // None at all.
  { before: () => null },
];

export const beards: readonly Piece[] = [
  () => null,
  // Short stubble along the jaw.
  (c) => (
    <path
      d="M27 48v3c0 13 9.5 21 21 21s21-8 21-21v-3c-2 5-5 8-9 8-4-1.5-8-1.5-12-.5-4-1-8-1-12 .5-4 0-7-3-9-8zM41 60h14q-7 6.5-14 0z"
      fill={c.hair}
      fill-rule="evenodd"
    />
  ),
  // Full.
  (c) => (
    <>
      <path
        d="M27 45v8c0 15 9 23 21 23s21-8 21-23v-8c-1 7-4 11-9 11-4-2-8-2-12-1-4-1-8-1-12 1-5 0-8-4-9-11z"
        fill={c.hair}
      />
      <path
        d="M41.5 60.5q6.5 5.5 13 0"
        fill="none"
        stroke="#fffdf8"
        stroke-width="3"
        stroke-linecap="round"
      />
    </>
  ),
  // A moustache.
  (c) => (
    <path
      d="M48 56.5c4-2.5 9-.5 11 3-4 .8-8 .5-11-1-3 1.5-7 1.8-11 1 2-3.5 7-5.5 11-3z"
      fill={c.hair}
    />
  ),
];

function frames(d: string): Piece {
  return () => (
    <path
      d={d}
      fill="#fffdf8"
      fill-opacity=".28"
      stroke={INK}
      stroke-width="2.3"
      stroke-linejoin="round"
    />
  );
}

export const glasses: readonly Piece[] = [
  () => null,
  frames(
    "M31 47a8 8 0 1 0 16 0 8 8 0 1 0-16 0zM49 47a8 8 0 1 0 16 0 8 8 0 1 0-16 0zM47 46q1-1.5 2 0M31 46l-4-1M65 46l4-1",
  ),
  frames(
    "M30.5 41.5h15.5v8q-1.5 5-8 5t-7.5-5zM50 41.5h15.5v8q-1 5-7.5 5t-8-5zM46 44h4M30.5 43.5 27 43M65.5 43.5 69 43",
  ),
];
