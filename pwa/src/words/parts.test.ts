import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parts } from "./catalogue.ts";

const src = join(process.cwd(), "src");
/** Where the screens are that bring these words along. */
const homes: Record<string, RegExp> = {
  me: /features\/me\//,
  register: /features\/(register|me)\//,
  sign_in: /features\/sign-in\//,
  strength: /features\/(sign-in|me)\//,
  sections: /features\/(record|consent)\//,
  record: /features\/record\//,
  consent: /features\/consent\//,
};

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    if (one.isDirectory()) return sources(path);
    return /\.tsx?$/.test(one.name) && !/\.test\./.test(one.name) ? [path] : [];
  });
}

/** The prefixes of keys that a file says: "record" for `t("record.title")`. */
function said(text: string): Set<string> {
  const found = text.matchAll(/["`](\w+)\.[\w$][\w${}.[\]]*["`]/g);
  return new Set([...found].map((match) => match[1] ?? ""));
}

test("words that are loaded later are said only where they are loaded", () => {
  const wrong = sources(src)
    .filter((path) => !path.includes("/words/"))
    .flatMap((path) =>
      [...said(readFileSync(path, "utf8"))]
        .filter((prefix) => prefix in homes && !homes[prefix]?.test(path))
        .map((prefix) => `${path.slice(src.length)} says ${prefix}.…`),
    );
  expect(wrong).toEqual([]);
});

test("no word is in two parts", () => {
  const all = Object.values(parts).flatMap((part) => Object.keys(part));
  expect(all.length).toBe(new Set(all).size);
});
