/** Until when: a few spans to press, or a day. */
import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { Field } from "@/kit";
import { t } from "@/words/t";
import { asField, endOfDay, endOfSpan, SPANS, type Span } from "./until";

const WORDS = {
  never: "consent.span_never",
  week: "consent.span_week",
  month: "consent.span_month",
  quarter: "consent.span_quarter",
  year: "consent.span_year",
  date: "consent.span_date",
} as const;

/** Which span it is that ends then; the day itself where it is none of them. */
export function spanOf(until: string | null, now = new Date()): Span {
  if (until === null) return "never";
  const day = asField(new Date(until));
  const span = (["week", "month", "quarter", "year"] as const).find((one) => {
    const end = endOfSpan(one, now);
    return end !== null && asField(end) === day;
  });
  return span ?? "date";
}

export function UntilChoice(props: {
  legend: string;
  until: string | null;
  /** It has to end, within a year. */
  mustEnd: boolean;
  onChange: (until: string | null) => void;
}): JSX.Element {
  const [picking, setPicking] = useState(false);
  const label = useId();
  const span = picking ? "date" : spanOf(props.until);
  const now = new Date();
  const pick = (one: Span) => {
    setPicking(one === "date");
    if (one !== "date") props.onChange(endOfSpan(one)?.toISOString() ?? null);
  };
  const pickDay = (field: string) => {
    const end = endOfDay(field);
    if (end && end > now) props.onChange(end.toISOString());
  };
  const last = props.mustEnd ? endOfSpan("year") : null;
  return (
    <fieldset class="stack-s">
      <legend id={label} class="ask-legend">
        {props.legend}
      </legend>
      <div class="chips">
        {SPANS.filter((one) => one !== "never" || !props.mustEnd).map((one) => (
          <button
            type="button"
            key={one}
            class="chip"
            aria-pressed={span === one}
            onClick={() => pick(one)}
          >
            {t(WORDS[one])}
          </button>
        ))}
      </div>
      {span === "date" && (
        <Field
          label={t("consent.which_day")}
          type="date"
          value={props.until ? asField(new Date(props.until)) : ""}
          min={asField(now)}
          {...(last ? { max: asField(last) } : {})}
          onInput={pickDay}
        />
      )}
    </fieldset>
  );
}
