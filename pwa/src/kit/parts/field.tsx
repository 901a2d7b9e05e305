import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { Icon, type IconName } from "../icons.tsx";
import { classes } from "./kids.ts";

export interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  /** What is the matter with it, said under the field and read out. */
  problem?: string;
  type?: "text" | "email" | "tel" | "search" | "date" | "datetime-local";
  /** The first and the last day (or time) that may be chosen. */
  min?: string;
  max?: string;
  autocomplete?: "email" | "name" | "given-name" | "tel" | "one-time-code" | "off";
  inputMode?: "text" | "email" | "tel" | "numeric";
  /** More than one line. */
  lines?: number;
  id?: string;
  required?: boolean;
  maxLength?: number;
}

export function Field(props: FieldProps): JSX.Element {
  const own = useId();
  const id = props.id ?? own;
  const described = [props.hint && `${id}-hint`, props.problem && `${id}-problem`];
  const common = {
    id,
    class: "field",
    value: props.value,
    required: props.required,
    maxLength: props.maxLength,
    "aria-describedby": classes(...described) || undefined,
    "aria-invalid": props.problem !== undefined,
  };
  return (
    <div class="ask">
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="small soft" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.lines ? (
        <textarea
          {...common}
          rows={props.lines}
          dir="auto"
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      ) : (
        <input
          {...common}
          type={props.type ?? "text"}
          min={props.min}
          max={props.max}
          // The types of an input without suggestions depend on its kind; none of ours has any.
          list={undefined}
          inputMode={props.inputMode}
          autocomplete={props.autocomplete}
          dir="auto"
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
      {props.problem && (
        <p class="problem" id={`${id}-problem`} role="alert">
          <Icon name="hand" size="s" />
          <span>{props.problem}</span>
        </p>
      )}
    </div>
  );
}

export interface ChoiceOption<V extends string> {
  value: V;
  label: string;
  second?: string;
  icon?: IconName;
}

/** One of several, each a row that can be pressed anywhere. */
export function Choice<V extends string>(props: {
  legend: string;
  options: ReadonlyArray<ChoiceOption<V>>;
  value: V | null;
  onChange: (value: V) => void;
}): JSX.Element {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend>{props.legend}</legend>
      <div class="list">
        {props.options.map((option) => (
          <label class="row row-way" key={option.value}>
            <input
              class="radio"
              type="radio"
              name={name}
              value={option.value}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.icon && <Icon name={option.icon} />}
            <span class="grow row-words">
              <span class="row-title">{option.label}</span>
              {option.second && <span class="row-second">{option.second}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** On or off, at once, said in words as well. */
export function Switch(props: {
  label: string;
  second?: string;
  on: boolean;
  onWords: string;
  offWords: string;
  icon?: IconName;
  onChange: (on: boolean) => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="row row-way switch"
      role="switch"
      aria-checked={props.on}
      aria-label={props.label}
      onClick={() => props.onChange(!props.on)}
    >
      {props.icon && <Icon name={props.icon} />}
      <span class="grow row-words">
        <span class="row-title">{props.label}</span>
        {props.second && <span class="row-second">{props.second}</span>}
      </span>
      <span class="switch-end">
        <span class="switch-words">{props.on ? props.onWords : props.offWords}</span>
        <span class="switch-track">
          <i />
        </span>
      </span>
    </button>
  );
}
