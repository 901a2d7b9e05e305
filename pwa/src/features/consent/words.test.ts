import { afterEach, expect, test } from "vitest";
import type { Face } from "@/contract/types";
import { speak } from "@/words/t";
import { minutesLeft, urgentFirst } from "./emergency";
import { byDay, lookSecond, lookWords, whyWords } from "./looks";
import { sentenceOf, stateWords, whoWords } from "./quilt-words";
import { manyNouns, SECTIONS, type SectionCode, whoseFew, whoseParts } from "./sections";
import type { Audience, Look, Why } from "./types";

afterEach(() => speak("en", false));

const sam = { membership_id: "sam", name: "Sam Osei", portrait: { parts: "" } } as Face;

function look(more: Partial<Look> = {}): Look {
  return {
    seq: 1,
    kind: "look",
    viewer: sam,
    acting: false,
    role: "carer",
    organisation: null,
    purpose: "care",
    sections: ["medicines", "daily_notes"],
    channel: "screen",
    began_at: new Date(2026, 10, 24, 9, 30).toISOString(),
    last_at: new Date(2026, 10, 24, 9, 36).toISOString(),
    reads: 1,
    why: [],
    ...more,
  };
}

function why(kind: Why["kind"], more: Partial<Why> = {}): Why {
  return { kind, since: null, until: null, audience: null, basis: null, ...more };
}

const nurses = {
  audience: "organisation",
  id: "n",
  role: null,
  name: "Riverside Nurses",
  faces: [],
} as unknown as Audience;
const patch = { open: 1, of: 2, until: null, held: "none" } as const;

test("many parts are said by their group where all of it is meant, and by what is missing", () => {
  expect(manyNouns(["medicines", "medicine_administration", "money"])).toBe("medicines and money");
  expect(whoseParts(["medicines"], null)).toBe("your medicines");
  expect(whoseParts(["medicines"], "Edith")).toBe("Edith’s medicines");
  expect(whoseParts(SECTIONS, null)).toBe("everything");
  const most = SECTIONS.filter((one) => one !== "money");
  expect(whoseParts(most, "Edith")).toBe("everything but Edith’s money");
});

test("a row of a list names a few parts, and counts the rest", () => {
  const many: SectionCode[] = ["allergies", "medicines", "alerts", "care_plan", "home_access"];
  expect(whoseFew(many, null)).toBe(
    "your allergies, medicines, care plan and goals and 2 more parts",
  );
  expect(whoseFew(["medicines"], "Edith")).toBe("Edith’s medicines");
});

test("a square in words", () => {
  expect(sentenceOf(nurses, "medicines", { ...patch, level: "see" }, null)).toBe(
    "Riverside Nurses can see your medicines, but can’t add to it.",
  );
  expect(sentenceOf(nurses, "medicines", { ...patch, level: "closed" }, "Edith")).toBe(
    "Riverside Nurses can’t see Edith’s medicines.",
  );
  expect(stateWords({ ...patch, level: "mixed" })).toBe("sees 1 of 2 parts");
  const until = new Date(2027, 2, 1, 23, 59).toISOString();
  expect(stateWords({ ...patch, level: "see", until })).toContain("sees it, until Monday 1 March");
  const team = { ...nurses, audience: "care team" } as Audience;
  expect(whoWords(team, null)).toBe("Your care team");
  expect(whoWords(team, "Edith")).toBe("Edith’s care team");
});

test("a look in words: read, wrote, turned away", () => {
  expect(lookWords(look(), null)).toBe("{b}Sam{/b} read your medicines and visit notes.");
  expect(lookWords(look({ kind: "write", sections: ["daily_notes"] }), "Edith")).toBe(
    "{b}Sam{/b} wrote in Edith’s visit notes.",
  );
  expect(lookWords(look({ kind: "refusal", sections: ["money"] }), null)).toContain(
    "It stayed closed.",
  );
  expect(lookWords(look({ kind: "refusal", sections: [] }), null)).toContain("tried to open");
});

test("when, for whom, how", () => {
  expect(lookSecond(look(), null)).toBe("9:36 am");
  const printed = look({ acting: true, channel: "print", reads: 3 });
  expect(lookSecond(printed, null)).toBe("9:36 am, for you, printed, 3 times");
  expect(lookSecond(look({ acting: true }), "Edith")).toBe("9:36 am, for Edith");
});

test.each([
  "self",
  "authority",
  "grant",
  "visit",
  "emergency",
  "directive",
  "office",
  "none",
] as const)("the reason %s has words, in each language", async (kind) => {
  expect(whyWords(why(kind), look(), null)).not.toBe("");
  await speak("cy", false);
  expect(whyWords(why(kind), look(), null)).not.toBe("");
  await speak("en", true);
  expect(whyWords(why(kind), look(), null)).not.toBe("");
});

test("a permit says who gave it, and since when", () => {
  const since = new Date(2026, 9, 1, 12).toISOString();
  const given = why("grant", { audience: "care team", since });
  expect(whyWords(given, look(), null)).toContain("You let them see it: Care team.");
  expect(whyWords(given, look(), null)).toContain("Since Thursday 1 October");
  expect(whyWords(why("grant", { basis: "starting arrangement" }), look(), null)).toContain(
    "agreed at the start",
  );
});

test("looks of one day stand together", () => {
  const before = look({ seq: 2, last_at: new Date(2026, 10, 23, 23, 50).toISOString() });
  expect(byDay([look(), look(), before]).map((day) => day.looks.length)).toEqual([2, 1]);
  expect(byDay([])).toEqual([]);
});

test("an emergency: what is needed first, and the time that is left", () => {
  expect(urgentFirst(["demographics", "medicines", "allergies"])).toEqual([
    "allergies",
    "medicines",
    "demographics",
  ]);
  const until = new Date(100 * 60_000).toISOString();
  expect(minutesLeft(until, 45 * 60_000)).toBe(55);
  expect(minutesLeft(until, 99.5 * 60_000)).toBe(1);
  expect(minutesLeft(until, 101 * 60_000)).toBe(0);
});
