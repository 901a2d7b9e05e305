import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

// The page's rules (Content-Security-Policy) allow no script and no style inside of a page. What would
// be turned away in the browser is found here, before anybody sees an unstyled screen.
const inside = [/\sstyle=[{"]/, /dangerouslySetInnerHTML/, /\.innerHTML\s*=/, /\son[a-z]+="/];

function faults(name: string, text: string): string[] {
  return inside.filter((rule) => rule.test(text)).map((rule) => `${name}: ${rule.source}`);
}

function pages(): Array<[string, string]> {
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx") && !file.endsWith(".test.tsx"))
    .map((file) => `src/${file}`);
  return ["index.html", ...sources].map((file) => [file, readFileSync(file, "utf8")]);
}

test("no page holds a script or a style of its own", () => {
  expect(pages().flatMap(([name, text]) => faults(name, text))).toEqual([]);
  const html = readFileSync("index.html", "utf8");
  expect(html).not.toMatch(/<style|<script(?![^>]*\ssrc=)/);
});

test("one that does is seen", () => {
  expect(faults("a", "<p style={{ color: 'red' }}>")).toHaveLength(1);
  expect(faults("b", '<p dangerouslySetInnerHTML="">')).toHaveLength(1);
  expect(faults("c", '<body onload="go()">')).toHaveLength(1);
});
