/** How far a message of mine has got, as something that can be said in words. */
import type { Conversation, Event, Face } from "@/contract/types";
import type { SeenMember } from "./members";
import type { Waiting } from "./store";

export type State =
  | { is: "waiting" | "going" | "sent" }
  | { is: "refused"; why: string }
  | { is: "on_phone"; by: SeenMember[]; since: string | null }
  | { is: "read"; by: SeenMember[]; all: boolean };

export function others(conversation: Conversation): SeenMember[] {
  return conversation.members.filter((member) => !member.me);
}

/** The other one of a direct conversation; who has left it still gives it a name and a face. */
export function otherOf(conversation: Conversation): Face | undefined {
  return others(conversation)[0] ?? conversation.others.find((face) => face.kind !== "helper");
}

/** Of a message that the conversation holds. */
export function stateOf(event: Event, conversation: Conversation): State {
  const rest = others(conversation).filter((member) => member.membership_id !== event.author_id);
  const read = rest.filter((member) => member.read_seq >= event.seq);
  if (read.length > 0) return { is: "read", by: read, all: read.length === rest.length };
  const here = rest.filter((member) => member.delivered_seq >= event.seq);
  if (here.length === 0) return { is: "sent" };
  const only = here.length === 1 ? here[0] : undefined;
  const exact = only?.delivered_seq === event.seq ? (only.delivered_at ?? null) : null;
  return { is: "on_phone", by: here, since: exact };
}

/** Of a message that is still in the outbox. */
export function stateOfWaiting(item: Waiting, signal: boolean): State {
  if (item.state === "refused") return { is: "refused", why: item.refusal ?? "" };
  if (item.state === "sent") return { is: "sent" };
  return { is: signal ? "going" : "waiting" };
}
