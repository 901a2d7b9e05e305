import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "./button.tsx";
import { type FaceOf, Faces } from "./faces.tsx";
import type { Kids } from "./kids.ts";

export interface ComposerProps {
  /** What the field is called. */
  label: string;
  placeholder: string;
  value: string;
  onInput: (text: string) => void;
  onSend: () => void;
  /** Everybody who will read it, with the same in words beside the faces. */
  readers: readonly FaceOf[];
  readersWords: string;
  sendWords: string;
  /** What stands beside Send, of the same size. */
  beside?: Kids;
  /** Rarely wanted here: at the end of the line of those who will read. */
  extra?: Kids;
  busy?: boolean;
  /** Why it cannot be sent as it is. */
  problem?: string;
  id?: string;
  maxLength?: number;
}

/** Enter sends where there is a real keyboard; on glass it makes a new line, as people expect. */
function sendsOnEnter(event: KeyboardEvent): boolean {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return false;
  return (
    event.ctrlKey || event.metaKey || matchMedia("(min-width: 900px) and (pointer: fine)").matches
  );
}

export function Composer(props: ComposerProps): JSX.Element {
  const own = useId();
  const id = props.id ?? own;
  const field = useRef<HTMLTextAreaElement>(null);
  // The height follows what is written.
  useLayoutEffect(() => {
    const box = field.current;
    if (!box) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 4}px`;
  }, [props.value]);
  const send = (event: Event) => {
    event.preventDefault();
    if (!props.busy) props.onSend();
    field.current?.focus();
  };
  return (
    <form class="composer" onSubmit={send}>
      <p class="readers" id={`${id}-readers`}>
        <Faces of={props.readers} max={4} />
        <span class="grow">{props.readersWords}</span>
        {props.extra}
      </p>
      <label class="vh" for={id}>
        {props.label}
      </label>
      <textarea
        ref={field}
        id={id}
        class="field"
        rows={1}
        dir="auto"
        enterkeyhint="enter"
        placeholder={props.placeholder}
        value={props.value}
        maxLength={props.maxLength}
        aria-describedby={`${id}-readers${props.problem ? ` ${id}-problem` : ""}`}
        aria-invalid={props.problem ? true : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={(event) => sendsOnEnter(event) && send(event)}
      />
      {props.problem && (
        <p class="problem" id={`${id}-problem`} role="alert">
          {props.problem}
        </p>
      )}
      <div class="pair">
        {props.beside}
        <Button kind="do" icon="send" type="submit" {...(props.busy ? { busy: true } : {})}>
          {props.sendWords}
        </Button>
      </div>
    </form>
  );
}
