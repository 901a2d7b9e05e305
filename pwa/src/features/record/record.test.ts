import { beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "@/contract/http";
import { SECTIONS, type SectionCode } from "@/features/consent/sections";
import { speak } from "@/words/t";
import { writable } from "./add-screen";
import { agreedOf, unanswered } from "./attach";
import { bookOf, closedGroups, openGroups } from "./book";
import { headline, saidOnly, wordsOf } from "./data";
import { personIn } from "./keep-sheet";
import { joined } from "./pages";
import type { PaperFile } from "./papers";
import { byPart } from "./parts";
import { lasting } from "./recorder";
import { asTitle } from "./shut";
import { timelinePath } from "./timeline-screen";
import type { Entry, Hub } from "./types";
import { isEmpty } from "./use-paper";
import { forField, fromField, writtenLater } from "./when";

beforeAll(() => speak("en", false).then(() => undefined));

function hub(read: SectionCode[], write: SectionCode[] = []): Hub {
  return {
    person: { person_id: "p1", name: "Edith Hughes", portrait: { parts: "0.0.0.0.0.0.0" } },
    mine: false,
    acting: false,
    role: "carer",
    sections: SECTIONS.filter((one) => read.includes(one) || write.includes(one)).map(
      (section) => ({ section, read: read.includes(section), write: write.includes(section) }),
    ),
    closed: false,
    questions_due: false,
    emergency_until: null,
    may_decide: false,
  };
}

function entry(of: Partial<Entry>): Entry {
  return {
    entry_id: "e1",
    root_id: "e1",
    version: 1,
    section: "daily_notes",
    text: "A good morning.",
    data: {},
    author: {
      membership_id: "m1",
      name: "Sam Osei",
      portrait: { parts: "0.0.0.0.0.0.0" },
      phone: null,
      kind: "carer",
      hats: [],
      organisation: null,
    },
    author_role: "carer",
    acting_for: false,
    happened_at: "2026-11-24T09:36:00.000Z",
    recorded_at: "2026-11-24T09:40:00.000Z",
    state: "current",
    reason: null,
    replies: [],
    files: [],
    from_message: null,
    can_correct: false,
    can_reply: true,
    ...of,
  };
}

function photo(agreed: boolean | null): PaperFile {
  return {
    key: "k",
    name: "a.jpg",
    media_type: "image/jpeg",
    size: 1,
    people_agreed: agreed,
    file_id: null,
  };
}

describe("what is open", () => {
  const book = bookOf(
    hub(["medicines", "daily_notes"], ["daily_notes"]),
    null,
    "/people/p1/record",
  );

  test("groups hold what may be read, and the others are closed", () => {
    expect(openGroups(book)).toMatchObject([
      { group: { code: "medicines" }, sections: ["medicines"] },
      { group: { code: "notes" }, sections: ["daily_notes"] },
    ]);
    expect(closedGroups(book)).toHaveLength(7);
  });

  test("every section is in one group, and in one only", () => {
    const all = openGroups(bookOf(hub([...SECTIONS]), null, "/record"));
    const shown = all.flatMap((one) => one.sections);
    expect([...shown].sort()).toEqual([...SECTIONS].sort());
  });

  test("an emergency opens more, and only that is read for the emergency", () => {
    const urgent = bookOf(hub(["medicines"]), hub(["medicines", "problems"]), "/people/p1/record");
    expect(urgent.canRead("problems")).toBe(true);
    expect(urgent.purposeOf("problems")).toBe("emergency");
    expect(urgent.purposeOf("medicines")).toBe(undefined);
    expect(urgent.purpose).toBe(undefined);
    expect(bookOf(hub([]), hub(["problems"]), "/x").purpose).toBe("emergency");
    expect(urgent.canWrite("problems")).toBe(false);
  });

  test("the timeline of a group asks for its open sections alone", () => {
    expect(timelinePath(book, "all")).toBe("/people/p1/record/timeline?limit=50");
    expect(timelinePath(book, "medicines")).toContain("&sections=medicines");
    expect(timelinePath(book, "money")).not.toContain("sections=");
  });

  test("where one may write: what was used last first, and nothing that is not by hand", () => {
    const may = bookOf(
      hub([], ["about_me", "daily_notes", "observations", "messages", "incidents"]),
      null,
      "/record",
    );
    expect(writable(may, ["observations", "money"])).toEqual([
      "observations",
      "daily_notes",
      "incidents",
    ]);
  });
});

describe("entries", () => {
  test("pages join, each entry once, by its newest version", () => {
    const first = [entry({ entry_id: "e3", root_id: "r1", version: 2 })];
    const earlier = [
      entry({ entry_id: "e1", root_id: "r1" }),
      entry({ entry_id: "e2", root_id: "r2" }),
    ];
    expect(joined(first, earlier).map((one) => one.entry_id)).toEqual(["e3", "e2"]);
  });

  test("the part of About me is the one that stands", () => {
    const wrong = entry({ entry_id: "x", data: { part: "strengths" }, state: "error", text: null });
    const right = entry({ entry_id: "y", data: { part: "strengths" }, text: "Baking" });
    const odd = entry({ entry_id: "z", data: { part: "nonsense" } });
    const found = byPart([wrong, right, odd]);
    expect([...found.keys()]).toEqual(["strengths"]);
    expect(found.get("strengths")?.text).toBe("Baking");
  });

  test("what the fields say stands over the words", () => {
    const said = (section: SectionCode, data: object) =>
      headline(entry({ section, data: { ...data } }));
    expect(said("medicines", { name: "Paracetamol", dose: "500 mg", why: "pain" })).toBe(
      "Paracetamol, 500 mg",
    );
    expect(said("observations", { what: "pain", value: "3", unit: "/10" })).toBe("Pain: 3/10");
    expect(said("observations", { what: "weight", value: "61", unit: "kg" })).toBe(
      "Weight: 61\u00a0kg",
    );
    expect(said("observations", { what: "weight" })).toBe("");
    expect(said("daily_notes", { name: "x" })).toBe("");
  });

  test("an entry always has words", () => {
    const none = { section: "daily_notes" as const, data: {} };
    expect(wordsOf(none, "  Slept well. ", [])).toBe("Slept well.");
    expect(wordsOf({ section: "allergies", data: { to: "Penicillin" } }, "", [])).toBe(
      "Penicillin",
    );
    expect(wordsOf(none, "", [{ media_type: "audio/webm" }])).toBe("A recording.");
    expect(wordsOf(none, "", [{ media_type: "image/jpeg" }])).toBe("A photo.");
    expect(wordsOf(none, "", [])).toBe("");
    expect(saidOnly({ name: " Aspirin ", dose: "", why: undefined })).toEqual({ name: "Aspirin" });
  });

  test("that it was written down later is said where it matters", () => {
    expect(writtenLater(entry({}))).toBe(null);
    const late = entry({ recorded_at: "2026-11-24T19:36:00.000Z" });
    expect(writtenLater(late)).not.toBe(null);
  });
});

describe("writing", () => {
  test("a form that nobody wrote in is empty", () => {
    expect(isEmpty({ text: "  ", files: [], data: { what: "pain", unit: "/10", part: "x" } })).toBe(
      true,
    );
    expect(isEmpty({ text: "", files: [], data: { value: "3" } })).toBe(false);
    expect(isEmpty({ text: "", files: [photo(null)], data: {} })).toBe(false);
  });

  test("whether the people in it have agreed is asked once for all photos", () => {
    expect(unanswered([photo(null)])).toBe(true);
    expect(unanswered([photo(false)])).toBe(false);
    expect(agreedOf([photo(true), photo(true)])).toBe(true);
    expect(agreedOf([photo(true), photo(null)])).toBe(null);
    expect(agreedOf([{ ...photo(null), media_type: "audio/webm" }])).toBe(null);
  });

  test("a time goes into its field and comes back the same", () => {
    const at = new Date(2026, 10, 24, 8, 5);
    expect(forField(at)).toBe("2026-11-24T08:05");
    expect(fromField(forField(at))).toBe(at.toISOString());
    expect(fromField("")).toBe(null);
  });

  test("how long somebody has been speaking", () => {
    expect(lasting(0)).toBe("0:00");
    expect(lasting(125)).toBe("2:05");
  });

  test("a message is kept for whom the conversation is about, or with", () => {
    const caseload = [{ person_id: "p1", membership_id: "m1" }];
    const members = [{ membership_id: "m1" }] as never;
    expect(personIn({ person_id: "p9", members: [] }, caseload)).toBe("p9");
    expect(personIn({ person_id: null, members }, caseload)).toBe("p1");
    expect(personIn({ person_id: null, members }, [])).toBe(null);
  });

  test("a refusal is a heading without its full stop", () => {
    const problem = {
      type: "/problems/refused",
      title: "",
      status: 403,
      detail: "Edith keeps her money to herself.",
    };
    expect(asTitle(new Refusal(problem).message)).toBe("Edith keeps her money to herself");
    expect(asTitle("Edith keeps money private. You can ask Edith to open it.")).toBe(
      "Edith keeps money private",
    );
  });
});
