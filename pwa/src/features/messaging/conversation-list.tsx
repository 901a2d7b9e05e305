/** The list of conversations: on a phone a screen of its own, on a desk beside the open one. */
import type { JSX } from "preact";
import { here } from "@/app/here";
import { me } from "@/app/session";
import type { Conversation } from "@/contract/types";
import { Button, EmptyState, Faces, List, Row, Skeleton } from "@/kit";
import { clock, names, nights, weekday } from "@/words/dates";
import { t } from "@/words/t";
import { dayName } from "./bubbles";
import { others } from "./states";
import { Lead, lastLine, titleOf } from "./titles";

export function newestFirst(all: Iterable<Conversation>): Conversation[] {
  const at = (one: Conversation) => one.last?.at ?? "";
  return [...all].sort((one, other) => at(other).localeCompare(at(one)));
}

function when(at: string, now = new Date()): string {
  const then = new Date(at);
  const ago = nights(then, now);
  if (ago === 0) return clock(then);
  return ago < 7 && ago > 1 ? weekday(then) : dayName(then, now);
}

/** Kept on one line. */
function tied(words: string): string {
  return words.replaceAll(" ", "\u00a0");
}

function Line(props: { of: Conversation; current: boolean }): JSX.Element {
  const { of } = props;
  const waiting = here.value?.messaging.waiting.value.some(
    (item) => item.conversation_id === of.conversation_id && item.state === "waiting",
  );
  const second = waiting ? t("messaging.some_waiting") : lastLine(of);
  return (
    <Row
      lead={<Lead of={of} />}
      title={titleOf(of)}
      second={of.last ? `${second} ${tied(`· ${when(of.last.at)}`)}` : second}
      href={`/messages/${of.conversation_id}`}
      current={props.current}
      {...(of.unread > 0 ? { news: t("common.new_count", { n: of.unread }) } : {})}
    />
  );
}

/** Nobody has written yet: who is there to be written to. */
function Nothing(props: { among: Conversation[] }): JSX.Element {
  const team = props.among.find((one) => one.kind === "care_team") ?? props.among[0];
  const people = team
    ? others(team)
        .filter((one) => one.kind === "carer")
        .slice(0, 4)
    : [];
  const mine = me.value?.active?.person_id && people.length > 0;
  return (
    <EmptyState
      picture="seedling"
      title={t("messaging.empty_title")}
      faces={
        mine && (
          <Faces
            of={people.map((one) => ({ parts: one.portrait.parts, name: one.name }))}
            size="m"
          />
        )
      }
      actions={
        <Button
          kind="do"
          icon="pencil"
          href={mine && team ? `/messages/${team.conversation_id}` : "/messages/new"}
        >
          {mine ? t("messaging.write_team") : t("messaging.write_somebody")}
        </Button>
      }
    >
      <p>
        {mine
          ? t("messaging.empty_team", { names: names(people.map((one) => one.name)) })
          : t("messaging.empty_why")}
      </p>
    </EmptyState>
  );
}

export function ConversationList(props: { current?: string }): JSX.Element {
  const messaging = here.value?.messaging;
  if (!messaging?.known.value) return <Skeleton label={t("common.loading")} />;
  const all = newestFirst(messaging.conversations.value.values());
  const waiting = messaging.waiting.value.length > 0;
  if (!waiting && all.every((one) => !one.last)) return <Nothing among={all} />;
  return (
    <List label={t("app.messages")}>
      {all.map((one) => (
        <Line key={one.conversation_id} of={one} current={one.conversation_id === props.current} />
      ))}
    </List>
  );
}
