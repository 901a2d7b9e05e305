import { say } from "./say.ts";
import type { Catalogue } from "./types.ts";

/** Words of the record: what is in it, adding to it, what is closed. */
export const record = {
  "record.title": say("About me", "Amdanaf i", "About me"),
} as const satisfies Catalogue;
