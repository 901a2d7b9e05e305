/**
 * What runs while somebody is signed in: the socket, messaging, and who is writing just now.
 * One of each a tab; another account, co-op or person acted for means new ones.
 */
import { signal } from "@preact/signals";
import type { Refusal } from "@/contract/http";
import { Live } from "@/contract/live";
import type { Conversation, Event, Me } from "@/contract/types";
import { doorsOf } from "@/features/messaging/doors";
import { Messaging } from "@/features/messaging/engine";
import { databaseName, Store } from "@/features/messaging/store";
import { Typing } from "@/features/messaging/typing";
import { announce } from "./announcer";
import { accessChanged, changed, forgetAsked, keepAnswersIn } from "./asked";
import { heard, lostConversation } from "./heard";
import { lookForPapers, wakePapers, wipePapers } from "./papers-waiting";
import { lineBack, lineLost } from "./signal";

export interface Here {
  name: string;
  live: Live;
  store: Store;
  messaging: Messaging;
  typing: Typing;
}

export const here = signal<Here | null>(null);

/** What is to be done when the server shuts this session, or does not let its socket in. */
export const keeper = {
  signedOut: (): void => undefined,
  /** I am not in this co-op any more, or may not be here for this person. */
  seatEnded: (): void => undefined,
  turnedAway: (_refusal: Refusal): void => undefined,
  stuck: (): void => undefined,
};

function nameFor(who: Me): string | null {
  if (!who.active) return null;
  const acting = who.acting_for?.person_id ?? null;
  return databaseName(who.account.id, who.active.membership_id, acting);
}

export async function startHere(who: Me): Promise<void> {
  const name = nameFor(who);
  if (here.value?.name === name) return here.value.live.moveTo(who.realtime_url);
  const before = here.value;
  halt();
  void before?.messaging.drafts.flush().finally(() => before.store.end());
  forgetAsked();
  if (name === null) return;
  const now = build(name, who);
  keepAnswersIn(now.store);
  lookForPapers(name);
  here.value = now;
  await now.messaging.start();
  // Late, and never in the way of the first screen: reading and writing work without it.
  void now.live.open().catch(() => lineLost());
}

export async function stopHere(wipe: "everything" | "what was read"): Promise<void> {
  const was = here.value;
  halt();
  forgetAsked();
  if (!was) return;
  if (wipe === "everything") {
    was.messaging.drafts.wipe();
    await was.store.wipe();
    await wipePapers(was.name);
  } else {
    await was.messaging.drafts.flush();
    await was.store.forgetWhatWasRead();
    await was.store.end();
  }
}

function halt(): void {
  here.value?.live.close();
  here.value?.messaging.stop();
  here.value = null;
  keepAnswersIn(undefined);
}

function build(name: string, who: Me): Here {
  const store = new Store(name);
  const live = new Live(who.realtime_url, {
    up: () => {
      lineBack();
      // What changed while nobody listened was told to nobody: look again.
      changed("line");
      messaging.wake();
      wakePapers();
    },
    down: lineLost,
    stuck: () => keeper.stuck(),
    refused: (refusal) => keeper.turnedAway(refusal),
    events: ({ conversation_id, events, last_seq }) => {
      for (const event of events) {
        if (event.author_id) typing.faded(conversation_id, event.author_id);
      }
      void messaging.news(conversation_id, events, last_seq).catch(() => messaging.wake());
    },
    receipts: ({ conversation_id, marks }) => messaging.receiptsOf(conversation_id, marks),
    typing: ({ conversation_id, membership_id }) => typing.heard(conversation_id, membership_id),
    joined: ({ conversation_id }) => void messaging.join(conversation_id),
    left: ({ conversation_id }) => messaging.leave(conversation_id),
    changed: ({ what }) => {
      changed(what);
      // Whom I may be here for, and as whom, is part of who I am.
      if (what === "membership") keeper.stuck();
      messaging.wake();
    },
    access: ({ person_id, sections }) => accessChanged(person_id, sections),
    record: () => changed("record"),
    seat_ended: () => keeper.seatEnded(),
    signed_out: () => keeper.signedOut(),
  });
  const typing = new Typing((conversationId) => live.typing(conversationId));
  const messaging: Messaging = new Messaging(store, doorsOf(live), {
    arrived: (event: Event, conversation: Conversation) => announce(heard(event, conversation)),
    gone: (conversationId) => lostConversation(conversationId),
  });
  return { name, live, store, messaging, typing };
}

/** The phone is in somebody's hand again, or has signal again: see what there is. */
export function lookAgain(): void {
  here.value?.live.nudge();
  here.value?.messaging.wake();
  here.value?.messaging.markRead();
  wakePapers();
}

export function watchPage(): void {
  window.addEventListener("online", lookAgain);
  window.addEventListener("pageshow", lookAgain);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") lookAgain();
    else here.value?.messaging.drafts.leaving();
  });
  window.addEventListener("pagehide", () => here.value?.messaging.drafts.leaving());
}
