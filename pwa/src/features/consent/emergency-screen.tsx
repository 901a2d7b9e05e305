/** Emergency access: the warning, why, the words; then what is needed, with the time that is left. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { about, useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { Why } from "@/app/why";
import { http, NoSignal, Refusal } from "@/contract/http";
import { Banner, Button, Card, Choice, Field, Note, Skeleton } from "@/kit";
import { clock, day } from "@/words/dates";
import { t } from "@/words/t";
import {
  type Emergency,
  keepEmergency,
  keptEmergency,
  minutesLeft,
  urgentFirst,
} from "./emergency";
import { type SectionCode, sectionName } from "./sections";
import type { EmergencyReason } from "./types";
import { backToPerson, useName } from "./with-person";

const REASONS: EmergencyReason[] = [
  "fall",
  "found unwell",
  "ambulance",
  "missing",
  "fire",
  "other",
];
const REASON_WORDS = {
  fall: "consent.reason_fall",
  "found unwell": "consent.reason_unwell",
  ambulance: "consent.reason_ambulance",
  missing: "consent.reason_missing",
  fire: "consent.reason_fire",
  other: "consent.reason_other",
} as const;

export function reasonWords(reason: EmergencyReason): string {
  return t(REASON_WORDS[reason]);
}

function Opening(props: {
  id: string;
  name: string;
  onOpen: (open: Emergency) => void;
}): JSX.Element {
  const { id, name } = props;
  const [reason, setReason] = useState<EmergencyReason | null>(null);
  const [words, setWords] = useState("");
  const doing = useDoing();
  const open = (event: Event) => {
    event.preventDefault();
    void doing.do(async () => {
      const body = { reason, words: words.trim() };
      props.onOpen(await http.post<Emergency>(`/people/${id}/emergency`, body));
    });
  };
  return (
    <form class="stack" onSubmit={open}>
      <Note kind="stop" icon="warning">
        <p>
          <b>{t("consent.emergency_only")}</b>
        </p>
        <p>{t("consent.emergency_so", { name })}</p>
      </Note>
      <Choice
        legend={t("consent.emergency_what")}
        value={reason}
        onChange={setReason}
        options={REASONS.map((value) => ({ value, label: reasonWords(value) }))}
      />
      <Field
        label={t("consent.emergency_words")}
        value={words}
        onInput={setWords}
        lines={2}
        required
        maxLength={1000}
        {...about(doing.refusal, "words")}
      />
      {about(doing.refusal, "reason").problem && (
        <Note kind="stop" live>
          {about(doing.refusal, "reason").problem}
        </Note>
      )}
      <Why of={doing} fields={["words", "reason"]} />
      <Button kind="do" wide type="submit" icon="door" busy={doing.busy}>
        {t("consent.emergency_open")}
      </Button>
    </form>
  );
}

interface Entry {
  entry_id: string;
  text: string | null;
  author: { name: string };
  happened_at: string;
}

type Read = Entry[] | "away" | undefined;

/** Asked for in the name of the emergency; nothing of it is kept, on the device or in memory. */
function useSection(id: string, code: SectionCode): Read {
  const [read, setRead] = useState<Read>(undefined);
  useEffect(() => {
    let current = true;
    const path = `/people/${id}/record/sections/${code}?limit=50`;
    http.get<{ items: Entry[] }>(path, "emergency").then(
      (page) => {
        if (current) setRead(page.items);
      },
      (problem) => {
        if (!(problem instanceof Refusal) && !(problem instanceof NoSignal)) throw problem;
        if (current) setRead("away");
      },
    );
    return () => {
      current = false;
    };
  }, [id, code]);
  return read;
}

function Section(props: { id: string; code: SectionCode }): JSX.Element {
  const read = useSection(props.id, props.code);
  const title = sectionName(props.code);
  return (
    <Card label={title}>
      <h2>{title}</h2>
      {read === undefined && <Skeleton rows={1} faces={false} label={t("common.loading")} />}
      {read === "away" && <p>{t("app.away")}</p>}
      {Array.isArray(read) && read.length === 0 && <p class="soft">{t("consent.nothing_there")}</p>}
      {Array.isArray(read) &&
        read.map((entry) => (
          <div key={entry.entry_id}>
            <p class="bub-text">{entry.text}</p>
            <p class="small soft">
              {entry.author.name}, {day(new Date(entry.happened_at))}
            </p>
          </div>
        ))}
    </Card>
  );
}

function useMinutes(until: string): number {
  const [left, setLeft] = useState(() => minutesLeft(until));
  useEffect(() => {
    const tick = setInterval(() => setLeft(minutesLeft(until)), 5_000);
    return () => clearInterval(tick);
  }, [until]);
  return left;
}

function Open(props: { id: string; name: string; of: Emergency; onEnd: () => void }): JSX.Element {
  const { id, of } = props;
  const left = useMinutes(of.until);
  const doing = useDoing();
  useEffect(() => {
    if (left === 0) props.onEnd();
  }, [left]);
  const end = async () => {
    if (await doing.do(() => http.remove(`/people/${id}/emergency`))) props.onEnd();
  };
  return (
    <>
      <div class="time-left">
        <Banner icon="warning" strong={t("consent.emergency_left", { n: left })}>
          {t("consent.emergency_shuts", { time: clock(new Date(of.until)) })}
        </Banner>
      </div>
      <Why of={doing} />
      <Button kind="do" wide icon="check" busy={doing.busy} onClick={() => void end()}>
        {t("consent.emergency_done")}
      </Button>
      {urgentFirst(of.sections).map((code) => (
        <Section key={code} id={id} code={code} />
      ))}
    </>
  );
}

export function EmergencyScreen(props: { id: string }): JSX.Element {
  const { id } = props;
  const name = useName(id);
  const [open, setOpen] = useState(() => keptEmergency(id));
  const [ended, setEnded] = useState(false);
  const change = (now: Emergency | null) => {
    keepEmergency(id, now);
    setOpen(now);
    setEnded(now === null);
  };
  return (
    <Screen title={t("consent.emergency_title", { name })} back={backToPerson(id)}>
      {ended && (
        <Note kind="fine" live>
          {t("consent.emergency_ended", { name })}
        </Note>
      )}
      {open ? (
        <Open id={id} name={name} of={open} onEnd={() => change(null)} />
      ) : (
        <Opening id={id} name={name} onOpen={change} />
      )}
    </Screen>
  );
}
