import english from "virtual:words/en";
import ways from "virtual:words/ways";
import { signal } from "@preact/signals";
import type { AllWords, Key, Part } from "./catalogue.ts";
import { pluralForm } from "./plural.ts";
import type { Language, ParamsOf, Text } from "./types.ts";

interface Spoken {
  readonly language: Language;
  readonly easy: boolean;
  readonly texts: Readonly<Record<string, Text>>;
}

const spoken = signal<Spoken>({ language: "en", easy: false, texts: english });

const loaders = {
  "en-easy": () => import("virtual:words/en-easy"),
  cy: () => import("virtual:words/cy"),
  "cy-easy": () => import("virtual:words/cy-easy"),
};

/** The parts that some screen has asked for: another language brings them along. */
const needed = new Set<Part>();

async function textsOf(
  language: Language,
  easy: boolean,
  parts: readonly Part[],
): Promise<Record<string, Text>> {
  const name = easy ? (`${language}-easy` as const) : language;
  const first = name === "en" ? english : (await loaders[name]()).default;
  const rest = await Promise.all(parts.map((part) => ways[`${name}/${part}`]?.()));
  return Object.assign({}, first, ...rest.map((one) => one?.default));
}

/**
 * Turns the product to a language and to Easy Read or back. Screens that are open change with it.
 * If the words cannot be had (no signal, and never loaded before), everything stays as it was.
 */
export async function speak(language: Language, easy: boolean): Promise<boolean> {
  try {
    const texts = await textsOf(language, easy, [...needed]);
    spoken.value = { language, easy, texts };
    document.documentElement.lang = locale();
    document.documentElement.toggleAttribute("data-easy", easy);
    return true;
  } catch {
    return false;
  }
}

/** Have the words of these parts before a screen that says them is shown; throws without signal. */
export async function bringWords(parts: readonly Part[]): Promise<void> {
  const missing = parts.filter((part) => !needed.has(part));
  if (missing.length === 0) return;
  const { language, easy } = spoken.value;
  const found = await textsOf(language, easy, missing);
  for (const part of missing) needed.add(part);
  const now = spoken.value;
  // Another language was chosen meanwhile, and did not know yet that these are needed.
  if (now.language !== language || now.easy !== easy)
    return void (await speak(now.language, now.easy));
  spoken.value = { ...now, texts: { ...now.texts, ...found } };
}

/** The language tag for `Intl` and for the page. */
export function locale(): "en-GB" | "cy" {
  return spoken.value.language === "cy" ? "cy" : "en-GB";
}

/** Whether Easy Read is on. */
export function isEasy(): boolean {
  return spoken.value.easy;
}

/** A sentence with its names filled in and the marks of bold still in it. */
export function marked(key: Key, params?: Readonly<Record<string, string | number>>): string {
  const text = spoken.value.texts[key] ?? english[key] ?? "";
  const form = typeof text === "string" ? text : pluralForm(text, Number(params?.n ?? 0), locale());
  return form.replace(/\{(\w+)\}/g, (mark, name: string) => {
    if (name === "b") return mark;
    const value = params?.[name];
    if (value === undefined) return "";
    return typeof value === "number" ? new Intl.NumberFormat(locale()).format(value) : value;
  });
}

type Args<K extends Key> = keyof ParamsOf<AllWords[K]> extends never
  ? [key: K]
  : [key: K, params: ParamsOf<AllWords[K]>];

/** A sentence as plain text: for labels, titles and what is read aloud. */
export function t<K extends Key>(...args: Args<K>): string {
  const [key, params] = args as [Key, Record<string, string | number> | undefined];
  return marked(key, params).replace(/\{\/?b\}/g, "");
}
