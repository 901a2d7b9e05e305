import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../icons.tsx";
import { Picture, type PictureName } from "../pictures.tsx";
import { Portrait } from "../portrait.tsx";
import { Button } from "./button.tsx";
import { classes, type Kids } from "./kids.ts";

export function EasyList(props: { label?: string; children: Kids }): JSX.Element {
  return (
    <ul class="easy" aria-label={props.label}>
      {props.children}
    </ul>
  );
}

export interface EasyLineProps {
  picture?: PictureName;
  face?: string;
  /** It waits for you. */
  wait?: boolean;
  href?: string;
  onClick?: () => void;
  end?: Kids;
  children: Kids;
}

/** One idea, with a picture beside it. */
export function EasyLine(props: EasyLineProps): JSX.Element {
  const inside = (
    <>
      {props.face !== undefined ? (
        <Portrait parts={props.face} size="l" />
      ) : (
        props.picture && <Picture name={props.picture} />
      )}
      <p class="grow">{props.children}</p>
      {props.end}
      {(props.href !== undefined || props.onClick) && <Icon name="forward" />}
    </>
  );
  const look = classes("easy-line", props.wait && "easy-wait");
  if (props.href !== undefined) {
    return (
      <li>
        <a class={look} href={props.href}>
          {inside}
        </a>
      </li>
    );
  }
  if (props.onClick) {
    return (
      <li>
        <button type="button" class={look} onClick={props.onClick}>
          {inside}
        </button>
      </li>
    );
  }
  return <li class={look}>{inside}</li>;
}

const readable = "h1, h2, h3, p, legend, label, .row-words";

/** What there is to read on the page, a piece at a time; what lies inside of another is read once. */
function sentences(selector: string): string[] {
  const area = document.querySelector(selector);
  if (!area) return [];
  return [...area.querySelectorAll(readable)]
    .filter((piece) => !piece.querySelector(readable) && !piece.closest(".vh, [hidden]"))
    .map((piece) => (piece.textContent ?? "").trim())
    .filter((text) => text !== "");
}

/** Reads the page aloud with the device's own voice. Not there where a device has none. */
export function Listen(props: {
  of: string;
  words: string;
  stopWords: string;
  locale: string;
}): JSX.Element | null {
  const [reading, setReading] = useState(false);
  const voice = typeof speechSynthesis === "undefined" ? null : speechSynthesis;
  useEffect(() => () => voice?.cancel(), [voice]);
  if (!voice) return null;
  const start = () => {
    voice.cancel();
    const pieces = sentences(props.of).map((text) => new SpeechSynthesisUtterance(text));
    for (const piece of pieces) {
      piece.lang = props.locale;
      piece.rate = 0.9;
      piece.onerror = () => setReading(false);
      voice.speak(piece);
    }
    const last = pieces.at(-1);
    if (last) last.onend = () => setReading(false);
    setReading(last !== undefined);
  };
  const stop = () => {
    voice.cancel();
    setReading(false);
  };
  return (
    <Button icon={reading ? "stop" : "speaker"} onClick={reading ? stop : start}>
      {reading ? props.stopWords : props.words}
    </Button>
  );
}
