import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test } from "vitest";
import { T } from "./T.tsx";
import { isEasy, marked, speak, t } from "./t.ts";

afterEach(() => speak("en", false));

test("a sentence with its names, and the form for its number", () => {
  expect(t("common.call_name", { name: "Sam" })).toBe("Call Sam");
  expect(t("common.new_count", { n: 1 })).toBe("1 new");
  expect(t("common.new_count", { n: 1200 })).toBe("1,200 new");
});

test("a name that looks like a mark is only a name", () => {
  expect(marked("common.call_name", { name: "{n}" })).toBe("Call {n}");
});

test("an open screen changes its language", async () => {
  const root = document.createElement("div");
  act(() => render(<T k="common.call_name" with={{ name: "Sam" }} />, root));
  expect(root.textContent).toBe("Call Sam");
  await act(() => speak("cy", false).then(() => undefined));
  expect(root.textContent).toBe("Ffonio Sam");
  expect(document.documentElement.lang).toBe("cy");
});

test("Easy Read is a mode of the same screen", async () => {
  await speak("en", true);
  expect(isEasy()).toBe(true);
  expect(document.documentElement.hasAttribute("data-easy")).toBe(true);
  expect(t("common.skip")).toBe("Skip to the page");
});
