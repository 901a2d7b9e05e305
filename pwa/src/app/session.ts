/** Who is using this device now: signed in or out, in which co-op, for whom. */
import { signal } from "@preact/signals";
import { http, NoSignal, onOutcome, Refusal, stand } from "@/contract/http";
import type { Me, Preferences } from "@/contract/types";
import { applyLook, forgetLook } from "@/kit/look";
import { keeper, startHere, stopHere } from "./here";
import { go } from "./router";

export const me = signal<Me | null>(null);
/** `asking`: nobody knows yet, and nothing is kept here that could be shown meanwhile. */
export const standing = signal<"asking" | "in" | "out">("asking");
export const tooOld = signal(false);

const ME_KEY = "ourpatch.me";
const ACTING_KEY = "ourpatch.acting";
let leaving = false;

function kept(): Me | null {
  try {
    return JSON.parse(localStorage.getItem(ME_KEY) ?? "null") as Me | null;
  } catch {
    return null;
  }
}

function keep(value: Me | null): void {
  try {
    if (value) localStorage.setItem(ME_KEY, JSON.stringify(value));
    else localStorage.removeItem(ME_KEY);
  } catch {
    // A device that keeps nothing works too; it asks the server at each start.
  }
}

function keepActing(personId: string | null): void {
  if (personId) localStorage.setItem(ACTING_KEY, personId);
  else localStorage.removeItem(ACTING_KEY);
}

/** Somebody is signed in: everything on the screen is theirs from here on. */
export async function enter(who: Me): Promise<void> {
  stand(who.active?.coop_id ?? null, who.acting_for?.person_id ?? null);
  keep(who);
  await applyLook(who.preferences);
  me.value = who;
  standing.value = "in";
  await startHere(who);
}

/** At the start: what is kept here is shown at once, and the server is asked. */
export async function begin(): Promise<void> {
  onOutcome((outcome) => {
    if (!(outcome instanceof Refusal)) return;
    if (outcome.status === 426) tooOld.value = true;
    if (outcome.status === 401 && standing.value === "in") void leave("shut");
  });
  keeper.signedOut = () => void leave("shut");
  keeper.stuck = () => void refresh();
  // The screen of what is not mine any more has nothing to show: Today always has.
  keeper.seatEnded = () => void refresh().then(() => go("/", "replace"));
  keeper.turnedAway = (refusal) => {
    if (refusal.status === 426) tooOld.value = true;
    if ([401, 403, 404].includes(refusal.status)) void refresh();
  };
  const before = kept();
  if (before) await enter(before);
  await refresh();
}

/** Ask the server who I am. Without signal, what is kept here stands. */
export async function refresh(): Promise<void> {
  const acting = localStorage.getItem(ACTING_KEY);
  if (!me.value) stand(null, acting);
  try {
    await enter(await http.get<Me>("/session"));
  } catch (problem) {
    if (problem instanceof Refusal && (problem.status === 404 || problem.status === 403)) {
      await startAfresh(acting);
    } else if (problem instanceof Refusal && problem.status === 401) {
      if (standing.value === "asking") standing.value = "out";
    } else if (problem instanceof NoSignal && standing.value === "asking") {
      standing.value = "out";
    }
  }
}

/** The co-op or the person that I stood for is not mine any more: stand for myself. */
async function startAfresh(acting: string | null): Promise<void> {
  if (!acting && !me.value?.active) return;
  await stopHere("what was read");
  keepActing(null);
  stand(null, null);
  await enter(await http.get<Me>("/session"));
}

/**
 * Leave. `mine`: I said so, and everything of mine goes from this device. `shut`: the session was
 * ended elsewhere; what was read goes, what I wrote and is not sent stays for when I come back.
 */
export async function leave(how: "mine" | "shut"): Promise<void> {
  // While I leave, the server shuts the socket too: that must not pass for a shut from elsewhere.
  if (leaving) return;
  leaving = true;
  try {
    await leaveNow(how);
  } finally {
    leaving = false;
  }
}

async function leaveNow(how: "mine" | "shut"): Promise<void> {
  if (how === "mine") await http.remove("/session").catch(ignoreSignedOut);
  await stopHere(how === "mine" ? "everything" : "what was read");
  keep(null);
  keepActing(null);
  stand(null, null);
  if (how === "mine") forgetLook();
  me.value = null;
  standing.value = "out";
}

function ignoreSignedOut(problem: unknown): void {
  if (!(problem instanceof Refusal && problem.status === 401)) throw problem;
}

export async function changeCoop(coopId: string): Promise<void> {
  keepActing(null);
  stand(null, null);
  await enter(await http.put<Me>("/session/coop", { coop_id: coopId }));
}

/** Act for a person whose helper I am, or for myself again. */
export async function actFor(personId: string | null): Promise<void> {
  const coop = me.value?.active?.coop_id ?? null;
  const before = me.value?.acting_for?.person_id ?? null;
  stand(coop, personId);
  try {
    const who = await http.get<Me>("/session");
    keepActing(personId);
    await enter(who);
  } catch (problem) {
    stand(coop, before);
    throw problem;
  }
}

/** How it looks and reads: at once on this device, then kept with the account. */
export async function prefer(change: Partial<Preferences>): Promise<void> {
  const who = me.value;
  if (!who) return;
  const preferences = { ...who.preferences, ...change };
  me.value = { ...who, preferences };
  keep(me.value);
  await applyLook(preferences);
  await http.patch<Preferences>("/preferences", change);
}

/** What this device is called in the list of devices. */
export function deviceName(): string {
  const agent = navigator.userAgent;
  const kinds: [RegExp, string][] = [
    [/iPad/, "iPad"],
    [/iPhone/, "iPhone"],
    [/Android.*Mobile/, "Android phone"],
    [/Android/, "Android tablet"],
    [/Windows/, "Windows computer"],
    [/Mac/, "Mac"],
    [/CrOS/, "Chromebook"],
    [/Linux/, "Linux computer"],
  ];
  return kinds.find(([rule]) => rule.test(agent))?.[1] ?? "A device";
}
