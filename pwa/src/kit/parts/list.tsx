import type { JSX } from "preact";
import { Icon } from "../icons.tsx";
import { Portrait } from "../portrait.tsx";
import { classes, type Kids } from "./kids.ts";

export function List(props: { label?: string; children: Kids }): JSX.Element {
  return (
    <ul class="list" aria-label={props.label}>
      {props.children}
    </ul>
  );
}

export interface RowProps {
  /** The parts of a portrait. */
  face?: string;
  /** Instead of a face: an icon, a hexagon, several faces. */
  lead?: Kids;
  title: Kids;
  second?: Kids;
  /** The second line is a glimpse of something longer: two lines of it are enough. */
  short?: boolean;
  /** One thing at the end: a button or a tag. A row that leads somewhere gets its chevron itself. */
  end?: Kids;
  href?: string;
  onClick?: () => void;
  /** What is new here, in words ("2 new"). */
  news?: string;
  current?: boolean;
}

function Inside(props: RowProps): JSX.Element {
  const leads = props.href !== undefined || props.onClick !== undefined;
  return (
    <>
      {props.face !== undefined ? <Portrait parts={props.face} /> : props.lead}
      <span class="grow row-words">
        <span class={props.news ? "row-title row-news" : "row-title"}>
          {props.title}
          {props.news && <span class="tag tag-do">{props.news}</span>}
        </span>
        {props.second !== undefined && (
          <span class={props.short ? "row-second row-short" : "row-second"}>{props.second}</span>
        )}
      </span>
      {props.end}
      {leads && !props.end && <Icon name="forward" />}
    </>
  );
}

/** Who or what, one sentence, a second line, one thing at the end. */
export function Row(props: RowProps): JSX.Element {
  if (props.href !== undefined) {
    return (
      <li>
        <a
          class={classes("row", "row-way")}
          href={props.href}
          onClick={props.onClick}
          aria-current={props.current ? "page" : undefined}
        >
          <Inside {...props} />
        </a>
      </li>
    );
  }
  if (props.onClick) {
    return (
      <li>
        <button type="button" class={classes("row", "row-way")} onClick={props.onClick}>
          <Inside {...props} />
        </button>
      </li>
    );
  }
  return (
    <li class="row">
      <Inside {...props} />
    </li>
  );
}
