/** Emergency access: the warning, why, the words; then what is needed, with the time that is left. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { about, useDoing } from "@/app/doing";
import { Screen } from "@/app/screen";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Banner, Button, Card, Choice, Field, Note } from "@/kit";
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
  section: SectionCode;
  text: string | null;
  author: { name: string };
  happened_at: string;
}

interface Page {
  items: Entry[];
  has_more: boolean;
}

/** One question for all of it, and so one row in the log; what is older is asked for by a press. */
function useNeeded(id: string, sections: readonly SectionCode[]) {
  const path = `/people/${id}/record/timeline?sections=${sections.join(",")}&limit=50`;
  const asked = useAsked<Page>(path, "emergency");
  const [older, setOlder] = useState<Page | null>(null);
  const doing = useDoing();
  const items = [...(asked.value?.items ?? []), ...(older?.items ?? [])];
  const load = () =>
    void doing.do(async () => {
      const last = items.at(-1)?.entry_id;
      const next = await http.get<Page>(`${path}&before=${last}`, "emergency");
      setOlder({ ...next, items: [...(older?.items ?? []), ...next.items] });
    });
  const has_more = (older ?? asked.value)?.has_more ?? false;
  return { asked, items: asked.value ? items : [], has_more, load, doing };
}

function Section(props: { code: SectionCode; entries: readonly Entry[] }): JSX.Element {
  const title = sectionName(props.code);
  return (
    <Card label={title}>
      <h2>{title}</h2>
      {props.entries.length === 0 && <p class="soft">{t("consent.nothing_there")}</p>}
      {props.entries.map((entry) => (
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

function Needed(props: { id: string; sections: readonly SectionCode[] }): JSX.Element {
  const { asked, items, has_more, load, doing } = useNeeded(props.id, props.sections);
  if (!asked.value) return <Otherwise of={asked} rows={6} />;
  return (
    <>
      {urgentFirst(props.sections).map((code) => (
        <Section key={code} code={code} entries={items.filter((entry) => entry.section === code)} />
      ))}
      <Why of={doing} />
      {has_more && (
        <Button wide busy={doing.busy} onClick={load}>
          {t("consent.earlier")}
        </Button>
      )}
    </>
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
      <Needed id={id} sections={of.sections} />
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
      {open && <Open id={id} name={name} of={open} onEnd={() => change(null)} />}
      {ended && (
        <>
          <Note kind="fine" live>
            {t("consent.emergency_ended", { name })}
          </Note>
          <Button kind="do" wide href="/">
            {t("app.go_today")}
          </Button>
        </>
      )}
      {!open && !ended && <Opening id={id} name={name} onOpen={change} />}
    </Screen>
  );
}
