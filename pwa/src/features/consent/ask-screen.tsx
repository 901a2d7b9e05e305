/** Ask a person to see more of their record: what, why, until when. They decide. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { about, useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Button, Card, Choice, EmptyState, Field, Icon, Note } from "@/kit";
import { t } from "@/words/t";
import { SectionPick } from "./section-pick";
import { isSection, SECTIONS, type SectionCode, whoseParts } from "./sections";
import type { AccessRequest } from "./types";
import { untilWords } from "./until";
import { UntilChoice } from "./until-choice";
import { backToPerson, useName } from "./with-person";

/** The part that somebody came from, as the address names it. */
function from(): SectionCode[] {
  const code = new URLSearchParams(window.location.search).get("section") ?? "";
  return isSection(code) ? [code] : [];
}

/** What I have asked already and nobody has answered. */
function Asked(props: { of: AccessRequest; name: string }): JSX.Element {
  const { of, name } = props;
  const doing = useDoing();
  const takeBack = async () => {
    if (await doing.do(() => http.remove(`/access-requests/${of.request_id}`))) {
      changed("access_requests");
    }
  };
  return (
    <Card stitched label={t("consent.asked_already", { name })}>
      <div class="across">
        <Icon name="clock" />
        <div class="grow">
          <h2>{t("consent.asked_already", { name })}</h2>
          <p>
            {whoseParts(of.sections, name)}. {untilWords(of.until)}
          </p>
        </div>
      </div>
      <Why of={doing} />
      <Button busy={doing.busy} onClick={() => void takeBack()}>
        {t("consent.take_back")}
      </Button>
    </Card>
  );
}

/** What came of it the last time: yes or no, and the word that came with it. */
function Answered(props: { of: AccessRequest; name: string }): JSX.Element {
  const { of, name } = props;
  const yes = of.state === "yes";
  const what = whoseParts(of.sections, name);
  return (
    <Note kind={yes ? "fine" : "info"} icon={yes ? "check" : "closed"}>
      <p>
        <b>{t(yes ? "consent.said_yes" : "consent.said_no", { name })}</b>{" "}
        {t("consent.you_asked", { what })} {yes && untilWords(of.until)}
      </p>
      {of.answer && <p>{t("consent.in_words", { words: of.answer })}</p>}
    </Note>
  );
}

function Form(props: { id: string; name: string; onSent: () => void }): JSX.Element {
  const { id, name } = props;
  const [sections, setSections] = useState(from);
  const [level, setLevel] = useState<"see" | "add">("see");
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState<string | null>(null);
  const doing = useDoing();
  const ask = async (event: Event) => {
    event.preventDefault();
    const body = { sections, level, reason: reason.trim(), ...(until ? { until } : {}) };
    if (await doing.do(() => http.post(`/people/${id}/access-requests`, body))) {
      changed("access_requests");
      props.onSent();
    }
  };
  return (
    <form class="stack" onSubmit={(event) => void ask(event)}>
      <p class="lead">{t("consent.ask_so", { name })}</p>
      <SectionPick
        legend={t("consent.ask_what")}
        value={sections}
        onChange={setSections}
        among={SECTIONS.filter((one) => one !== "sharing")}
        {...about(doing.refusal, "sections")}
      />
      <Choice
        legend={t("consent.ask_level")}
        value={level}
        onChange={setLevel}
        options={[
          { value: "see", label: t("consent.ask_see"), icon: "read" },
          { value: "add", label: t("consent.ask_add"), icon: "pencil" },
        ]}
      />
      <Field
        label={t("consent.ask_why")}
        hint={t("consent.ask_why_hint", { name })}
        value={reason}
        onInput={setReason}
        lines={3}
        required
        maxLength={1000}
        {...about(doing.refusal, "reason")}
      />
      <UntilChoice
        legend={t("consent.until_when")}
        until={until}
        mustEnd={false}
        onChange={setUntil}
      />
      <Why of={doing} fields={["sections", "reason"]} />
      <Button kind="do" wide type="submit" icon="send" busy={doing.busy}>
        {t("consent.ask_name", { name })}
      </Button>
    </form>
  );
}

export function AskScreen(props: { id: string }): JSX.Element {
  const called = useName(props.id);
  const mine = useAsked<{ items: AccessRequest[] }>("/access-requests");
  const [sent, setSent] = useState(false);
  const open = mine.value?.items.filter(
    (one) => one.state === "open" && one.person.person_id === props.id,
  );
  const answered = mine.value?.items.find(
    (one) => (one.state === "yes" || one.state === "no") && one.person.person_id === props.id,
  );
  return (
    <Screen title={t("consent.ask_title", { name: called })} back={backToPerson(props.id)}>
      {!open && <Otherwise of={mine} />}
      {open?.map((one) => (
        <Asked key={one.request_id} of={one} name={called} />
      ))}
      {answered && !sent && open?.length === 0 && <Answered of={answered} name={called} />}
      {sent ? (
        <EmptyState picture="wait" title={t("consent.ask_sent", { name: called })}>
          <p>{t("consent.ask_sent_why", { name: called })}</p>
        </EmptyState>
      ) : (
        <Form id={props.id} name={called} onSent={() => setSent(true)} />
      )}
    </Screen>
  );
}
