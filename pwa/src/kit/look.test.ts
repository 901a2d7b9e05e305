import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { applyLook, forgetLook, type Look, look, plainLook } from "./look.ts";

const firstPaint = readFileSync("public/first-paint.js", "utf8");
const root = document.documentElement;

function attributes(): Record<string, string | null> {
  const names = ["data-theme", "data-text", "data-calm", "data-easy", "lang"];
  return Object.fromEntries(names.map((name) => [name, root.getAttribute(name)]));
}

function bare(): void {
  for (const name of Object.keys(attributes())) root.removeAttribute(name);
}

afterEach(() => forgetLook());

test.each<Partial<Look>>([
  {},
  { text_size: "first", theme: "dark", calm: true },
  { text_size: "largest", easy_read: true, language: "cy" },
])("the next start paints first what was set last: %o", async (change) => {
  await applyLook(change);
  const set = attributes();
  bare();
  new Function(firstPaint)();
  expect(attributes()).toEqual(set);
});

test("rubbish on the shelf is the ordinary look", () => {
  bare();
  localStorage.setItem("ourpatch.look", "{not json");
  new Function(firstPaint)();
  expect(root.dataset.text).toBe("ordinary");
  localStorage.setItem("ourpatch.look", JSON.stringify({ text_size: "huge", theme: 7 }));
  new Function(firstPaint)();
  expect(root.dataset.text).toBe("ordinary");
});

test("who signs out leaves nothing of theirs behind", async () => {
  await applyLook({ text_size: "largest", language: "cy" });
  await forgetLook();
  expect(look.value).toEqual(plainLook);
  expect(localStorage.getItem("ourpatch.look")).toBeNull();
});
