import type { Catalogue, Entry, Text } from "./types.ts";

/** Words that a co-op does not say to its people. */
const banned =
  /\b(users?|clients?|services?|tasks?|escalat\w*|sync\w*|submit\w*|errors?|please|sorry|anonymous\w*)\b/i;
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
/** One idea a line, short enough to be read aloud in one breath. */
const LONGEST_EASY_LINE = 9;

function forms(text: Text | undefined): string[] {
  if (text === undefined) return [];
  return typeof text === "string" ? [text] : Object.values(text);
}

function names(text: Text | undefined): Set<string> {
  const found = forms(text).flatMap((form) =>
    [...form.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? ""),
  );
  return new Set(found.filter((name) => name !== "b" && name !== "n"));
}

function spoken(form: string): string {
  return form.replace(/\{\/?b\}/g, "").replace(/\{\w+\}/g, "Sam");
}

function wordFaults(kind: string, text: Text | undefined): string[] {
  if (forms(text).length === 0) return [`has no ${kind}`];
  return forms(text).flatMap((form) => {
    const found: string[] = [];
    if (form.trim() === "") found.push(`has no ${kind}`);
    if (kind !== "Welsh" && banned.test(form))
      found.push(`says "${banned.exec(form)?.[0]}" in ${kind}`);
    if (emoji.test(form)) found.push(`has an emoji in ${kind}`);
    if (form.split("{b}").length !== form.split("{/b}").length)
      found.push(`opens or closes bold alone in ${kind}`);
    return found;
  });
}

function easyFaults(text: Text | undefined): string[] {
  return forms(text).flatMap((form) =>
    spoken(form)
      .split("\n")
      .filter((line) => line.trim().split(/\s+/).length > LONGEST_EASY_LINE)
      .map((line) => `has a line of more than ${LONGEST_EASY_LINE} words in Easy Read: ${line}`),
  );
}

function nameFaults(entry: Entry): string[] {
  const english = names(entry.en);
  const welsh = names(entry.cy.text);
  const missing = [...english].filter((name) => !welsh.has(name));
  const unknown = [...welsh, ...names(entry.easy)].filter((name) => !english.has(name));
  return [
    ...missing.map((name) => `forgets {${name}} in Welsh`),
    ...unknown.map((name) => `asks for {${name}}, which English does not give`),
  ];
}

/** What is wrong with a catalogue, one line a fault; none if it may be shown to people. */
export function catalogueFaults(catalogue: Catalogue): string[] {
  return Object.entries(catalogue).flatMap(([key, entry]) => {
    const checked = typeof entry.cy?.checked === "boolean";
    const found = [
      ...wordFaults("English", entry.en),
      ...wordFaults("Welsh", entry.cy?.text),
      ...wordFaults("Easy Read", entry.easy),
      ...easyFaults(entry.easy),
      ...(checked ? nameFaults(entry) : ["does not say whether its Welsh was checked"]),
    ];
    return found.map((fault) => `${key} ${fault}`);
  });
}
