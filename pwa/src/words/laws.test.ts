import { describe, expect, test } from "vitest";
import { catalogue } from "./catalogue.ts";
import { catalogueFaults } from "./laws.ts";
import type { Entry } from "./types.ts";

const good: Entry = {
  en: "{b}{name}{/b} has read it",
  cy: { text: "Mae {name} wedi ei ddarllen", checked: false },
  easy: "{name} has {b}read{/b} it.",
};

/** The faults of a catalogue with one entry, which is broken in one way. */
function broken(change: Record<string, unknown>): string {
  const entry = { ...good, ...change } as unknown as Entry;
  return catalogueFaults({ "a.key": entry }).join("\n");
}

test("the catalogue may be shown to people", () => {
  expect(catalogueFaults(catalogue)).toEqual([]);
});

describe("each law sees what breaks it", () => {
  test("a good entry has no fault", () => {
    expect(broken({})).toBe("");
  });
  test("a word missing in Welsh", () => {
    expect(broken({ cy: { text: "", checked: false } })).toContain("has no Welsh");
    expect(broken({ cy: undefined })).toContain("has no Welsh");
  });
  test("a word missing in Easy Read", () => {
    expect(broken({ easy: undefined })).toContain("has no Easy Read");
  });
  test("Welsh that does not say whether it was checked", () => {
    expect(broken({ cy: { text: "{name}" } })).toContain("checked");
  });
  test("a long line in Easy Read", () => {
    const line = "Sam will come to you at half past nine today.";
    expect(broken({ easy: line })).toContain("more than 9 words");
    expect(broken({ easy: "Sam comes today.\nSam comes at half past nine." })).toBe("");
  });
  test.each(["Please wait", "An error", "Two users", "It is syncing", "Submit"])(
    "“%s”",
    (words) => {
      expect(broken({ en: `{name} ${words}` })).toContain("says");
      expect(broken({ easy: words })).toContain("says");
    },
  );
  test("an emoji", () => {
    expect(broken({ en: "{name} \u{1F600}" })).toContain("emoji");
  });
  test("a name that Welsh forgets, or that nobody gives", () => {
    expect(broken({ cy: { text: "Wedi ei ddarllen", checked: false } })).toContain(
      "forgets {name}",
    );
    expect(broken({ easy: "{who} has read it." })).toContain("{who}");
  });
  test("bold that is not closed", () => {
    expect(broken({ en: "{b}{name} has read it" })).toContain("bold");
  });
});
