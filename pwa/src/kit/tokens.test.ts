import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast, faults, palettes } from "./contrast.ts";

const sheets = palettes(readFileSync("src/kit/tokens.css", "utf8"));
const light = sheets.get(":root") ?? {};
const dark = { ...light, ...sheets.get('[data-theme="dark"]') };
const calm = sheets.get("html[data-calm]") ?? {};

describe("the contrast of words and edges", () => {
  test.each([
    ["light", light],
    ["dark", dark],
    ["calm and light", { ...light, ...calm }],
    ["calm and dark", { ...dark, ...calm }],
  ])("%s: words 7 to 1, edges 3 to 1", (_, palette) => {
    expect(faults(palette)).toEqual([]);
  });

  test("a paler second line is seen", () => {
    expect(faults({ ...light, soft: "#6b6470" }).join()).toContain("soft on paper");
  });

  test("a paler edge is seen", () => {
    expect(faults({ ...light, edge: "#c4bab0" }).join()).toContain("edge on card");
  });

  test("a token that is gone is seen", () => {
    expect(faults({ ...light, "mar-ink": "" }).join()).toContain("mar-ink");
  });

  test("black on white is 21 to 1", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  });
});

test("no word is under 16 px at any text size", () => {
  const smallest = /max\(16px/;
  expect(light["t-small"]).toMatch(smallest);
});

test("targets are 48 px, 60 px on a first device", () => {
  expect(light.target).toBe("48px");
  expect(sheets.get('html[data-text="first"]')?.target).toBe("60px");
  expect(sheets.get('html[data-text="largest"]')?.target).toBe("60px");
});
