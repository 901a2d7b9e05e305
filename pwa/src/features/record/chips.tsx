/** One of several, side by side, each as large as a thumb. */
import type { JSX } from "preact";
import { Icon, type IconName } from "@/kit";

export function Chips<V extends string>(props: {
  label: string;
  options: readonly { value: V; label: string; icon?: IconName }[];
  value: V | null;
  onChange: (value: V) => void;
}): JSX.Element {
  return (
    <fieldset class="choice">
      <legend class="vh">{props.label}</legend>
      <div class="chips">
        {props.options.map((option) => (
          <button
            key={option.value}
            type="button"
            class="chip"
            aria-pressed={props.value === option.value}
            onClick={() => props.onChange(option.value)}
          >
            {option.icon && <Icon name={option.icon} size="s" />}
            {option.label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
