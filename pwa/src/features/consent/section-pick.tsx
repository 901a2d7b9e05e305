/** Choose parts of the record for a form: whole groups, or one part at a time. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button, Icon } from "@/kit";
import { t } from "@/words/t";
import { GROUPS, groupName, SECTIONS, type SectionCode, sectionName } from "./sections";

interface Props {
  legend: string;
  value: readonly SectionCode[];
  onChange: (value: SectionCode[]) => void;
  /** Which may be chosen at all. */
  among?: readonly SectionCode[];
  problem?: string;
}

/** The choice with these put in or taken out, in the order of the record. */
export function toggled(
  value: readonly SectionCode[],
  these: readonly SectionCode[],
): SectionCode[] {
  const all = these.every((one) => value.includes(one));
  return SECTIONS.filter((one) => (these.includes(one) ? !all : value.includes(one)));
}

function Tick(props: {
  label: string;
  second?: string | undefined;
  on: boolean;
  some: boolean;
  onChange: () => void;
}): JSX.Element {
  return (
    <label class="row row-way">
      <input
        class="tick"
        type="checkbox"
        checked={props.on}
        indeterminate={props.some && !props.on}
        onChange={props.onChange}
      />
      <span class="grow row-words">
        <span class="row-title">{props.label}</span>
        {props.second && <span class="row-second">{props.second}</span>}
      </span>
    </label>
  );
}

export function SectionPick(props: Props): JSX.Element {
  const { value, among = SECTIONS } = props;
  const [each, setEach] = useState(false);
  const groups = GROUPS.map((group) => ({
    code: group.code,
    sections: group.sections.filter((one) => among.includes(one)),
  })).filter((group) => group.sections.length > 0);
  const parts = each
    ? groups.flatMap((group) =>
        group.sections.map((one) => ({ key: one, label: sectionName(one), these: [one] })),
      )
    : groups.map((group) => ({
        key: group.code,
        label: groupName(group.code),
        these: group.sections,
      }));
  return (
    <fieldset class="choice">
      <legend>{props.legend}</legend>
      <div class="list">
        {parts.map(({ key, label, these }) => (
          <Tick
            key={key}
            label={label}
            second={
              each || these.length === 1
                ? undefined
                : these.map((one) => sectionName(one)).join(", ")
            }
            on={these.every((one) => value.includes(one))}
            some={these.some((one) => value.includes(one))}
            onChange={() => props.onChange(toggled(value, these))}
          />
        ))}
      </div>
      <Button kind="quiet" onClick={() => setEach(!each)}>
        {t(each ? "consent.by_group" : "consent.each_part")}
      </Button>
      {props.problem && (
        <p class="problem" role="alert">
          <Icon name="hand" size="s" />
          <span>{props.problem}</span>
        </p>
      )}
    </fieldset>
  );
}
