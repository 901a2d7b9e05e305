import { render } from "preact";
import { expect, test } from "vitest";
import { Portrait, portraitChoices } from "./portrait.tsx";

function drawn(parts: string, name?: string): string {
  const root = document.createElement("div");
  render(<Portrait parts={parts} {...(name ? { name } : {})} />, root);
  return root.innerHTML;
}

test("the same parts are the same face", () => {
  expect(drawn("0.3.2.0.1.2.0")).toBe(drawn("0.3.2.0.1.2.0"));
});

test("each part that is chosen shows", () => {
  const base = [0, 0, 0, 0, 0, 0, 0];
  const counts = Object.values(portraitChoices);
  for (const [place, count] of counts.entries()) {
    const faces = Array.from({ length: count }, (_, n) => drawn(base.with(place, n).join(".")));
    expect(new Set(faces).size, Object.keys(portraitChoices)[place]).toBe(count);
  }
});

test("parts of a later version, or none at all, still give a face", () => {
  expect(drawn("99.99.99.99.999.99.99")).toContain("<path");
  expect(drawn("")).toBe(drawn("0.0.0.0.0.0.0"));
  expect(drawn("x.-1.2")).not.toContain("undefined");
});

test("it has a name only where none stands beside it", () => {
  expect(drawn("0")).toContain('aria-hidden="true"');
  expect(drawn("0", "Sam")).toContain('aria-label="Sam"');
  expect(drawn("0", "Sam")).not.toContain("aria-hidden");
});
