import { expect, test } from "vitest";
import type { Face } from "@/contract/types";
import { costOf, mustEnd, onlyByName, openGroups, patchOf, reach, wayBack } from "./quilt";
import { GROUPS, groupOf, SECTIONS, type SectionCode } from "./sections";
import type { Audience, Level, Quilt, Square } from "./types";

const MARCH = "2027-03-01T23:59:00.000Z";
const MEDICINES: SectionCode[] = ["medicines", "medicine_administration"];

function face(kind: Face["kind"]): Face {
  return {
    membership_id: "sam",
    name: "Sam",
    portrait: { parts: "" },
    phone: null,
    kind,
    hats: [],
    organisation: null,
  };
}

function audience(
  open: Partial<Record<SectionCode, Partial<Square>>>,
  more: Partial<Audience> = {},
): Audience {
  const squares = SECTIONS.map((section) => ({
    section,
    level: "closed" as Level,
    until: null,
    held: false,
    basis: "",
    ...open[section],
  }));
  return {
    audience: "care team",
    id: null,
    role: null,
    name: "",
    faces: [],
    organisation: null,
    squares,
    ...more,
  };
}

const quilt = { safe: ["medicines", "allergies"] } as unknown as Quilt;

test("every section is in one group, and its number is its place", () => {
  expect(SECTIONS).toHaveLength(30);
  expect(GROUPS).toHaveLength(9);
  const inGroups = GROUPS.flatMap((group) => group.sections);
  expect([...inGroups].sort()).toEqual([...SECTIONS].sort());
  expect(SECTIONS.indexOf("home_access")).toBe(24);
  expect(groupOf("home_access").code).toBe("home");
});

test("a patch says what its sections say, and that they differ where they do", () => {
  const all = audience({ medicines: { level: "see" }, medicine_administration: { level: "see" } });
  expect(patchOf(all, MEDICINES)).toMatchObject({ level: "see", open: 2, of: 2, until: null });
  const some = audience({ medicines: { level: "see" } });
  expect(patchOf(some, MEDICINES)).toMatchObject({ level: "mixed", open: 1, of: 2 });
  expect(patchOf(audience({}), MEDICINES).level).toBe("closed");
  expect(openGroups(some)).toBe(1);
});

test("a patch has an end where all that is open has the same", () => {
  const same = audience({ medicines: { level: "see", until: MARCH } });
  expect(patchOf(same, MEDICINES).until).toBe(MARCH);
  const differs = audience({
    medicines: { level: "see", until: MARCH },
    medicine_administration: { level: "see" },
  });
  expect(patchOf(differs, MEDICINES).until).toBeNull();
});

test("what a directive opens to somebody is said, and is changed like the rest", () => {
  const kept = audience({ medicines: { level: "see", held: true } });
  expect(patchOf(kept, MEDICINES).held).toBe("some");
  expect(patchOf(kept, ["medicines"]).held).toBe("all");
  expect(patchOf(kept, ["money"]).held).toBe("none");
  expect(reach(kept, MEDICINES, "closed")).toEqual(MEDICINES);
});

test("safeguarding is opened by its own name, and closed with its group", () => {
  const safety = groupOf("safeguarding").sections;
  const open = audience({ safeguarding: { level: "see" } });
  expect(reach(open, safety, "see")).not.toContain("safeguarding");
  expect(reach(open, safety, "closed")).toContain("safeguarding");
  expect(reach(open, ["safeguarding"], "see")).toEqual(["safeguarding"]);
});

test("a group that is open but for what is opened by name counts as open", () => {
  const money = groupOf("money").sections;
  const open = audience({ money: { level: "see" }, documents: { level: "see" } });
  expect(patchOf(open, money)).toMatchObject({ level: "see", open: 2, of: 4 });
  expect(onlyByName(open, money)).toEqual(["sharing", "research"]);
  expect(patchOf(open, ["sharing"]).level).toBe("closed");
  expect(patchOf(audience({ research: { level: "see" } }), money).level).toBe("mixed");
});

test("the way back is a change for each level and end", () => {
  const before = audience({
    medicines: { level: "add" },
    medicine_administration: { level: "see", until: MARCH },
  });
  expect(wayBack(before, [...MEDICINES, "money"])).toEqual([
    { sections: ["medicines"], level: "add", until: null },
    { sections: ["medicine_administration"], level: "see", until: MARCH },
    { sections: ["money"], level: "closed", until: null },
  ]);
});

test("closing costs something where a carer knew what safe care needs", () => {
  const open = { medicines: { level: "see" as Level }, money: { level: "see" as Level } };
  expect(costOf(quilt, audience(open), SECTIONS)).toEqual(["medicines"]);
  const carer = { audience: "membership" as const, faces: [face("carer")] };
  expect(costOf(quilt, audience(open, carer), SECTIONS)).toEqual(["medicines"]);
  const helper = { audience: "membership" as const, faces: [face("helper")] };
  expect(costOf(quilt, audience(open, helper), SECTIONS)).toEqual([]);
  expect(costOf(quilt, audience({}), SECTIONS)).toEqual([]);
});

test("what is given to an organisation ends", () => {
  expect(mustEnd(audience({}, { audience: "organisation" }))).toBe(true);
  expect(mustEnd(audience({}, { audience: "organisation role" }))).toBe(true);
  expect(mustEnd(audience({}))).toBe(false);
});
