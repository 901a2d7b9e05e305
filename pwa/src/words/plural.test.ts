import { expect, test } from "vitest";
import { pluralForm } from "./plural.ts";

test("Welsh has forms of its own for two, three and six", () => {
  const dogs = { zero: "cŵn", one: "ci", two: "gi", few: "chi", many: "chi", other: "ci" };
  expect([0, 1, 2, 3, 6, 7].map((n) => pluralForm(dogs, n, "cy"))).toEqual([
    "cŵn",
    "ci",
    "gi",
    "chi",
    "chi",
    "ci",
  ]);
});

test("nothing has words of its own where the sentence has them, in every language", () => {
  const waits = { zero: "All is looked at", one: "1 waits", other: "{n} wait" };
  expect(pluralForm(waits, 0, "en-GB")).toBe("All is looked at");
  expect(pluralForm(waits, 2, "en-GB")).toBe("{n} wait");
});

test("a form that is not given is the other one", () => {
  expect(pluralForm({ one: "1 peth", other: "{n} peth" }, 3, "cy")).toBe("{n} peth");
  expect(pluralForm({ one: "1 thing", other: "{n} things" }, 0, "en-GB")).toBe("{n} things");
});
