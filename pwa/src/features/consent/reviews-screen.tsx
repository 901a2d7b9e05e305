/** For whoever wears the reviewer's hat: each emergency access is looked at within three days. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { calledBy } from "@/app/names";
import { Screen } from "@/app/screen";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Button, Card, Choice, EmptyState, Field, Portrait, Sheet, Tag } from "@/kit";
import { clock, day } from "@/words/dates";
import { t } from "@/words/t";
import { reasonWords } from "./emergency-screen";
import { manyNouns } from "./sections";
import type { Review, TalkDue } from "./types";

type Outcome = NonNullable<Review["outcome"]>;

const OUTCOMES = {
  "in order": "consent.outcome_fine",
  talk: "consent.outcome_talk",
  "not in order": "consent.outcome_not",
} as const satisfies Record<Outcome, string>;

function OutcomeSheet(props: { of: Review; open: boolean; onClose: () => void }): JSX.Element {
  const { of } = props;
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [words, setWords] = useState("");
  const doing = useDoing();
  const send = async (event: Event) => {
    event.preventDefault();
    const body = { outcome, words: words.trim() };
    if (await doing.do(() => http.post(`/reviews/${of.emergency_id}`, body))) {
      props.onClose();
      changed("reviews");
    }
  };
  return (
    <Sheet
      open={props.open}
      onClose={props.onClose}
      title={t("consent.outcome")}
      closeLabel={t("common.close")}
    >
      <form class="stack" onSubmit={(event) => void send(event)}>
        <Choice
          legend={t("consent.outcome_which")}
          value={outcome}
          onChange={setOutcome}
          options={(Object.keys(OUTCOMES) as Outcome[]).map((value) => ({
            value,
            label: t(OUTCOMES[value]),
          }))}
        />
        <Field
          label={t("consent.outcome_words")}
          value={words}
          onInput={setWords}
          lines={3}
          required
          maxLength={1000}
        />
        <Why of={doing} />
        <Button kind="do" wide type="submit" busy={doing.busy}>
          {t("consent.outcome_keep")}
        </Button>
      </form>
    </Sheet>
  );
}

function ReviewCard(props: { of: Review; wait: boolean }): JSX.Element {
  const { of } = props;
  const [open, setOpen] = useState(false);
  const at = new Date(of.opened_at);
  const names = { who: calledBy(of.viewer.name), name: calledBy(of.person.name) };
  const title = t("consent.review_title", names);
  return (
    <Card wait={props.wait} label={`${title}, ${day(at)}, ${clock(at)}`}>
      <div class="across">
        <Portrait parts={of.viewer.portrait.parts} />
        <div class="grow">
          <h2>{title}</h2>
          <p>
            {reasonWords(of.reason)}. {t("consent.in_words", { words: of.words })}
          </p>
          <p class="soft">
            {t("consent.review_when", { day: day(at), time: clock(at), n: of.looks })}
          </p>
        </div>
      </div>
      {of.outcome ? (
        <div>
          <Tag kind="fine" icon="check">
            {t(OUTCOMES[of.outcome])}
          </Tag>
        </div>
      ) : (
        <>
          <div>
            <Tag kind={of.overdue ? "stop" : "wait"} icon="clock">
              {t(of.overdue ? "consent.review_late" : "consent.review_due", {
                day: day(new Date(of.due_at)),
              })}
            </Tag>
          </div>
          <Button onClick={() => setOpen(true)}>{t("consent.outcome")}</Button>
        </>
      )}
      <OutcomeSheet of={of} open={open} onClose={() => setOpen(false)} />
    </Card>
  );
}

export function ReviewsScreen(): JSX.Element {
  const asked = useAsked<{ items: Review[] }>("/reviews");
  const items = asked.value?.items;
  const first = items?.find((one) => one.outcome === null);
  return (
    <Screen
      title={t("consent.reviews")}
      second={t("consent.reviews_so")}
      back={{ href: "/", label: t("app.go_today") }}
    >
      {!items && <Otherwise of={asked} />}
      {items?.length === 0 && <EmptyState picture="seedling" title={t("consent.no_reviews")} />}
      {items?.map((one) => (
        <ReviewCard key={one.emergency_id} of={one} wait={one === first} />
      ))}
    </Screen>
  );
}

function Talk(props: { of: TalkDue }): JSX.Element {
  const { of } = props;
  const doing = useDoing();
  const name = calledBy(of.person.name);
  const held = async () => {
    if (await doing.do(() => http.post(`/talks-due/${of.talk_id}/held`))) changed("talks");
  };
  return (
    <Card label={of.person.name}>
      <div class="across">
        <Portrait parts={of.person.portrait.parts} />
        <div class="grow">
          <h2>{t("consent.talk_with", { name })}</h2>
          <p>{t("consent.talk_about", { name, what: manyNouns(of.sections) })}</p>
          <p class="soft">{day(new Date(of.made_at))}</p>
        </div>
      </div>
      <Why of={doing} />
      <Button icon="check" busy={doing.busy} onClick={() => void held()}>
        {t("consent.talk_held")}
      </Button>
    </Card>
  );
}

/** For the coach: who closed something that safe care needs. It stays closed; somebody talks about it. */
export function TalksScreen(): JSX.Element {
  const asked = useAsked<{ items: TalkDue[] }>("/talks-due");
  const items = asked.value?.items;
  return (
    <Screen
      title={t("consent.talks")}
      second={t("consent.talks_so")}
      back={{ href: "/", label: t("app.go_today") }}
    >
      {!items && <Otherwise of={asked} />}
      {items?.length === 0 && <EmptyState picture="seedling" title={t("consent.no_talks")} />}
      {items?.map((one) => (
        <Talk key={one.talk_id} of={one} />
      ))}
    </Screen>
  );
}
