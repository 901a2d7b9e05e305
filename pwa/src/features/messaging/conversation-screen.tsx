/** One conversation: what was written, and the place to write. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Here, here } from "@/app/here";
import { calledBy } from "@/app/names";
import { Screen } from "@/app/screen";
import { me } from "@/app/session";
import { NotHere } from "@/app/stops";
import type { Conversation, Event, Face } from "@/contract/types";
import { Button, IconButton, Note, Portrait, Skeleton, Thread } from "@/kit";
import { look } from "@/kit/look";
import { t } from "@/words/t";
import { Bubbles } from "./bubbles";
import { ConversationList } from "./conversation-list";
import { Choosing, KeepSheet, mayKeep, useFiled } from "./keeping";
import { PeopleSheet } from "./people-sheet";
import { otherOf, others } from "./states";
import type { Waiting } from "./store";
import type { Thread as ThreadModel } from "./thread";
import { Lead, namesOf, titleOf } from "./titles";
import { Write } from "./write";

function useThread(now: Here | null, id: string): void {
  useEffect(() => {
    if (!now) return;
    void now.messaging.openThread(id);
    return () => now.messaging.closeThread(id);
  }, [now, id]);
}

/** Fetch a conversation that this device does not know; false when it is not there for me. */
function useFound(now: Here | null, id: string): boolean {
  const [missing, setMissing] = useState(false);
  const known = now?.messaging.known.value ?? false;
  const here = now?.messaging.conversations.value.has(id) ?? false;
  useEffect(() => {
    if (!now || !known || here) return;
    let current = true;
    void now.messaging.join(id).then((found) => {
      if (current && !found) setMissing(true);
    });
    return () => {
      current = false;
    };
  }, [now, known, here, id]);
  return here || !missing;
}

function secondLine(conversation: Conversation, now: Here): string | undefined {
  const acting = me.value?.acting_for;
  const writing = (now.typing.now.value.get(conversation.conversation_id) ?? [])
    .map((one) => conversation.members.find((member) => member.membership_id === one && !member.me))
    .filter((member) => member !== undefined);
  // Calm mode: nothing comes and goes while one reads.
  if (writing.length > 0 && !look.value.calm) {
    if (conversation.kind === "direct") return t("messaging.writing_now");
    return t("messaging.writing", { n: writing.length, names: namesOf(writing) });
  }
  if (acting) return t("messaging.for_person", { name: calledBy(acting.name) });
  const rest = others(conversation);
  if (conversation.kind === "direct") return roleOf(otherOf(conversation));
  if (conversation.kind === "coop")
    return t("messaging.everybody", { n: conversation.member_count });
  return namesOf(rest);
}

function roleOf(face: Face | undefined): string | undefined {
  if (face?.hats.includes("on-call")) return t("messaging.on_call");
  return face?.kind === "carer" ? t("messaging.carer") : undefined;
}

function HeadEnd(props: { of: Conversation; onPeople: () => void }): JSX.Element | null {
  const other = others(props.of)[0];
  if (!other && props.of.kind === "direct") return null;
  if (props.of.kind === "direct" && other?.phone) {
    const name = calledBy(other.name);
    return (
      <Button
        icon="call"
        href={`tel:${other.phone.replace(/[^+\d]/g, "")}`}
        label={t("common.call_name", { name })}
      >
        {t("common.call")}
      </Button>
    );
  }
  return <IconButton icon="people" label={t("messaging.who_is_here")} onClick={props.onPeople} />;
}

function Talk(props: { of: Conversation; now: Here }): JSX.Element {
  const { of: conversation, now } = props;
  const [people, setPeople] = useState(false);
  const [given, setGiven] = useState<{ text: string } | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<Event | null>(null);
  const filed = useFiled(conversation);
  const { messaging } = now;
  const thread = messaging.thread.value;
  const events = thread?.id === conversation.conversation_id ? thread.events.value : [];
  const waiting = messaging.waiting.value.filter(
    (item) => item.conversation_id === conversation.conversation_id,
  );
  const remove = (item: Waiting) => void messaging.outbox.remove([item.client_id]);
  const putBack = (item: Waiting) => {
    setGiven({ text: item.text });
    remove(item);
  };
  const back = conversation.can_write ? putBack : null;
  const direct = conversation.kind === "direct";
  const keep = mayKeep(conversation) && events.length > 0 && (
    <IconButton icon="book" label={t("messaging.keep")} onClick={() => setChoosing(true)} />
  );
  return (
    <Screen
      talk
      title={titleOf(conversation)}
      second={secondLine(conversation, now)}
      back={{ href: "/messages", label: t("messaging.back") }}
      {...(direct
        ? { face: otherOf(conversation)?.portrait.parts }
        : { lead: <Lead of={conversation} /> })}
      end={<HeadEnd of={conversation} onPeople={() => setPeople(true)} />}
      beside={<ConversationList current={conversation.conversation_id} />}
    >
      <Thread label={t("messaging.thread")}>
        {thread && events.length > 0 && !thread.fromStart.value && <Earlier thread={thread} />}
        {thread?.loaded.value && events.length === 0 && waiting.length === 0 && (
          <Hello of={conversation} />
        )}
        <Bubbles
          events={events}
          conversation={conversation}
          waiting={waiting}
          actions={{ back, remove }}
          keeping={{ filed, choose: choosing ? setChosen : null }}
        />
      </Thread>
      {choosing ? (
        <Choosing onEnd={() => setChoosing(false)} />
      ) : conversation.can_write ? (
        <Write of={conversation} now={now} given={given} extra={keep} />
      ) : (
        <Note kind="info">{t("messaging.read_only")}</Note>
      )}
      <PeopleSheet of={conversation} open={people} onClose={() => setPeople(false)} />
      {chosen && (
        <KeepSheet
          key={chosen.seq}
          of={conversation}
          event={chosen}
          onClose={() => {
            setChosen(null);
            setChoosing(false);
          }}
        />
      )}
    </Screen>
  );
}

/** What came before: fetched as soon as somebody scrolls there, or presses. */
function Earlier(props: { thread: ThreadModel }): JSX.Element {
  const place = useRef<HTMLLIElement>(null);
  const { thread } = props;
  const first = thread.events.value[0]?.seq;
  const load = () => void thread.older().catch(() => undefined);
  useEffect(() => {
    const element = place.current;
    if (!element || typeof IntersectionObserver === "undefined") return;
    const watch = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) load();
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [thread, first]);
  return (
    <li class="happening" ref={place}>
      <Button kind="quiet" onClick={load}>
        {t("messaging.earlier")}
      </Button>
    </li>
  );
}

/** Nothing was written yet: whose words these will be, and who will have them. */
function Hello(props: { of: Conversation }): JSX.Element {
  const rest = others(props.of);
  const first = rest[0];
  return (
    <li class="happening">
      {props.of.kind === "direct" && first && <Portrait parts={first.portrait.parts} />}
      <span>{t("messaging.hello", { names: namesOf(rest, rest.length) })}</span>
    </li>
  );
}

export function ConversationScreen(props: { id: string }): JSX.Element {
  const now = here.value;
  useThread(now, props.id);
  const found = useFound(now, props.id);
  const conversation = now?.messaging.conversations.value.get(props.id);
  if (now && conversation) return <Talk of={conversation} now={now} />;
  if (!found) return <NotHere />;
  return (
    <Screen title={t("app.messages")} back={{ href: "/messages", label: t("messaging.back") }}>
      <Skeleton label={t("common.loading")} />
    </Screen>
  );
}
