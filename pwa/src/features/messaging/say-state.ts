/** How far a message has got, in words and with a picture. */
import { calledBy } from "@/app/names";
import type { BubbleProps } from "@/kit";
import { clock } from "@/words/dates";
import { t } from "@/words/t";
import type { SeenMember } from "./members";
import type { State } from "./states";
import { namesOf } from "./titles";

function faces(of: readonly SeenMember[]) {
  return of.map((member) => ({ parts: member.portrait.parts, name: member.name }));
}

function onPhone(by: readonly SeenMember[], since: string | null): string {
  const only = by.length === 1 ? by[0] : undefined;
  if (!only) return t("messaging.on_phones", { names: namesOf(by) });
  const name = calledBy(only.name);
  if (since === null) return t("messaging.on_phone", { name });
  return t("messaging.on_phone_since", { name, time: clock(new Date(since)) });
}

export function sayState(state: State): NonNullable<BubbleProps["state"]> {
  switch (state.is) {
    case "waiting":
      return { icon: "clock", words: t("messaging.waiting") };
    case "going":
      return { icon: "clock", words: t("messaging.going") };
    case "sent":
      return { icon: "check", words: t("messaging.sent") };
    case "refused":
      return { icon: "hand", words: t("messaging.refused", { why: state.why }) };
    case "on_phone":
      return { icon: "phone", words: onPhone(state.by, state.since) };
    case "read":
      return {
        faces: faces(state.by),
        words: t("messaging.read_by", { n: state.by.length, names: namesOf(state.by) }),
      };
  }
}
