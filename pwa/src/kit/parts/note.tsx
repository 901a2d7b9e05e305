import type { JSX } from "preact";
import { Icon, type IconName } from "../icons.tsx";
import { Portrait } from "../portrait.tsx";
import { classes, type Kids } from "./kids.ts";

/** Marigold, across the page: what is the matter (bold), then what happens by itself. */
export function Banner(props: { icon?: IconName; strong: Kids; children?: Kids }): JSX.Element {
  return (
    <div class="banner" role="status">
      <Icon name={props.icon ?? "signal-off"} />
      <p>
        <b>{props.strong}</b> {props.children}
      </p>
    </div>
  );
}

export type NoteKind = "info" | "fine" | "wait" | "stop";
const pictures: Record<NoteKind, IconName> = {
  info: "info",
  fine: "check",
  wait: "clock",
  stop: "hand",
};

/** A word about this page: for your information, settled, waiting, or stopped. */
export function Note(props: {
  kind?: NoteKind;
  icon?: IconName;
  /** Somebody's face instead of a picture, where it was somebody's doing. */
  face?: string;
  /** Read out as soon as it appears. */
  live?: boolean;
  children: Kids;
}): JSX.Element {
  const kind = props.kind ?? "info";
  return (
    <div class={classes("note", `note-${kind}`)} role={props.live ? "status" : undefined}>
      {props.face !== undefined ? (
        <Portrait parts={props.face} />
      ) : (
        <Icon name={props.icon ?? pictures[kind]} />
      )}
      <div class="grow">{props.children}</div>
    </div>
  );
}

/** A word or two about a thing. `stitched`: not fixed yet. */
export function Tag(props: {
  kind?: NoteKind | "do" | "stitched";
  icon?: IconName;
  children: Kids;
}): JSX.Element {
  return (
    <span class={classes("tag", `tag-${props.kind ?? "info"}`)}>
      {props.icon && <Icon name={props.icon} size="s" />}
      <span>{props.children}</span>
    </span>
  );
}
