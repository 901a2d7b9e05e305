/** A message becomes a note in somebody's record: whose, where, and in which words. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { about, useDoing } from "@/app/doing";
import { personOf } from "@/app/places";
import { me } from "@/app/session";
import { Why } from "@/app/why";
import { http, newId } from "@/contract/http";
import type { CaseloadPerson, Conversation, Event } from "@/contract/types";
import type { SectionCode } from "@/features/consent/sections";
import { Button, Choice, Field, Note, Sheet, Skeleton } from "@/kit";
import { t } from "@/words/t";
import { Where, writable } from "./add-screen";
import type { Hub, OpenRecord } from "./types";
import "./record.css";

const LONGEST = 10_000;

/** A record that I may write in: whose, and where. */
interface Target {
  person: string;
  name: string;
  write: readonly SectionCode[];
}

function ofHub(hub: Hub): Target {
  const write = hub.sections.filter((one) => one.write).map((one) => one.section);
  return { person: hub.person.person_id, name: hub.person.name, write };
}

/** Mine, or that of the person I am here for; for others, the records that they may write in. */
function useTargets(): Target[] | null {
  const own = me.value ? personOf(me.value) : null;
  const hub = useAsked<Hub>(own ? `/people/${own}/record` : null);
  const records = useAsked<{ items: OpenRecord[] }>(own ? null : "/records");
  if (own) return hub.value ? [ofHub(hub.value)] : hub.state === "loading" ? null : [];
  if (!records.value) return records.state === "loading" ? null : [];
  return records.value.items
    .filter((one) => one.write.length > 0)
    .map(({ person, write }) => ({ person: person.person_id, name: person.name, write }));
}

/** The person whom the conversation is with, or about. */
export function personIn(
  conversation: Pick<Conversation, "person_id" | "members">,
  caseload: readonly Pick<CaseloadPerson, "person_id" | "membership_id">[],
): string | null {
  if (conversation.person_id) return conversation.person_id;
  const members = new Set(conversation.members.map((one) => one.membership_id));
  return caseload.find((one) => members.has(one.membership_id))?.person_id ?? null;
}

function sectionsOf(target: Target | undefined): SectionCode[] {
  const write = new Set(target?.write);
  return writable({ canWrite: (section) => write.has(section) }, []);
}

function Form(props: {
  of: Conversation;
  event: Event;
  targets: readonly Target[];
  near: string | null;
  onClose: () => void;
}): JSX.Element {
  const { of: conversation, event, targets, near } = props;
  const doing = useDoing();
  const [clientId] = useState(newId);
  const [person, setPerson] = useState(near);
  const [wanted, setWanted] = useState<SectionCode | null>(null);
  const [text, setText] = useState(event.text ?? "");
  const target =
    targets.find((one) => one.person === person) ?? (targets.length === 1 ? targets[0] : undefined);
  const sections = sectionsOf(target);
  const section = wanted && sections.includes(wanted) ? wanted : (sections[0] ?? null);
  const keep = async () => {
    if (!target || !section) return;
    const words = text.normalize("NFC").trim();
    const body = {
      client_id: clientId,
      person_id: target.person,
      section,
      ...(words && words !== event.text ? { text: words } : {}),
    };
    const path = `/conversations/${conversation.conversation_id}/messages/${event.seq}/file`;
    if (!(await doing.do(() => http.post(path, body, clientId)))) return;
    changed("record");
    props.onClose();
  };
  return (
    <>
      {targets.length > 1 && !near && (
        <Choice
          legend={t("record.keep_whose")}
          value={person}
          onChange={setPerson}
          options={targets.map((one) => ({ value: one.person, label: one.name }))}
        />
      )}
      {sections.length > 0 && <Where sections={sections} value={section} onChange={setWanted} />}
      <Field
        label={t("record.words")}
        value={text}
        onInput={setText}
        lines={4}
        maxLength={LONGEST}
        {...about(doing.refusal, "text")}
      />
      <Why of={doing} fields={["text"]} />
      {target && section && (
        <Button kind="do" icon="check" wide busy={doing.busy} onClick={() => void keep()}>
          {t("record.keep_now")}
        </Button>
      )}
    </>
  );
}

export function KeepSheet(props: {
  of: Conversation;
  event: Event;
  onClose: () => void;
}): JSX.Element {
  const targets = useTargets();
  const caseload = useAsked<{ items: CaseloadPerson[] }>("/caseload");
  const person = personIn(props.of, caseload.value?.items ?? []);
  const near = targets?.some((one) => one.person === person) ? person : null;
  const known = targets !== null && (caseload.state !== "loading" || targets.length < 2);
  return (
    <Sheet
      open
      onClose={props.onClose}
      title={t("record.keep_title")}
      closeLabel={t("common.close")}
    >
      <p>{t("record.keep_so")}</p>
      {!known && <Skeleton label={t("common.loading")} rows={2} faces={false} />}
      {known && targets.length === 0 && <Note kind="info">{t("record.keep_none")}</Note>}
      {known && targets.length > 0 && <Form {...props} targets={targets} near={near} />}
    </Sheet>
  );
}
