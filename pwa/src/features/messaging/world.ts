/** Builders for tests: a small server in memory that keeps the protocol's promises. */
import { NoSignal, Refusal } from "@/contract/http";
import type { Conversation, Event, Mark, Member, Outgoing, SyncAnswer } from "@/contract/types";
import type { Doors } from "./doors";

export function member(id: string, name: string, me = false): Member {
  return {
    membership_id: id,
    name,
    portrait: { parts: "0.0.0.0.0.0.0" },
    phone: null,
    kind: "carer",
    hats: [],
    organisation: null,
    delivered_seq: 0,
    read_seq: 0,
    me,
  };
}

export function message(seq: number, author: string, text: string, clientId?: string): Event {
  return {
    conversation_id: "c1",
    seq,
    kind: "message",
    at: "2026-11-24T08:05:00.000Z",
    author_id: author,
    on_behalf_of: null,
    client_id: clientId ?? `client-${seq}`,
    medium: "text",
    text,
    member: null,
  };
}

export function conversation(lastSeq = 0): Conversation {
  return {
    conversation_id: "c1",
    kind: "direct",
    title: null,
    person_id: null,
    members: [member("edith", "Edith", true), member("sam", "Sam")],
    others: [],
    member_count: 2,
    last_seq: lastSeq,
    from_seq: 0,
    unread: 0,
    last: null,
    can_write: true,
  };
}

/** What a test can make go wrong. */
export interface Faults {
  /** How many of the next sends are not answered, though the server stored them. */
  lostAnswers: number;
  signal: boolean;
  refuse: string | null;
}

export class SmallServer implements Doors {
  readonly events: Event[] = [];
  readonly marks: Mark[] = [];
  readonly faults: Faults = { lostAnswers: 0, signal: true, refuse: null };
  mine = true;
  syncs = 0;

  async conversations(): Promise<Conversation[]> {
    this.reach();
    return this.mine ? [conversation(this.events.length)] : [];
  }

  async conversation(): Promise<Conversation> {
    this.reach();
    return conversation(this.events.length);
  }

  async before(_id: string, seq: number, limit: number) {
    this.reach();
    const older = this.events.filter((event) => event.seq < seq);
    return { items: older.slice(-limit), has_more: older.length > limit };
  }

  async sync(cursors: Record<string, number>): Promise<SyncAnswer> {
    this.reach();
    this.syncs += 1;
    const rest = this.events.filter((event) => event.seq > (cursors.c1 ?? 0));
    const page = rest.slice(0, 500);
    return {
      conversations: await this.conversations(),
      events: this.mine ? { c1: page } : {},
      more: this.mine && rest.length > page.length ? ["c1"] : [],
    };
  }

  async send(outgoing: Outgoing) {
    this.reach();
    if (this.faults.refuse !== null) throw refusal(422, this.faults.refuse);
    const before = this.events.find((event) => event.client_id === outgoing.client_id);
    const event = before ?? this.say("edith", outgoing.text, outgoing.client_id);
    if (this.faults.lostAnswers > 0) {
      this.faults.lostAnswers -= 1;
      throw new NoSignal();
    }
    return { seq: event.seq, at: event.at, duplicate: before !== undefined };
  }

  async receipts(marks: Mark[]) {
    this.reach();
    this.marks.push(...marks);
    return { stored: marks.length };
  }

  say(author: string, text: string, clientId?: string): Event {
    const event = message(this.events.length + 1, author, text, clientId);
    this.events.push(event);
    return event;
  }

  private reach(): void {
    if (!this.faults.signal) throw new NoSignal();
  }
}

export function refusal(status: number, detail: string): Refusal {
  return new Refusal({ type: "/problems/invalid", title: "", status, detail });
}
