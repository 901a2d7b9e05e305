import type { JSX } from "preact";
import { Icon, type IconName } from "../icons.tsx";
import { classes, type Kids } from "./kids.ts";

export interface ButtonProps {
  /** `do`: the one thing to do here, once a screen. `stop`: takes something away. */
  kind?: "plain" | "do" | "quiet" | "stop";
  icon?: IconName;
  wide?: boolean;
  /** It is being done: pressing again does nothing, and the button keeps its place and focus. */
  busy?: boolean;
  /** A place to go instead of a thing to do. */
  href?: string;
  type?: "button" | "submit";
  onClick?: (event: MouseEvent) => void;
  /** What it is called, where the words on it are not enough by themselves. */
  label?: string;
  children: Kids;
}

export function Button(props: ButtonProps): JSX.Element {
  const { kind = "plain", icon, wide, busy, href, type = "button", onClick, label } = props;
  const look = classes("btn", kind !== "plain" && `btn-${kind}`, wide && "btn-wide");
  const inside = (
    <>
      {icon && <Icon name={icon} />}
      <span>{props.children}</span>
    </>
  );
  if (href !== undefined) {
    return (
      <a class={look} href={href} onClick={onClick} aria-label={label}>
        {inside}
      </a>
    );
  }
  const press = (event: MouseEvent) => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type={type}
      class={look}
      onClick={press}
      aria-busy={busy || undefined}
      aria-label={label}
    >
      {inside}
    </button>
  );
}

/** A picture alone, for what everybody knows (back, close); its name is read out and shown on hover. */
export function IconButton(props: {
  icon: IconName;
  label: string;
  href?: string;
  onClick?: (event: MouseEvent) => void;
}): JSX.Element {
  const inside = <Icon name={props.icon} />;
  return props.href === undefined ? (
    <button
      type="button"
      class="iconbtn"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      {inside}
    </button>
  ) : (
    <a
      class="iconbtn"
      href={props.href}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      {inside}
    </a>
  );
}

/** Buttons side by side where there is room, one below another where there is not. */
export function Actions(props: { children: Kids }): JSX.Element {
  return <div class="btns">{props.children}</div>;
}
