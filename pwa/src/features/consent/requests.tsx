/** Somebody asks to see more: the matter on a card, and the answer to it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { changed, useAsked } from "@/app/asked";
import { Otherwise } from "@/app/asked-states";
import { useDoing } from "@/app/doing";
import { calledBy } from "@/app/names";
import { Screen } from "@/app/screen";
import { Why } from "@/app/why";
import { http } from "@/contract/http";
import { Actions, Button, Card, EmptyState, Field, Portrait, Sheet } from "@/kit";
import { t } from "@/words/t";
import { type Owner, RECORD } from "./owner";
import { whoseParts } from "./sections";
import type { AccessRequest } from "./types";
import { endOfSpan, untilWords } from "./until";
import { UntilChoice } from "./until-choice";

export type Requests = { items: AccessRequest[] };

export function requestsPath(owner: Owner): string {
  return `/people/${owner.person}/access-requests`;
}

function askWords(of: AccessRequest, owner: string | null): string {
  const given = { name: calledBy(of.asker.name), what: whoseParts(of.sections, owner) };
  return t(of.level === "add" ? "consent.asks_add" : "consent.asks_see", given);
}

/** Yes needs to know until when, and no may have a word with it: both are said in a sheet. */
function AnswerSheet(props: {
  of: AccessRequest;
  answer: "yes" | "no" | null;
  onClose: () => void;
}): JSX.Element {
  const { of, answer } = props;
  const partner = of.asker.kind === ("partner" as string);
  const first = partner ? (endOfSpan("quarter")?.toISOString() ?? null) : null;
  const [until, setUntil] = useState<string | null>(of.until ?? first);
  const [words, setWords] = useState("");
  const doing = useDoing();
  const name = calledBy(of.asker.name);
  const send = async () => {
    const body = {
      answer,
      ...(words.trim() ? { words: words.trim() } : {}),
      ...(answer === "yes" && until ? { until } : {}),
    };
    if (await doing.do(() => http.post(`/access-requests/${of.request_id}/answer`, body))) {
      props.onClose();
      changed("access_requests");
    }
  };
  return (
    <Sheet
      open={answer !== null}
      onClose={props.onClose}
      title={t(answer === "no" ? "consent.say_no_name" : "consent.say_yes_name", { name })}
      closeLabel={t("common.close")}
    >
      <p>{t(answer === "no" ? "consent.no_so" : "consent.yes_so", { name })}</p>
      {answer === "yes" && (
        <UntilChoice
          legend={t("consent.until_when")}
          until={until}
          mustEnd={partner}
          onChange={setUntil}
        />
      )}
      <Field
        label={t("consent.a_word", { name })}
        value={words}
        onInput={setWords}
        lines={2}
        maxLength={1000}
      />
      <Why of={doing} />
      <Button kind="do" wide busy={doing.busy} onClick={() => void send()}>
        {t(answer === "no" ? "consent.say_no" : "consent.say_yes")}
      </Button>
    </Sheet>
  );
}

export function RequestCard(props: {
  of: AccessRequest;
  owner: string | null;
  wait: boolean;
}): JSX.Element {
  const { of, owner } = props;
  const [answer, setAnswer] = useState<"yes" | "no" | null>(null);
  const title = askWords(of, owner);
  return (
    <Card wait={props.wait} label={title}>
      <div class="across">
        <Portrait parts={of.asker.portrait.parts} />
        <div class="grow">
          <h2>{title}</h2>
          <p>{t("consent.because", { reason: of.reason })}</p>
          {of.until && <p class="soft">{untilWords(of.until)}</p>}
        </div>
      </div>
      <Actions>
        <Button icon="check" onClick={() => setAnswer("yes")}>
          {t("consent.say_yes")}
        </Button>
        <Button icon="closed" onClick={() => setAnswer("no")}>
          {t("consent.say_no")}
        </Button>
      </Actions>
      <AnswerSheet key={answer} of={of} answer={answer} onClose={() => setAnswer(null)} />
    </Card>
  );
}

export function RequestsScreen(props: { owner: Owner }): JSX.Element {
  const { owner } = props;
  const asked = useAsked<Requests>(requestsPath(owner));
  const items = asked.value?.items;
  return (
    <Screen
      title={t("consent.requests")}
      back={{ href: RECORD, label: t("consent.back_to_record") }}
    >
      {!items && <Otherwise of={asked} />}
      {items?.length === 0 && (
        <EmptyState picture="seedling" title={t("consent.no_requests")}>
          <p>{t("consent.no_requests_why")}</p>
        </EmptyState>
      )}
      {items?.map((one, at) => (
        <RequestCard key={one.request_id} of={one} owner={owner.name} wait={at === 0} />
      ))}
    </Screen>
  );
}
