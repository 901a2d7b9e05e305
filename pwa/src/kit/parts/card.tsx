import type { JSX } from "preact";
import { Icon } from "../icons.tsx";
import { classes, type Kids } from "./kids.ts";

interface CardProps {
  /** It waits for you: a marigold edge, at most one a screen. */
  wait?: boolean;
  /** Not fixed yet. */
  stitched?: boolean;
  /** The matter, for those who hear the page. */
  label?: string;
  children: Kids;
}

const look = (p: { wait?: boolean | undefined; stitched?: boolean | undefined }) =>
  classes("card", p.wait && "card-wait", p.stitched && "stitched");

/** One matter, with one button at most. */
export function Card(props: CardProps): JSX.Element {
  return (
    <section class={look(props)} aria-label={props.label}>
      {props.children}
    </section>
  );
}

/** A card that is a way to somewhere, all of it. */
export function CardLink(props: CardProps & { href: string }): JSX.Element {
  return (
    <a class={classes(look(props), "card-link")} href={props.href} aria-label={props.label}>
      <div class="grow stack-s">{props.children}</div>
      <Icon name="forward" />
    </a>
  );
}
