/** Conversations as they change: who has got how far, what is new, what is mine. Pure functions. */
import type { Conversation, Event, Member, MemberMark } from "@/contract/types";

/** When this device heard that a message had reached somebody, while it was watching. */
export interface SeenMember extends Member {
  delivered_at?: string;
}

/** True when I wrote it, or somebody wrote it for me. */
export function isMine(conversation: Conversation, event: Event): boolean {
  return conversation.members.some(
    (member) =>
      member.me &&
      (member.membership_id === event.author_id || member.membership_id === event.on_behalf_of),
  );
}

function raised(member: SeenMember, before: SeenMember | undefined, mark?: MemberMark): SeenMember {
  const delivered = Math.max(
    member.delivered_seq,
    before?.delivered_seq ?? 0,
    mark?.delivered_seq ?? 0,
    mark?.read_seq ?? 0,
  );
  const read = Math.max(member.read_seq, before?.read_seq ?? 0, mark?.read_seq ?? 0);
  const next: SeenMember = { ...member, delivered_seq: delivered, read_seq: read };
  delete next.delivered_at;
  if (mark && delivered > (before?.delivered_seq ?? 0)) {
    next.delivered_at = new Date().toISOString();
  } else if (before?.delivered_at && before.delivered_seq === delivered) {
    next.delivered_at = before.delivered_at;
  }
  return next;
}

/** A conversation whose members' marks never go back, with new marks laid on. */
export function withMarksOf(
  conversation: Conversation,
  before: Conversation,
  marks: MemberMark[] = [],
): Conversation {
  const members = conversation.members.map((member) =>
    raised(
      member,
      before.members.find((one) => one.membership_id === member.membership_id),
      marks.find((mark) => mark.membership_id === member.membership_id),
    ),
  );
  return { ...conversation, members };
}

/** A conversation after events that came by themselves. */
export function withNews(conversation: Conversation, events: Event[]): Conversation {
  const last = events.at(-1);
  if (!last || last.seq <= conversation.last_seq) return conversation;
  const fromOthers = events.filter(
    (event) =>
      event.kind === "message" && event.seq > conversation.last_seq && !isMine(conversation, event),
  );
  const message = events.filter((event) => event.kind === "message").at(-1);
  return {
    ...conversation,
    last_seq: last.seq,
    last: message ?? conversation.last,
    unread: conversation.unread + fromOthers.length,
  };
}

export function without(
  all: ReadonlyMap<string, Conversation>,
  conversationId: string,
): ReadonlyMap<string, Conversation> {
  const next = new Map(all);
  next.delete(conversationId);
  return next;
}
