/** A name that makes all of its row lead somewhere, beside a button with its own way. */
import type { JSX } from "preact";

export function Whole(props: {
  name: string;
  label?: string;
  href?: string;
  onClick?: () => void;
}): JSX.Element {
  if (props.href !== undefined) {
    return (
      <a class="whole" href={props.href} aria-label={props.label}>
        {props.name}
      </a>
    );
  }
  return (
    <button type="button" class="whole" onClick={props.onClick} aria-label={props.label}>
      {props.name}
    </button>
  );
}
