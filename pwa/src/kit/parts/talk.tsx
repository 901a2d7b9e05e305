import type { JSX } from "preact";
import { Icon, type IconName } from "../icons.tsx";
import { Portrait } from "../portrait.tsx";
import { type FaceOf, Faces } from "./faces.tsx";
import { classes, type Kids } from "./kids.ts";

/** What was written, oldest first. It is no live region: the page's announcer reads new ones once. */
export function Thread(props: { label: string; children: Kids }): JSX.Element {
  return (
    // What scrolls by itself must be within reach of the keyboard, also where nothing in it can be pressed.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class="thread" aria-label={props.label} tabIndex={0}>
      <ol>{props.children}</ol>
    </section>
  );
}

export function DayMark(props: { children: Kids }): JSX.Element {
  return <li class="day">{props.children}</li>;
}

/** Something that happened and that nobody wrote: "Priya joined". */
export function Happening(props: { parts?: string; children: Kids }): JSX.Element {
  return (
    <li class="happening">
      {props.parts !== undefined && <Portrait parts={props.parts} size="xs" />}
      <span>{props.children}</span>
    </li>
  );
}

export interface BubbleProps {
  mine?: boolean;
  /** Still on this device: stitched. */
  waiting?: boolean;
  /** Turned away: stitched in rust; the words of `state` say why. */
  stopped?: boolean;
  /** Over another's message, where several write here. */
  author?: FaceOf & { second?: string };
  /** A call, a letter, a knock that somebody wrote down. */
  medium?: { icon: IconName; words: string };
  text: string;
  /** When it was written, where that is worth saying: "8:05 am". */
  at?: string;
  /** Under my last one: how far it has come, in words with a picture. */
  state?: { icon?: IconName; faces?: readonly FaceOf[]; words: string };
  actions?: Kids;
}

function Author({ of }: { of: NonNullable<BubbleProps["author"]> }): JSX.Element {
  return (
    <p class="by">
      <Portrait parts={of.parts} size="xs" />
      <span>
        {of.name}
        {of.second && `, ${of.second}`}
      </span>
    </p>
  );
}

export function Bubble(props: BubbleProps): JSX.Element {
  const { mine, waiting, stopped, author, medium, state } = props;
  return (
    <li
      class={classes(
        "msg",
        mine && "msg-me",
        waiting && "msg-wait",
        stopped && "msg-stop",
        medium && "msg-medium",
      )}
    >
      {author && <Author of={author} />}
      <div class="bub">
        {medium && (
          <p class="bub-medium">
            <Icon name={medium.icon} size="s" />
            <span>{medium.words}</span>
          </p>
        )}
        <p class="bub-text" dir="auto">
          {props.text}
        </p>
      </div>
      {props.at && <p class="stat">{props.at}</p>}
      {state && (
        <p class="stat">
          {state.faces && <Faces of={state.faces} size="xs" max={4} />}
          {state.icon && <Icon name={state.icon} size="s" />}
          <span>{state.words}</span>
        </p>
      )}
      {props.actions && <div class="btns msg-actions">{props.actions}</div>}
    </li>
  );
}
