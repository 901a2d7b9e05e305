import { app } from "./app.ts";
import { common } from "./common.ts";
import { consent } from "./consent.ts";
import { consentLog } from "./consent-log.ts";
import { consentOffice } from "./consent-office.ts";
import { me } from "./me.ts";
import { messaging } from "./messaging.ts";
import { people } from "./people.ts";
import { record } from "./record.ts";
import { register } from "./register.ts";
import { sections } from "./sections.ts";
import { signIn } from "./sign-in.ts";
import { strength } from "./strength.ts";
import { today } from "./today.ts";

/**
 * Everything the product says, gathered from one file a feature. The page loads it by language, and in
 * parts: `first` comes with the first screen, every other part with the screens that name it in
 * `lazy(load, parts)`.
 */
export const parts = {
  first: { ...common, ...app, ...today, ...messaging, ...people },
  me,
  register,
  signIn,
  strength,
  sections,
  record,
  consent: { ...consent, ...consentLog, ...consentOffice },
} as const;

export type Part = Exclude<keyof typeof parts, "first">;

export const catalogue = {
  ...parts.first,
  ...me,
  ...register,
  ...signIn,
  ...strength,
  ...sections,
  ...record,
  ...consent,
  ...consentLog,
  ...consentOffice,
} as const;

export type AllWords = typeof catalogue;
export type Key = keyof AllWords;
