/** Somebody who may act for a person: who, as what, for which parts, proved by what, until when. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed } from "@/app/asked";
import { about, useDoing } from "@/app/doing";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Button, Choice, Field, Note, Skeleton, Switch } from "@/kit";
import { t } from "@/words/t";
import { SectionPick } from "./section-pick";
import { SECTIONS, type SectionCode } from "./sections";
import type { AuthorityKind } from "./types";
import { UntilChoice } from "./until-choice";
import { useFaces } from "./with-person";

const KINDS = {
  "named helper": "consent.kind_helper",
  "health and welfare LPA": "consent.kind_health",
  "property and affairs LPA": "consent.kind_property",
  deputy: "consent.kind_deputy",
  appointee: "consent.kind_appointee",
  advocate: "consent.kind_advocate",
} as const;

/** `owner`: for whom they act, as others call them; null where it is me. */
export function kindWords(kind: AuthorityKind, owner: string | null): string {
  if (kind === "named helper" && owner !== null) {
    return t("consent.kind_helper_of", { name: owner });
  }
  return t(KINDS[kind]);
}

/** What such an authority reaches, to begin with; families get no safeguarding by default. */
export function reachOf(kind: AuthorityKind): SectionCode[] {
  if (kind === "property and affairs LPA" || kind === "appointee") {
    return ["demographics", "money", "documents"];
  }
  return SECTIONS.filter((one) => one !== "safeguarding" && one !== "money");
}

interface Draft {
  member: string | null;
  kind: AuthorityKind;
  sections: SectionCode[];
  level: "see" | "add";
  may_decide: boolean;
  jointly: boolean;
  evidence: string;
  until: string | null;
}

const START: Draft = {
  member: null,
  kind: "named helper",
  sections: reachOf("named helper"),
  level: "add",
  may_decide: false,
  jointly: false,
  evidence: "",
  until: null,
};

function bodyOf(draft: Draft): object {
  const { member, until, evidence, ...rest } = draft;
  return {
    ...rest,
    membership_id: member,
    evidence: evidence.trim(),
    ...(until ? { until } : {}),
  };
}

function Switches(props: { draft: Draft; set: (part: Partial<Draft>) => void }): JSX.Element {
  const { draft, set } = props;
  const words = { onWords: t("common.on"), offWords: t("common.off") };
  return (
    <div class="list">
      <Switch
        label={t("consent.may_write")}
        on={draft.level === "add"}
        {...words}
        onChange={(on) => set({ level: on ? "add" : "see" })}
      />
      <Switch
        label={t("consent.may_decide")}
        second={t("consent.may_decide_why")}
        on={draft.may_decide}
        {...words}
        onChange={(may_decide) => set({ may_decide })}
      />
      {draft.kind !== "named helper" && (
        <Switch
          label={t("consent.jointly")}
          second={t("consent.jointly_why")}
          on={draft.jointly}
          {...words}
          onChange={(jointly) => set({ jointly })}
        />
      )}
    </div>
  );
}

export function AuthorityForm(props: {
  person: string;
  owner: string | null;
  onDone: () => void;
}): JSX.Element {
  const faces = useFaces(props.person);
  const [draft, setDraft] = useState(START);
  const doing = useDoing();
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const add = async (event: Event) => {
    event.preventDefault();
    const path = `/people/${props.person}/authorities`;
    if (await doing.do(() => http.post(path, bodyOf(draft)))) {
      changed("access");
      props.onDone();
    }
  };
  if (!faces) return <Skeleton rows={3} label={t("common.loading")} />;
  if (faces.length === 0) return <p>{t("consent.nobody_left")}</p>;
  return (
    <form class="stack" onSubmit={(event) => void add(event)}>
      <Choice
        legend={t("consent.who")}
        value={draft.member}
        onChange={(member) => set({ member })}
        options={faces.map((face) => ({ value: face.membership_id, label: face.name }))}
      />
      <Choice
        legend={t("consent.as_what")}
        value={draft.kind}
        onChange={(kind) => set({ kind, sections: reachOf(kind) })}
        options={(Object.keys(KINDS) as AuthorityKind[]).map((value) => ({
          value,
          label: kindWords(value, props.owner),
        }))}
      />
      <SectionPick
        legend={t("consent.for_which")}
        value={draft.sections}
        onChange={(sections) => set({ sections })}
        {...about(doing.refusal, "sections")}
      />
      <Switches draft={draft} set={set} />
      <Field
        label={t("consent.evidence")}
        hint={t("consent.evidence_hint")}
        value={draft.evidence}
        onInput={(evidence) => set({ evidence })}
        lines={2}
        required
        maxLength={500}
        {...about(doing.refusal, "evidence")}
      />
      <UntilChoice
        legend={t("consent.until_when")}
        until={draft.until}
        mustEnd={false}
        onChange={(until) => set({ until })}
      />
      {draft.kind !== "named helper" && <Note kind="wait">{t("consent.waits_verify")}</Note>}
      <Why of={doing} fields={["evidence", "sections"]} />
      <Button kind="do" wide type="submit" busy={doing.busy}>
        {t("consent.add_person")}
      </Button>
    </form>
  );
}
