/** What a conversation is called, and whose face stands for it. */
import type { JSX } from "preact";
import { calledBy } from "@/app/names";
import { me } from "@/app/session";
import type { Conversation, Event, Face } from "@/contract/types";
import { Faces, OrgPiece, Portrait } from "@/kit";
import { names } from "@/words/dates";
import { t } from "@/words/t";
import { isMine } from "./members";
import { otherOf, others } from "./states";

const NAMED = 3;
const GLIMPSE = 60;

export function titleOf(conversation: Conversation): string {
  const first = otherOf(conversation);
  switch (conversation.kind) {
    case "direct":
      return first?.name ?? conversation.title ?? "";
    case "care_team": {
      const own = conversation.person_id === me.value?.active?.person_id;
      return own
        ? t("app.my_team")
        : t("messaging.care_team_of", { name: calledBy(conversation.title ?? "") });
    }
    case "patch_team":
      return t("messaging.patch_team", { name: conversation.title ?? "" });
    case "coop":
      return conversation.title ?? "";
  }
}

/** "Sam, Priya and Lin", "Sam, Priya, Lin and 4 more". */
export function namesOf(members: readonly { name: string }[], count = members.length): string {
  const called = members.map((member) => calledBy(member.name));
  if (count <= NAMED + 1 && called.length === count) return names(called);
  const shown = called.slice(0, NAMED);
  const n = count - shown.length;
  return names([...shown, t("messaging.more_people", { n })]);
}

export function Lead(props: { of: Conversation }): JSX.Element {
  const { of } = props;
  const rest = others(of);
  if (of.kind === "coop") return <OrgPiece icon="co-op" />;
  if (of.kind === "patch_team") return <OrgPiece icon="patch" />;
  if (of.kind === "direct") return <Portrait parts={otherOf(of)?.portrait.parts ?? ""} />;
  const person = of.members.find((member) => member.kind === "person");
  if (person && !person.me) return <Portrait parts={person.portrait.parts} />;
  return (
    <span class="quilt">
      <Faces
        size="xs"
        max={4}
        of={rest.map((member) => ({ parts: member.portrait.parts, name: member.name }))}
      />
    </span>
  );
}

/** Somebody who is, or was, in the conversation. */
export function faceIn(conversation: Conversation, id: string | null): Face | undefined {
  return (
    conversation.members.find((member) => member.membership_id === id) ??
    conversation.others.find((face) => face.membership_id === id)
  );
}

/** The last thing that was written, in one line. */
export function lastLine(conversation: Conversation): string {
  const last = conversation.last;
  if (last?.kind !== "message") return t("messaging.nothing_yet");
  const text = textOf(last);
  if (isMine(conversation, last)) return t("messaging.line_mine", { text });
  if (conversation.kind === "direct") return text;
  const author = faceIn(conversation, last.author_id);
  return author ? t("messaging.line_by", { name: calledBy(author.name), text }) : text;
}

/** The beginning of what was written, cut between words: a list is for finding, not for reading. */
export function textOf(event: Event): string {
  const text = (event.text ?? "").replace(/\s+/g, " ");
  if (text.length <= GLIMPSE) return text;
  return `${text.slice(0, GLIMPSE).replace(/\s+\S*$/, "")} …`;
}
