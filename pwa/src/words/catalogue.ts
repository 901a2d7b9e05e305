import { common } from "./common.ts";

/** Everything the product says, gathered from one file a feature. The page loads it by language. */
export const catalogue = { ...common } as const;

export type AllWords = typeof catalogue;
export type Key = keyof AllWords;
