/** The thread: what was written, day by day, and under my own words how far they have got. */
import type { JSX } from "preact";
import { hatNames } from "@/app/hats";
import { calledBy } from "@/app/names";
import { noSignal } from "@/app/signal";
import type { Conversation, Event } from "@/contract/types";
import { Bubble, type BubbleProps, Button, DayMark, Happening, type IconName } from "@/kit";
import { day, nights } from "@/words/dates";
import { locale, t } from "@/words/t";
import { type Filed, keepActions } from "./keeping";
import { isMine } from "./members";
import { sayState } from "./say-state";
import { stateOf, stateOfWaiting } from "./states";
import type { Waiting } from "./store";
import { faceIn } from "./titles";

const MEDIA: Record<string, { icon: IconName; key: "was_call" | "was_letter" | "was_knock" }> = {
  call: { icon: "call", key: "was_call" },
  letter: { icon: "letter", key: "was_letter" },
  knock: { icon: "knock", key: "was_knock" },
};

export function dayName(at: Date, now = new Date()): string {
  const ago = nights(at, now);
  if (ago === 0) return t("app.today");
  return ago === 1 ? t("messaging.yesterday") : day(at, now);
}

function mediumOf(medium: string | null): Pick<BubbleProps, "medium"> {
  const known = medium ? MEDIA[medium] : undefined;
  return known ? { medium: { icon: known.icon, words: t(`messaging.${known.key}`) } } : {};
}

function authorOf(event: Event, conversation: Conversation): Pick<BubbleProps, "author"> {
  const face = faceIn(conversation, event.author_id);
  const behalf = event.on_behalf_of ? faceIn(conversation, event.on_behalf_of) : undefined;
  if (!face || (conversation.kind === "direct" && !behalf)) return {};
  const second = behalf
    ? t("messaging.for_person", { name: calledBy(behalf.name) })
    : hatNames(face.hats)[0]?.toLocaleLowerCase(locale());
  return {
    author: { name: face.name, parts: face.portrait.parts, ...(second ? { second } : {}) },
  };
}

/** Under each of mine whose state differs from that of the next one of mine, and under the last. */
function statedSeqs(events: readonly Event[], conversation: Conversation): Set<number> {
  const mine = events.filter((event) => event.kind === "message" && isMine(conversation, event));
  const stated = new Set<number>();
  let after: string | null = null;
  for (const event of [...mine].reverse()) {
    const state = JSON.stringify(sayState(stateOf(event, conversation)));
    const kind = stateOf(event, conversation).is;
    if (after === null || (state !== after && kind === "read" && stated.size < 3)) {
      stated.add(event.seq);
    }
    after = state;
  }
  return stated;
}

function Said(props: {
  event: Event;
  conversation: Conversation;
  stated: boolean;
  keeping: Keeping;
}): JSX.Element {
  const { event, conversation, keeping } = props;
  const mine = isMine(conversation, event);
  const acted = mine && event.on_behalf_of !== null;
  return (
    <Bubble
      mine={mine}
      text={event.text ?? ""}
      {...mediumOf(event.medium)}
      {...(mine && !acted ? {} : authorOf(event, conversation))}
      {...(props.stated ? { state: sayState(stateOf(event, conversation)) } : {})}
      {...keepActions(event, keeping.filed.get(event.seq), keeping.choose)}
    />
  );
}

function Happened(props: { event: Event; conversation: Conversation }): JSX.Element | null {
  const { event } = props;
  if (event.kind === "withdraw") return <Happening>{t("messaging.taken_back")}</Happening>;
  if (event.kind !== "member" || !event.member) return null;
  const face = faceIn(props.conversation, event.member.membership_id);
  const name = calledBy(event.member.name);
  return (
    <Happening {...(face ? { parts: face.portrait.parts } : {})}>
      {event.member.change === "joined"
        ? t("messaging.joined", { name })
        : t("messaging.left", { name })}
    </Happening>
  );
}

export function copyWords(text: string): void {
  void navigator.clipboard?.writeText(text).catch(() => undefined);
}

/** What of this conversation is in the record, and what a press does while one is being chosen for it. */
export interface Keeping {
  filed: ReadonlyMap<number, Filed>;
  choose: ((event: Event) => void) | null;
}

export interface WaitingActions {
  /** Put the words of a refused message back into the composer; null where there is none any more. */
  back: ((item: Waiting) => void) | null;
  remove: (item: Waiting) => void;
}

function Unsent(props: { item: Waiting; actions: WaitingActions }): JSX.Element {
  const { item, actions } = props;
  const state = stateOfWaiting(item, !noSignal.value);
  const refused = state.is === "refused";
  return (
    <Bubble
      mine
      waiting={item.state === "waiting"}
      stopped={refused}
      text={item.text}
      {...mediumOf(item.medium)}
      state={sayState(state)}
      {...(refused
        ? {
            actions: (
              <>
                {actions.back ? (
                  <Button icon="back" onClick={() => actions.back?.(item)}>
                    {t("messaging.put_back")}
                  </Button>
                ) : (
                  <Button icon="copy" onClick={() => copyWords(item.text)}>
                    {t("messaging.copy")}
                  </Button>
                )}
                <Button kind="quiet" onClick={() => actions.remove(item)}>
                  {t("messaging.remove")}
                </Button>
              </>
            ),
          }
        : {})}
    />
  );
}

export function Bubbles(props: {
  events: readonly Event[];
  conversation: Conversation;
  waiting: readonly Waiting[];
  actions: WaitingActions;
  keeping: Keeping;
}): JSX.Element {
  const { events, conversation, waiting } = props;
  const shownIds = new Set(events.map((event) => event.client_id));
  const unsent = waiting.filter((item) => !shownIds.has(item.client_id));
  const stated = unsent.some((item) => item.state === "sent")
    ? new Set<number>()
    : statedSeqs(events, conversation);
  let before = "";
  const lines: JSX.Element[] = [];
  for (const event of events) {
    const name = dayName(new Date(event.at));
    if (name !== before) lines.push(<DayMark key={`day ${name}`}>{name}</DayMark>);
    before = name;
    // By its client id, so that a waiting bubble becomes the stored one without a flicker.
    const key = event.client_id ?? `seq ${event.seq}`;
    lines.push(
      event.kind === "message" ? (
        <Said
          key={key}
          event={event}
          conversation={conversation}
          stated={stated.has(event.seq)}
          keeping={props.keeping}
        />
      ) : (
        <Happened key={key} event={event} conversation={conversation} />
      ),
    );
  }
  for (const item of unsent) {
    lines.push(<Unsent key={item.client_id} item={item} actions={props.actions} />);
  }
  return <>{lines}</>;
}
