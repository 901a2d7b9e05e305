/** Who looked: a row of the log as a sentence, and why it was allowed. */
import { calledBy } from "@/app/names";
import { clock, day, nights } from "@/words/dates";
import { marked, t } from "@/words/t";
import { whoseFew, whoseParts } from "./sections";
import type { Look, Why } from "./types";

export interface LookDay {
  at: Date;
  looks: Look[];
}

/** By day, the newest first, as they come. */
export function byDay(looks: readonly Look[]): LookDay[] {
  const days: LookDay[] = [];
  for (const look of looks) {
    const at = new Date(look.last_at);
    const last = days.at(-1);
    if (last && nights(last.at, at) === 0) last.looks.push(look);
    else days.push({ at, looks: [look] });
  }
  return days;
}

/** What somebody did, with their name in bold; `whole`: every part by its name. */
export function lookWords(look: Look, owner: string | null, whole = false): string {
  const given = {
    who: calledBy(look.viewer.name),
    what: (whole ? whoseParts : whoseFew)(look.sections, owner),
  };
  if (look.kind === "write") return marked("consent.wrote", given);
  if (look.kind === "refusal") {
    return look.sections.length === 0
      ? marked("consent.tried", { who: given.who })
      : marked("consent.refused", given);
  }
  return marked("consent.read", given);
}

const CHANNELS: Record<string, "consent.by_print" | "consent.by_search" | "consent.by_file"> = {
  print: "consent.by_print",
  search: "consent.by_search",
  file: "consent.by_file",
  download: "consent.by_file",
  attachment: "consent.by_file",
};

/** When, as whom, and how, where that is not a screen. */
export function lookSecond(look: Look, owner: string | null): string {
  const channel = CHANNELS[look.channel];
  const parts = [
    clock(new Date(look.last_at)),
    look.acting && (owner === null ? t("consent.for_you") : t("consent.for_name", { name: owner })),
    look.organisation,
    look.purpose === "emergency" && t("consent.in_emergency"),
    channel && t(channel),
    look.reads > 1 && t("consent.times", { n: look.reads }),
  ];
  return parts.filter(Boolean).join(", ");
}

function span(why: Why): string {
  const since = why.since && t("consent.since_day", { day: day(new Date(why.since)) });
  const until = why.until && t("consent.until_day", { day: day(new Date(why.until)) });
  return [since, until].filter(Boolean).join(" ");
}

function times(why: Why): { from: string; to: string } {
  const said = (at: string | null) => (at === null ? "" : clock(new Date(at)));
  return { from: said(why.since), to: said(why.until) };
}

/** One reason, in words. */
export function whyWords(why: Why, look: Look, owner: string | null): string {
  const who = calledBy(look.viewer.name);
  switch (why.kind) {
    case "self":
      return t("consent.why_self");
    case "authority":
      return `${t("consent.why_authority", { who })} ${span(why)}`.trim();
    case "visit":
      return t("consent.why_visit", { who, ...times(why) });
    case "emergency":
      return t("consent.why_emergency", { who, ...times(why) });
    case "directive":
      return `${t("consent.why_directive")} ${span(why)}`.trim();
    case "office":
      return t("consent.why_office", { who });
    case "none":
      return t("consent.why_none");
    case "grant":
      return `${grantWords(why, look, owner)} ${span(why)}`.trim();
  }
}

/** To whom it was opened, by name; empty where no name says it better than "for them". */
function grantedTo(why: Why, look: Look): string {
  if (why.audience === "care team") return t("consent.column_team");
  if (why.audience === "membership") return calledBy(look.viewer.name);
  return why.audience?.startsWith("organisation") ? (look.organisation ?? "") : "";
}

function grantWords(why: Why, look: Look, owner: string | null): string {
  if (why.basis === "starting arrangement") return t("consent.why_start");
  if (why.basis === "best interests") return t("consent.why_best");
  const audience = grantedTo(why, look);
  if (audience === "") return t("consent.why_permit");
  return owner === null
    ? t("consent.why_you_let", { audience })
    : t("consent.why_let", { audience, name: owner });
}
