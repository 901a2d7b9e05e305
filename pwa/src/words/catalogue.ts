import { app } from "./app.ts";
import { common } from "./common.ts";
import { me } from "./me.ts";
import { messaging } from "./messaging.ts";
import { people } from "./people.ts";
import { register } from "./register.ts";
import { signIn } from "./sign-in.ts";
import { today } from "./today.ts";

/** Everything the product says, gathered from one file a feature. The page loads it by language. */
export const catalogue = {
  ...common,
  ...app,
  ...today,
  ...messaging,
  ...people,
  ...me,
  ...register,
  ...signIn,
} as const;

export type AllWords = typeof catalogue;
export type Key = keyof AllWords;
