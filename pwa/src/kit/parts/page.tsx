import type { JSX } from "preact";
import { Hem } from "../hem.tsx";
import { Portrait } from "../portrait.tsx";
import { IconButton } from "./button.tsx";
import { classes, type Kids } from "./kids.ts";

/** The head of a page, on paper: where I am, and a second line. The hem on front pages only. */
export function Mast(props: {
  title: Kids;
  second?: Kids;
  hem?: boolean;
  end?: Kids;
}): JSX.Element {
  return (
    <header class="mast">
      {props.hem && <Hem />}
      <div class="mast-in">
        <div class="grow">
          <h1 tabIndex={-1}>{props.title}</h1>
          {props.second !== undefined && <p class="mast-second">{props.second}</p>}
        </div>
        {props.end}
      </div>
    </header>
  );
}

/** The head of something that was opened from a list: the way back, a face, a name, one thing to do. */
export function Head(props: {
  title: Kids;
  second?: Kids;
  face?: string;
  lead?: Kids;
  back?: { href: string; label: string; onClick?: (event: MouseEvent) => void };
  end?: Kids;
}): JSX.Element {
  return (
    <header class="head">
      {props.back && <IconButton icon="back" {...props.back} />}
      {props.face !== undefined ? <Portrait parts={props.face} /> : props.lead}
      <div class="grow">
        <h1 tabIndex={-1}>{props.title}</h1>
        {props.second !== undefined && <p class="head-second">{props.second}</p>}
      </div>
      {props.end}
    </header>
  );
}

/** A whole screen: head, what is the matter just now, the page itself, the ways to other pages. */
export function Page(props: {
  head?: Kids;
  banner?: Kids;
  nav?: Kids;
  skipLabel: string;
  /** A conversation: as high as the screen, what was written scrolls by itself. */
  talk?: boolean;
  /** Beside the page on a desk screen; on a phone it is a page of its own. */
  beside?: Kids;
  children: Kids;
}): JSX.Element {
  return (
    <div class={classes("screen", props.talk && "talk", Boolean(props.beside) && "two")}>
      <a class="skip" href="#page">
        {props.skipLabel}
      </a>
      {props.nav}
      {props.beside && <aside class="beside">{props.beside}</aside>}
      <div class="front">
        {props.head}
        {props.banner}
        <main id="page" tabIndex={-1}>
          {props.children}
        </main>
      </div>
    </div>
  );
}
