/**
 * Answers of the server that a screen shows: asked for when it opens, kept for when there is no
 * signal, asked for again when the server says that something of the kind has changed.
 */
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { http, NoSignal, type Purpose, Refusal } from "@/contract/http";
import type { Store } from "@/features/messaging/store";
import { concerns, isShut, mayBeHeld, mayBeKept, mustGo, recordOf } from "./kept";

export type Asked<T> = {
  value: T | undefined;
  /** `away`: no signal, and nothing is kept. */
  state: "loading" | "ready" | "refused" | "away";
  refusal: Refusal | null;
  again: () => void;
};

const answers = new Map<string, unknown>();
/** How often the server has said that something of each kind is different now. */
const rounds = signal<Readonly<Record<string, number>>>({});

/** The server says that something of a kind has changed: what shows it is asked for again. */
export function changed(what: string): void {
  rounds.value = { ...rounds.value, [what]: (rounds.value[what] ?? 0) + 1 };
}

/** Grows by one whenever something has changed that this path is about. */
function useTurn(path: string | null, state: Asked<unknown>["state"]): number {
  const now = rounds.value;
  const seen = useRef({ rounds: now, turn: 0 });
  const before = seen.current.rounds;
  const news = Object.keys(now).some(
    (what) => now[what] !== before[what] && path !== null && concerns(what, path, state),
  );
  seen.current = { rounds: now, turn: seen.current.turn + (news ? 1 : 0) };
  return seen.current.turn;
}

/** By person, what may be read of their record since it was last told to be different. */
const access = signal<ReadonlyMap<string, readonly string[]>>(new Map());

/**
 * Only these sections of somebody's record may be read from now on. Whatever else of it is on an open
 * screen goes at once, before the server has been asked again.
 */
export function accessChanged(person: string, open: readonly string[]): void {
  access.value = new Map(access.value).set(person, [...open]);
  for (const path of answers.keys()) if (recordOf(path) === person) answers.delete(path);
}

let keeping: Store | undefined;

/** Where answers are kept: on the device of whoever is here now, or nowhere. */
export function keepAnswersIn(store: Store | undefined): void {
  keeping = store;
}

/** Somebody else is here now. */
export function forgetAsked(): void {
  answers.clear();
  access.value = new Map();
}

async function fromStore(path: string): Promise<unknown> {
  const store = keeping;
  if (!store || !mayBeKept(path)) return undefined;
  const kept = await store.with((db) => db.get("kept", path)).catch(() => undefined);
  return kept?.body;
}

async function fromServer(path: string, purpose: Purpose | undefined): Promise<unknown> {
  const store = keeping;
  const body = await http.get<unknown>(path, purpose);
  if (keeping !== store || purpose !== undefined) return body;
  if (mayBeHeld(path)) answers.set(path, body);
  if (mayBeKept(path)) {
    await store?.with((db) => db.put("kept", { path, body })).catch(() => undefined);
  }
  return body;
}

/** What was told to be closed while its screen was open: the server need not say it again. */
function closed(path: string): Shown {
  const status = mayBeHeld(path) ? 404 : 403; // nothing of the record is open; or not this part of it
  const type = status === 404 ? "/problems/not-found" : "/problems/refused";
  const refusal = new Refusal({ type, title: "", status, detail: "" });
  return { path, value: undefined, state: "refused", refusal };
}

interface Shown {
  path: string | null;
  value: unknown;
  state: Asked<unknown>["state"];
  refusal: Refusal | null;
}

/** What was read for another purpose than everyday care is held for nobody. */
function held(path: string, purpose: Purpose | undefined): unknown {
  return purpose === undefined ? answers.get(path) : undefined;
}

function first(path: string | null, purpose: Purpose | undefined): Shown {
  const value = path === null ? undefined : held(path, purpose);
  return { path, value, state: value === undefined ? "loading" : "ready", refusal: null };
}

function failed(path: string, problem: unknown, value: unknown): Shown {
  if (problem instanceof Refusal) {
    return { path, value: undefined, state: "refused", refusal: problem };
  }
  if (!(problem instanceof NoSignal)) throw problem;
  return { path, value, state: value === undefined ? "away" : "ready", refusal: null };
}

/** The last news of access that is about this path and came after its screen was opened. */
function useAccess(path: string | null): { turn: object | null; goes: boolean; shut: boolean } {
  const person = path === null ? null : recordOf(path);
  const news = person === null ? undefined : access.value.get(person);
  const [before] = useState(access.value);
  if (path === null || person === null || !news || before.get(person) === news) {
    return { turn: null, goes: false, shut: false };
  }
  return { turn: news, goes: mustGo(path, news), shut: isShut(path, news) };
}

/** What may be read of this record, if that was told anew since the screen was opened; else null. */
export function useRecordNews(person: string): readonly string[] | null {
  const news = access.value.get(person) ?? null;
  const [before] = useState(news);
  return news === before ? null : news;
}

/** Ask for `path` (null: not yet) and show the answer, the one kept from last time first. */
export function useAsked<T>(path: string | null, purpose?: Purpose): Asked<T> {
  const [shown, setShown] = useState<Shown & { after?: object | null }>(() => first(path, purpose));
  const [tries, setTries] = useState(0);
  const turn = useTurn(path, shown.path === path ? shown.state : "loading");
  const shut = useAccess(path);
  useEffect(() => {
    if (path === null) return;
    let current = true;
    const show = (next: Shown) => {
      if (current) setShown({ ...next, after: shut.turn });
    };
    if (shut.shut && purpose === undefined && tries === 0) {
      show(closed(path));
      return;
    }
    const ask = async () => {
      // What is on the screen stays there without signal; what had to leave it does not come back.
      let value = shown.path === path && !shut.goes ? shown.value : held(path, purpose);
      if (value === undefined) {
        value = await fromStore(path);
        if (value !== undefined) show({ path, value, state: "ready", refusal: null });
      }
      try {
        show({ path, value: await fromServer(path, purpose), state: "ready", refusal: null });
      } catch (problem) {
        show(failed(path, problem, value));
      }
    };
    void ask();
    return () => {
      current = false;
    };
  }, [path, purpose, turn, tries, shut.turn]);
  const stale = shut.goes && shown.after !== shut.turn;
  const now = shown.path === path && !stale ? shown : first(path, purpose);
  return {
    value: now.value as T | undefined,
    state: now.state,
    refusal: now.refusal,
    again: () => setTries(tries + 1),
  };
}
