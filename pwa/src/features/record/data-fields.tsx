/** The few fields that some sections have, over their words: a medicine, an allergy, a measurement. */
import type { JSX } from "preact";
import type { SectionCode } from "@/features/consent/sections";
import { Field } from "@/kit";
import { t } from "@/words/t";
import { Chips } from "./chips";
import { fieldsOf, labelOf, MEASURES, type Measure, measureName, UNITS } from "./data";

type Data = Record<string, unknown>;

const LONGEST = 200;

function said(data: Data, field: string): string {
  const value = data[field];
  return typeof value === "string" ? value : "";
}

function MeasureFields(props: { data: Data; onChange: (data: Data) => void }): JSX.Element {
  const { data, onChange } = props;
  const what = MEASURES.find((one) => one === data.what) ?? null;
  const choose = (next: Measure) => onChange({ ...data, what: next, unit: UNITS[next] });
  return (
    <>
      <div class="stack-s">
        <h2>{t("record.measure_what")}</h2>
        <Chips
          label={t("record.measure_what")}
          value={what}
          onChange={choose}
          options={MEASURES.map((one) => ({ value: one, label: measureName(one) }))}
        />
      </div>
      <Field
        label={
          what && UNITS[what]
            ? t("record.measure_value_in", { unit: UNITS[what] })
            : t("record.measure_value")
        }
        value={said(data, "value")}
        onInput={(value) => onChange({ ...data, value })}
        autocomplete="off"
        maxLength={LONGEST}
      />
    </>
  );
}

export function DataFields(props: {
  section: SectionCode;
  data: Data;
  onChange: (data: Data) => void;
}): JSX.Element | null {
  const { section, data, onChange } = props;
  if (section === "observations") return <MeasureFields data={data} onChange={onChange} />;
  const fields = fieldsOf(section);
  if (fields.length === 0) return null;
  return (
    <>
      {fields.map((field) => (
        <Field
          key={field}
          label={labelOf(section, field)}
          type={field === "phone" ? "tel" : "text"}
          value={said(data, field)}
          onInput={(value) => onChange({ ...data, [field]: value })}
          autocomplete="off"
          maxLength={LONGEST}
        />
      ))}
    </>
  );
}
