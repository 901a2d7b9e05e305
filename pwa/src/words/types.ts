/** The forms of a sentence that counts something; `{n}` is the number, chosen by `Intl.PluralRules`. */
export interface Plural {
  readonly zero?: string;
  readonly one: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

export type Text = string | Plural;

export interface Welsh {
  readonly text: Text;
  /** True once a speaker of Welsh has read it on the screen where it stands. */
  readonly checked: boolean;
}

/** One thing that the product says: in English, in Welsh, and in Easy Read. */
export interface Entry {
  readonly en: Text;
  readonly cy: Welsh;
  /** Easy Read in English: one idea, at most nine words a line; lines are divided by `\n`. */
  readonly easy: Text;
}

export type Catalogue = Readonly<Record<string, Entry>>;

export type Language = "en" | "cy";

/** The names in braces of a sentence, without the marks of bold, `{b}` and `{/b}`. */
type Names<S> = S extends `${string}{${infer P}}${infer Rest}`
  ? (P extends "b" | "/b" ? never : P) | Names<Rest>
  : never;

type NamesOf<T> = T extends string ? Names<T> : Names<T[keyof T]> | "n";

/** What a sentence must be given: `{n}` is a number, every other name a string or a number. */
export type ParamsOf<E> = E extends { en: infer T }
  ? { readonly [K in NamesOf<T> & string]: K extends "n" ? number : string | number }
  : never;
