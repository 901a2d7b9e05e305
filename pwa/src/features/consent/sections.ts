/** The sections of the record by their codes, and the nine groups in which a person meets them. */
import type { IconName, PictureName } from "@/kit";
import { names } from "@/words/dates";
import { locale, t } from "@/words/t";

/** By bit: the place in this list is the section's number, and is never given to another. */
export const SECTIONS = [
  "demographics",
  "about_me",
  "reasonable_adjustments",
  "personal_contacts",
  "professional_contacts",
  "allergies",
  "medicines",
  "medicine_administration",
  "problems",
  "procedures",
  "immunisations",
  "alerts",
  "advance_decisions",
  "legal",
  "safeguarding",
  "care_plan",
  "contingency",
  "assessments",
  "observations",
  "daily_notes",
  "incidents",
  "social_context",
  "services",
  "equipment",
  "home_access",
  "money",
  "messages",
  "documents",
  "sharing",
  "research",
] as const;

export type SectionCode = (typeof SECTIONS)[number];

export interface Group {
  code:
    | "about"
    | "people"
    | "health"
    | "medicines"
    | "notes"
    | "plans"
    | "safety"
    | "home"
    | "money";
  sections: readonly SectionCode[];
  icon: IconName;
  picture: PictureName;
}

export const GROUPS: readonly Group[] = [
  {
    code: "about",
    icon: "me",
    picture: "person",
    sections: ["about_me", "reasonable_adjustments", "demographics", "social_context"],
  },
  {
    code: "people",
    icon: "people",
    picture: "team",
    sections: ["personal_contacts", "professional_contacts"],
  },
  {
    code: "health",
    icon: "heart",
    picture: "heart",
    sections: ["allergies", "problems", "observations", "procedures", "immunisations"],
  },
  {
    code: "medicines",
    icon: "medicine",
    picture: "medicine",
    sections: ["medicines", "medicine_administration"],
  },
  {
    code: "notes",
    icon: "note",
    picture: "write",
    sections: ["daily_notes", "incidents", "messages"],
  },
  {
    code: "plans",
    icon: "plan",
    picture: "plan",
    sections: ["care_plan", "assessments", "services"],
  },
  {
    code: "safety",
    icon: "shield",
    picture: "safe",
    sections: ["alerts", "contingency", "advance_decisions", "legal", "safeguarding"],
  },
  { code: "home", icon: "house", picture: "home", sections: ["home_access", "equipment"] },
  {
    code: "money",
    icon: "coin",
    picture: "money",
    sections: ["money", "documents", "sharing", "research"],
  },
];

/** The group that shows this section. */
export function groupOf(section: SectionCode): Group {
  const found = GROUPS.find((group) => group.sections.includes(section));
  if (!found) throw new Error(`No group shows ${section}`);
  return found;
}

export function isSection(code: string): code is SectionCode {
  return (SECTIONS as readonly string[]).includes(code);
}

/** As it stands in a sentence: "medicines". */
export function sectionNoun(code: SectionCode): string {
  return t(`sections.${code}`);
}

export function groupNoun(code: Group["code"]): string {
  return t(`sections.group_${code}`);
}

function atTheStart(noun: string): string {
  return noun.charAt(0).toLocaleUpperCase(locale()) + noun.slice(1);
}

/** As it stands alone: "Medicines". */
export function sectionName(code: SectionCode): string {
  return atTheStart(sectionNoun(code));
}

export function groupName(code: Group["code"]): string {
  return atTheStart(groupNoun(code));
}

/** "your medicines", or "Edith’s medicines". */
export function whose(what: string, name: string | null): string {
  return name === null ? t("sections.yours", { what }) : t("sections.of_name", { what, name });
}

/**
 * Several sections in a row, each whole group by its own name, so that a long list stays readable:
 * "medicines, visit notes and allergies".
 */
export function manyNouns(codes: readonly SectionCode[]): string {
  return names(nounsOf(codes));
}

/** The same where a heading begins with it: "Medicines, visit notes and allergies". */
export function manyNames(codes: readonly SectionCode[]): string {
  return atTheStart(manyNouns(codes));
}

function nounsOf(codes: readonly SectionCode[]): string[] {
  const words: string[] = [];
  for (const group of GROUPS) {
    const inside = group.sections.filter((section) => codes.includes(section));
    if (inside.length === group.sections.length) words.push(groupNoun(group.code));
    else words.push(...inside.map(sectionNoun));
  }
  return words;
}

/** So few parts are left out that it is shorter to say which. */
const FEW = 5;

/** Whose parts, as a sentence has them: "your medicines", "everything but your money". */
export function whoseParts(codes: readonly SectionCode[], name: string | null): string {
  const rest = SECTIONS.filter((one) => !codes.includes(one));
  if (rest.length === 0) return t("sections.everything");
  if (rest.length > FEW) return whose(manyNouns(codes), name);
  return t("sections.all_but", { what: whose(manyNouns(rest), name) });
}

/** The most that a row of a list names; the rest is counted. */
const NAMED = 4;

/** The same for a row of a list: "your allergies, medicines, notes and 8 more parts". */
export function whoseFew(codes: readonly SectionCode[], name: string | null): string {
  const words = nounsOf(codes);
  if (words.length <= NAMED) return whoseParts(codes, name);
  const some = words.slice(0, NAMED - 1);
  const rest = t("sections.more_parts", { n: words.length - some.length });
  return whose(names([...some, rest]), name);
}
