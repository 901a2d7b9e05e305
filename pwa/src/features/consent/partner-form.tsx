/** Inviting a professional: where they work, who they are, what they may see, until when. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { about, type Doing } from "@/app/doing";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Button, Choice, Field, Note } from "@/kit";
import { t } from "@/words/t";
import { SectionPick } from "./section-pick";
import { SECTIONS, type SectionCode, whoseParts } from "./sections";
import type { Organisation, Quilt } from "./types";
import { endOfSpan, untilWords } from "./until";
import { UntilChoice } from "./until-choice";
import { shownIn } from "./use-quilt";

const KINDS = {
  "gp practice": "consent.org_gp",
  "community nursing": "consent.org_nursing",
  hospital: "consent.org_hospital",
  pharmacy: "consent.org_pharmacy",
  council: "consent.org_council",
  charity: "consent.org_charity",
  other: "consent.org_other",
} as const;
type Kind = keyof typeof KINDS;

interface Draft {
  organisation: string;
  newName: string;
  newKind: Kind;
  name: string;
  email: string;
  role: string;
  sections: SectionCode[];
  level: "see" | "add";
  until: string | null;
}

const NEW = "new";

async function organisationOf(draft: Draft, onMade: (id: string) => void): Promise<string> {
  if (draft.organisation !== NEW) return draft.organisation;
  const body = { name: draft.newName.trim(), kind: draft.newKind };
  const { organisation_id } = await http.post<Organisation>("/organisations", body);
  onMade(organisation_id);
  return organisation_id;
}

/** First the permit, then the invitation: nobody comes to a door that is shut. */
async function invite(
  person: string,
  draft: Draft,
  wording: string,
  onMade: (id: string) => void,
): Promise<void> {
  const organisation_id = await organisationOf(draft, onMade);
  if (draft.sections.length > 0) {
    await http.post(`/people/${person}/grants`, {
      audience: { audience: "organisation", id: organisation_id },
      sections: draft.sections,
      level: draft.level,
      until: draft.until,
      wording,
      language: shownIn(),
    });
  }
  const { name, email, role } = draft;
  const body = { organisation_id, name: name.trim(), email: email.trim(), role: role.trim() };
  await http.post(`/people/${person}/partners`, body);
}

type Set = (part: Partial<Draft>) => void;

function Where(props: {
  known: Organisation[];
  draft: Draft;
  set: Set;
  doing: Doing;
}): JSX.Element {
  const { known, draft, set, doing } = props;
  const options = [
    ...known.map((one) => ({ value: one.organisation_id, label: one.name })),
    { value: NEW, label: t("consent.org_new") },
  ];
  return (
    <>
      <Choice
        legend={t("consent.org_which")}
        value={draft.organisation}
        onChange={(organisation) => set({ organisation })}
        options={options}
      />
      {draft.organisation === NEW && (
        <>
          <Field
            label={t("consent.org_name")}
            value={draft.newName}
            onInput={(newName) => set({ newName })}
            required
            maxLength={80}
          />
          <Choice
            legend={t("consent.org_kind")}
            value={draft.newKind}
            onChange={(newKind) => set({ newKind })}
            options={(Object.keys(KINDS) as Kind[]).map((value) => ({
              value,
              label: t(KINDS[value]),
            }))}
            {...about(doing.refusal, "kind")}
          />
        </>
      )}
    </>
  );
}

function WhoTheyAre(props: { draft: Draft; set: Set; doing: Doing }): JSX.Element {
  const { draft, set, doing } = props;
  return (
    <>
      <Field
        label={t("consent.their_name")}
        value={draft.name}
        onInput={(name) => set({ name })}
        autocomplete="off"
        required
        maxLength={80}
        {...about(doing.refusal, "name")}
      />
      <Field
        label={t("consent.their_mail")}
        hint={t("consent.their_mail_why")}
        type="email"
        inputMode="email"
        autocomplete="off"
        value={draft.email}
        onInput={(email) => set({ email })}
        required
        maxLength={254}
        {...about(doing.refusal, "email")}
      />
      <Field
        label={t("consent.their_role")}
        hint={t("consent.their_role_why")}
        value={draft.role}
        onInput={(role) => set({ role })}
        required
        maxLength={80}
        {...about(doing.refusal, "role")}
      />
    </>
  );
}

export function PartnerForm(props: {
  person: string;
  owner: string | null;
  doing: Doing;
  onDone: () => void;
}): JSX.Element {
  const { person, owner, doing } = props;
  const known = useAsked<{ items: Organisation[] }>("/organisations");
  const quilt = useAsked<Quilt>(`/people/${person}/access`);
  const [draft, setDraft] = useState<Draft>({
    organisation: "",
    newName: "",
    newKind: "community nursing",
    name: "",
    email: "",
    role: "",
    sections: ["about_me", "reasonable_adjustments", "allergies", "medicines"],
    level: "see",
    until: endOfSpan("quarter")?.toISOString() ?? null,
  });
  const set: Set = (part) => setDraft((before) => ({ ...before, ...part }));
  const items = known.value?.items;
  if (!items) return <Otherwise of={known} />;
  const chosen = draft.organisation || (items[0]?.organisation_id ?? NEW);
  const send = async (event: Event) => {
    event.preventDefault();
    const whole = { ...draft, organisation: chosen };
    const wording = quilt.value?.wording ?? "";
    // Whatever is refused after it: the place is there now, and is in the list.
    const made = (organisation: string) => {
      set({ organisation });
      known.again();
    };
    if (await doing.do(() => invite(person, whole, wording, made))) props.onDone();
  };
  return (
    <form class="stack" onSubmit={(event) => void send(event)}>
      <Where known={items} draft={{ ...draft, organisation: chosen }} set={set} doing={doing} />
      <WhoTheyAre draft={draft} set={set} doing={doing} />
      {/* Who invites for somebody else decides nothing about their record: it stays closed till they do. */}
      {quilt.value?.may_decide ? (
        <>
          <SectionPick
            legend={t("consent.they_may")}
            value={draft.sections}
            onChange={(sections) => set({ sections })}
            among={SECTIONS.filter((one) => one !== "sharing")}
            {...about(doing.refusal, "sections")}
          />
          <Choice
            legend={t("consent.ask_level")}
            value={draft.level}
            onChange={(level) => set({ level })}
            options={[
              { value: "see", label: t("consent.ask_see"), icon: "read" },
              { value: "add", label: t("consent.ask_add"), icon: "pencil" },
            ]}
          />
          <UntilChoice
            legend={t("consent.until_when")}
            until={draft.until}
            mustEnd
            onChange={(until) => set({ until })}
          />
          <Note kind="info">
            {t("consent.they_will", { what: whoseParts(draft.sections, owner) })}{" "}
            {untilWords(draft.until)}
          </Note>
        </>
      ) : (
        <Note kind="info">{t("consent.they_wait")}</Note>
      )}
      <Why of={doing} fields={["name", "email", "role", "sections"]} />
      <Button kind="do" wide type="submit" icon="send" busy={doing.busy}>
        {t("consent.invite_now")}
      </Button>
    </form>
  );
}
