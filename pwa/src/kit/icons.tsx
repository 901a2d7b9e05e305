import type { JSX } from "preact";
import { classes } from "./parts/kids.ts";

/** Outlines on a 24 × 24 ground. Drawn for Ourpatch: round ends, two units thick, no fills. */
const outlines = {
  today: "M3 19h18M7 19a5 5 0 0 1 10 0M12 4v4M4.6 9.2l2 2M19.4 9.2l-2 2",
  messages: "M4 5h16v12h-9l-4 4v-4H4zM8 9.5h8M8 13h5",
  team: "M12 11.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM6.5 20c0-3.7 2.1-5.6 5.5-5.6s5.5 1.9 5.5 5.6zM5 11.5a2.3 2.3 0 1 1 1.2-4.3M19 11.5a2.3 2.3 0 1 0-1.2-4.3M1.8 18.5c0-2.4 1-3.8 2.9-4.2M22.2 18.5c0-2.4-1-3.8-2.9-4.2",
  people:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.6-5.5 6.5-5.5s6.5 1.9 6.5 5.5zM16.5 11a2.7 2.7 0 1 0 0-5.4M18 14.6c2.2.6 3.5 2.2 3.5 4.9",
  me: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c0-4.2 3-6 7.5-6s7.5 1.8 7.5 6z",
  "co-op": "M4 4h16v16H4zM12 4v16M4 12h16M12 4l8 8M4 12l8 8",
  patch: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  house: "M3.5 11.5 12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20",
  pencil: "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5",
  send: "M3.5 11 20.5 3.5 16 20.5l-4.5-7zM20.5 3.5l-9 10",
  phone: "M7 2.5h10v19H7zM10.5 18.5h3",
  call: "M5 3.5h4l1.8 4.6-2.4 1.8a12 12 0 0 0 5.7 5.7l1.8-2.4 4.6 1.8v4c0 1-.8 1.5-1.7 1.5C10.5 20.3 3.7 13.5 3.5 5.2 3.5 4.3 4 3.5 5 3.5z",
  "call-add":
    "M5 3.5h4l1.8 4.6-2.4 1.8a12 12 0 0 0 5.7 5.7l1.8-2.4 4.6 1.8v4c0 1-.8 1.5-1.7 1.5C10.5 20.3 3.7 13.5 3.5 5.2 3.5 4.3 4 3.5 5 3.5zM18 3v7M14.5 6.5h7",
  knock: "M5 20.5V3.5h11v17M3 20.5h18M12.5 12v1.5M19 7.5l1.5-1M19.3 11h1.9M19 14.5l1.5 1",
  letter: "M3 5.5h18v13H3zM3.5 6l8.5 7 8.5-7",
  back: "M20 12H4.5M11 5.5 4.5 12l6.5 6.5",
  forward: "M9 5l7 7-7 7",
  plus: "M12 5v14M5 12h14",
  check: "M4.5 12.5l5 5L19.5 7",
  cross: "M6 6l12 12M18 6 6 18",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2",
  read: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  "signal-off":
    "M3 3l18 18M2.5 9.5c1.3-1.2 2.7-2.1 4.3-2.8M10.5 5.6c4-.4 7.9 1 11 3.9M6 13c1-.9 2.2-1.6 3.5-2M14.8 11.3c1.2.4 2.3 1 3.2 1.8M12 18.5h.01",
  speaker: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  stop: "M6.5 6.5h11v11h-11z",
  door: "M6 21V3h12v18M4 21h16M14.5 12v1.5",
  out: "M13 4H5v16h8M10 12h10.5M16.5 8l4 4-4 4",
  card: "M3 5h18v14H3zM6.5 9h4v4h-4zM13.5 9.5h4M13.5 12.5h4M6.5 16h11",
  key: "M8 18a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM11.2 10.3 20 3.5M16 6.6l2.5 3.2",
  lock: "M5 11h14v9.5H5zM8 11V7.5a4 4 0 0 1 8 0V11M12 15v2",
  mail: "M3 5.5h18v13H3zM3.5 6l8.5 7 8.5-7",
  devices: "M3 5h13v10H3zM6.5 19H12M9.5 15v4M18.5 9H21v11h-6v-5",
  "text-size": "M2.5 19 8 5l5.5 14M4.5 14.5h7M14.5 19l3.5-9 3.5 9M15.7 16h4.6",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  calm: "M3 9c2-2 4-2 6 0s4 2 6 0 4-2 6 0M3 15.5c2-2 4-2 6 0s4 2 6 0 4-2 6 0",
  book: "M12 6c-2-1.7-5-2-8.5-2v14c3.5 0 6.5.3 8.5 2 2-1.7 5-2 8.5-2V4C17 4 14 4.3 12 6zM12 6v14",
  language: "M4 4h16v11h-7l-4 4.5V15H4zM9 12l3-6 3 6M10 10.2h4",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5h.01",
  warning: "M12 3.5 2.5 20h19zM12 10v4.5M12 17h.01",
  hand: "M7 13V6.5a1.5 1.5 0 0 1 3 0V11M10 11V4.5a1.5 1.5 0 0 1 3 0V11M13 11V5.5a1.5 1.5 0 0 1 3 0V12M16 9a1.5 1.5 0 0 1 3 0v5.5a6.5 6.5 0 0 1-12 3.5L4 13.5a1.6 1.6 0 0 1 2.5-2z",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5l5 5",
  "person-add":
    "M9.5 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2.5 20.5c0-4.2 2.8-6 7-6 1.6 0 3 .3 4.2.8M18 14.5v7M14.5 18h7",
  "person-remove":
    "M9.5 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2.5 20.5c0-4.2 2.8-6 7-6 1.6 0 3 .3 4.2.8M15 18h6.5",
  more: "M4 7h16M4 12h16M4 17h16",
  closed: "M2.5 10.5C5 13.5 8 15 12 15s7-1.5 9.5-4.5M12 15v3.5M6.8 13.8 5 17M17.2 13.8 19 17",
  heart: "M12 20S3.5 15 3.5 9.2A4.6 4.6 0 0 1 12 6.8a4.6 4.6 0 0 1 8.5 2.4C20.5 15 12 20 12 20z",
  medicine: "M9 3.5h6v3.5H9zM7.5 7h9v13.5h-9zM12 10.5v6M9 13.5h6",
  note: "M5 3.5h10l4 4v13H5zM15 3.5v4h4M8.5 12h7M8.5 16h5",
  plan: "M5 5h14v15.5H5zM9 3.5h6V7H9zM8.5 13l2.5 2.5 4.5-5",
  shield: "M12 3l8 3v6c0 4.6-3.2 7.6-8 9-4.8-1.4-8-4.4-8-9V6z",
  coin: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM15 8.6a3 3 0 0 0-5.4 1.8V15a2 2 0 0 1-1.4 1.8H15M8.2 12.4h4.6",
  mic: "M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6",
  photo: "M3.5 7.5h4L9.5 5h5l2 2.5h4V19h-17zM12 16.5a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2z",
  undo: "M8 5 3.5 9.5 8 14M3.5 9.5H15a5 5 0 0 1 0 10h-4",
  copy: "M8 8h12v12H8zM16 8V4H4v12h4",
  print: "M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7z",
} as const;

export type IconName = keyof typeof outlines;

/** These point along the line, and so turn round where people read from right to left. */
const turning: ReadonlySet<string> = new Set(["back", "forward", "send", "out"]);

/** A picture that goes with a word. It says nothing by itself, so screen readers pass it by. */
export function Icon(props: { name: IconName; size?: "s" }): JSX.Element {
  const look = classes("ic", props.size === "s" && "ic-s", turning.has(props.name) && "ic-turn");
  return (
    <svg class={look} viewBox="0 0 24 24" aria-hidden="true">
      <path d={outlines[props.name]} />
    </svg>
  );
}

export const iconNames = Object.keys(outlines) as IconName[];
