import type { Plural } from "./types.ts";

/** Welsh counts in six forms; not every browser brings its rules along. */
function welsh(n: number): Intl.LDMLPluralRule {
  const forms: Readonly<Record<number, Intl.LDMLPluralRule>> = {
    0: "zero",
    1: "one",
    2: "two",
    3: "few",
    6: "many",
  };
  return forms[n] ?? "other";
}

/**
 * The form of a sentence for this number; a form that a language does without is its `other`. A sentence that has
 * words for nothing says them in every language: nobody counts "0 things".
 */
export function pluralForm(text: Plural, n: number, locale: "en-GB" | "cy"): string {
  if (n === 0 && text.zero !== undefined) return text.zero;
  const rule = locale === "cy" ? welsh(n) : new Intl.PluralRules(locale).select(n);
  return text[rule] ?? text.other;
}
