/** The three forms of decisions by others. Each says who was asked, why, and when it is looked at again. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { about, type Doing, useDoing } from "@/app/doing";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Button, Choice, Field } from "@/kit";
import { t } from "@/words/t";
import { SectionPick } from "./section-pick";
import type { SectionCode } from "./sections";
import { asField, endOfDay, endOfSpan } from "./until";
import { useFaces } from "./with-person";

interface FormProps {
  id: string;
  onDone: () => void;
}

function inThreeMonths(): string {
  return asField(endOfSpan("quarter") ?? new Date());
}

function Words(props: {
  label: string;
  hint?: string;
  value: string;
  onInput: (value: string) => void;
  doing: Doing;
  field: string;
}): JSX.Element {
  return (
    <Field
      label={props.label}
      {...(props.hint ? { hint: props.hint } : {})}
      value={props.value}
      onInput={props.onInput}
      lines={2}
      required
      maxLength={1000}
      {...about(props.doing.refusal, props.field)}
    />
  );
}

function ReviewDay(props: {
  value: string;
  onInput: (value: string) => void;
  doing: Doing;
}): JSX.Element {
  return (
    <Field
      label={t("consent.review_on")}
      type="date"
      min={asField(new Date())}
      value={props.value}
      onInput={props.onInput}
      required
      {...about(props.doing.refusal, "review_on")}
    />
  );
}

export function BestInterestsForm(props: FormProps): JSX.Element {
  const doing = useDoing();
  const [draft, setDraft] = useState({
    about: "",
    decision: "",
    consulted: "",
    less_restrictive: "",
    review_on: inThreeMonths(),
  });
  const set = (field: keyof typeof draft) => (value: string) =>
    setDraft((before) => ({ ...before, [field]: value }));
  const send = async (event: Event) => {
    event.preventDefault();
    const path = `/people/${props.id}/best-interests`;
    if (await doing.do(() => http.post(path, draft))) props.onDone();
  };
  const fields = ["about", "decision", "consulted", "less_restrictive"] as const;
  return (
    <form class="stack" onSubmit={(event) => void send(event)}>
      {fields.map((field) => (
        <Words
          key={field}
          label={t(`consent.best_${field}`)}
          value={draft[field]}
          onInput={set(field)}
          doing={doing}
          field={field}
        />
      ))}
      <ReviewDay value={draft.review_on} onInput={set("review_on")} doing={doing} />
      <Why of={doing} fields={[...fields, "review_on"]} />
      <Button kind="do" wide type="submit" busy={doing.busy}>
        {t("consent.keep_decision")}
      </Button>
    </form>
  );
}

/** Whom a directive names: each by name, none by a group. */
function Named(props: {
  id: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
}): JSX.Element {
  const faces = useFaces(props.id);
  const { value } = props;
  const turn = (one: string) =>
    props.onChange(value.includes(one) ? value.filter((each) => each !== one) : [...value, one]);
  return (
    <fieldset class="choice">
      <legend>{t("consent.directive_who")}</legend>
      <div class="list">
        {(faces ?? []).map((face) => (
          <label class="row row-way" key={face.membership_id}>
            <input
              class="tick"
              type="checkbox"
              checked={value.includes(face.membership_id)}
              onChange={() => turn(face.membership_id)}
            />
            <span class="grow row-title">{face.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function DirectiveForm(props: FormProps): JSX.Element {
  const doing = useDoing();
  const [kind, setKind] = useState<"court order" | "safeguarding enquiry">("safeguarding enquiry");
  const [reference, setReference] = useState("");
  const [sections, setSections] = useState<SectionCode[]>([]);
  const [members, setMembers] = useState<string[]>([]);
  const [until, setUntil] = useState(inThreeMonths);
  const send = async (event: Event) => {
    event.preventDefault();
    const body = {
      kind,
      reference: reference.trim(),
      sections,
      level: "see",
      members,
      until: endOfDay(until)?.toISOString(),
    };
    if (await doing.do(() => http.post(`/people/${props.id}/directives`, body))) props.onDone();
  };
  return (
    <form class="stack" onSubmit={(event) => void send(event)}>
      <Choice
        legend={t("consent.directive_kind")}
        value={kind}
        onChange={setKind}
        options={[
          { value: "safeguarding enquiry", label: t("consent.enquiry") },
          { value: "court order", label: t("consent.court_order") },
        ]}
      />
      <Words
        label={t("consent.reference")}
        hint={t("consent.reference_hint")}
        value={reference}
        onInput={setReference}
        doing={doing}
        field="reference"
      />
      <SectionPick legend={t("consent.for_which")} value={sections} onChange={setSections} />
      <Named id={props.id} value={members} onChange={setMembers} />
      <Field
        label={t("consent.which_day")}
        type="date"
        min={asField(new Date())}
        value={until}
        onInput={setUntil}
        required
        {...about(doing.refusal, "until")}
      />
      <Why of={doing} fields={["reference", "until"]} />
      <Button kind="do" wide type="submit" busy={doing.busy}>
        {t("consent.directive_ask")}
      </Button>
    </form>
  );
}

export function WithholdingForm(props: FormProps): JSX.Element {
  const doing = useDoing();
  const [sections, setSections] = useState<SectionCode[]>([]);
  const [reason, setReason] = useState("");
  const [review, setReview] = useState(inThreeMonths);
  const send = async (event: Event) => {
    event.preventDefault();
    const body = { sections, reason: reason.trim(), review_on: review };
    if (await doing.do(() => http.post(`/people/${props.id}/withholdings`, body))) props.onDone();
  };
  return (
    <form class="stack" onSubmit={(event) => void send(event)}>
      <SectionPick legend={t("consent.for_which")} value={sections} onChange={setSections} />
      <Words
        label={t("consent.withhold_why")}
        hint={t("consent.withhold_hint")}
        value={reason}
        onInput={setReason}
        doing={doing}
        field="reason"
      />
      <ReviewDay value={review} onInput={setReview} doing={doing} />
      <Why of={doing} fields={["reason", "review_on"]} />
      <Button kind="do" wide type="submit" busy={doing.busy}>
        {t("consent.withhold_now")}
      </Button>
    </form>
  );
}
