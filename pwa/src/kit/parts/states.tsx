import type { JSX } from "preact";
import { Picture, type PictureName } from "../pictures.tsx";
import type { Kids } from "./kids.ts";

/** The shape of what is coming. It does not move; it says so once to those who hear the page. */
export function Skeleton(props: { label: string; rows?: number; faces?: boolean }): JSX.Element {
  const rows = Array.from({ length: props.rows ?? 4 }, (_, i) => i);
  return (
    <div class="list skeleton" role="status" aria-label={props.label}>
      {rows.map((row) => (
        <div class="row" key={row}>
          {props.faces !== false && <span class="face bone" />}
          <span class="grow stack-s">
            <span class="bone bone-title" />
            <span class="bone bone-second" />
          </span>
        </div>
      ))}
    </div>
  );
}

/** Nothing here yet: a picture, the fact, what could be here, and the one thing to do about it. */
export function EmptyState(props: {
  picture: PictureName;
  title: Kids;
  faces?: Kids;
  actions?: Kids;
  children?: Kids;
}): JSX.Element {
  return (
    <div class="empty">
      <Picture name={props.picture} size="l" />
      <h2>{props.title}</h2>
      {props.children && <div class="empty-words">{props.children}</div>}
      {props.faces}
      {props.actions && <div class="empty-actions">{props.actions}</div>}
    </div>
  );
}
