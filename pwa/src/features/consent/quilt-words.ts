/** A patch of the quilt in words. */
import { calledBy } from "@/app/names";
import { day } from "@/words/dates";
import { t } from "@/words/t";
import type { Patch } from "./quilt";
import { whose } from "./sections";
import type { Audience } from "./types";

/** Who they are, as a sentence begins with them. `owner`: whose record it is, null for my own. */
export function whoWords(audience: Audience, owner: string | null): string {
  if (audience.audience === "care team") {
    return owner === null ? t("consent.your_team") : t("consent.team_of", { name: owner });
  }
  if (audience.audience === "membership") return calledBy(audience.name);
  if (audience.audience === "organisation role" && audience.role) {
    return t("consent.role_at", { role: audience.role, organisation: audience.name });
  }
  return audience.name;
}

/** As short as the head of a column. */
export function columnWords(audience: Audience): string {
  if (audience.audience === "care team") return t("consent.column_team");
  if (audience.audience === "membership") return calledBy(audience.name);
  return audience.role ?? audience.name;
}

/** "can see it, until Monday 1 March": what a square says to whoever hears it. */
export function stateWords(patch: Patch): string {
  const state = {
    closed: t("consent.is_closed"),
    see: t("consent.sees_it"),
    add: t("consent.adds_it"),
    mixed: t("consent.sees_some", { n: patch.open, of: patch.of }),
  }[patch.level];
  const until = patch.until && t("consent.until_short", { day: day(new Date(patch.until)) });
  const held = patch.held === "none" ? "" : t("consent.held_short");
  return [state, until, held].filter(Boolean).join(", ");
}

/** What is so now, as a sentence. */
export function sentenceOf(
  audience: Audience,
  noun: string,
  patch: Patch,
  owner: string | null,
): string {
  const given = { who: whoWords(audience, owner), what: whose(noun, owner) };
  if (patch.level === "closed") return t("consent.so_closed", given);
  if (patch.level === "see") return t("consent.so_see", given);
  if (patch.level === "add") return t("consent.so_add", given);
  return t("consent.so_mixed", given);
}
