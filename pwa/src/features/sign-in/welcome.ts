/** Somebody has just signed in: their screen, and nothing of the way in left in the history. */
import { go } from "@/app/router";
import { enter } from "@/app/session";
import type { Me } from "@/contract/types";

const WAYS_IN = /^\/(sign-in|card|invitation|demo)/;

export async function welcome(me: Me): Promise<void> {
  await enter(me);
  // Whoever was on the way to a page when the session ended goes on to it.
  go(WAYS_IN.test(window.location.pathname) ? "/" : window.location.pathname, "replace");
}

/** The secret of a link, taken out of the address bar and so out of the history. */
export function takeToken(): string | null {
  const token = window.location.hash.slice(1);
  if (token) history.replaceState(null, "", window.location.pathname);
  return token || null;
}
