/**
 * The HTTP door of the API.
 *
 * A call answers with the body, or throws one of two things that a screen can tell apart:
 * `Refusal` (the server understood and said no, in a sentence) or `NoSignal` (nobody knows
 * whether it arrived; the same call with the same key may be made again).
 */
import type { Problem } from "./types";

export const CLIENT_VERSION: string = __CLIENT__;
const BASE = "/api/v1";
const PATIENCE_MS = 12_000;
/** A piece of a file takes its time on a slow line. */
const PATIENCE_WITH_BYTES_MS = 60_000;

/** The answers after which the same request may succeed by itself later. */
const PASSING = new Set([401, 408, 425, 426, 429]);

export class Refusal extends Error {
  readonly problem: Problem;
  readonly status: number;
  readonly retryAfterMs: number | null;

  constructor(problem: Problem, retryAfterMs: number | null = null) {
    super(problem.detail);
    this.name = "Refusal";
    this.problem = problem;
    this.status = problem.status;
    this.retryAfterMs = retryAfterMs;
  }

  get slug(): string {
    return this.problem.type.split("/").pop() ?? "";
  }

  /** True when asking again cannot help: the words must go back to whoever wrote them. */
  get final(): boolean {
    return this.status >= 400 && this.status < 500 && !PASSING.has(this.status);
  }
}

export class NoSignal extends Error {
  constructor() {
    super("no signal");
    this.name = "NoSignal";
  }
}

interface Standing {
  coop: string | null;
  actingFor: string | null;
}

const standing: Standing = { coop: null, actingFor: null };
const watchers = new Set<(outcome: "reached" | "lost" | Refusal) => void>();

/** In which co-op, and for whom, all further calls are made. */
export function stand(coop: string | null, actingFor: string | null): void {
  standing.coop = coop;
  standing.actingFor = actingFor;
}

export function whereIStand(): Readonly<Standing> {
  return standing;
}

/** Hear how each call went: the shell learns from it about signal, sign-out and old versions. */
export function onOutcome(hear: (outcome: "reached" | "lost" | Refusal) => void): () => void {
  watchers.add(hear);
  return () => watchers.delete(hear);
}

/** How somebody shows again that it is them; false where they would rather not. */
let showAgain: (() => Promise<boolean>) | null = null;

/** Say what to do when a call needs a sign-in of just now: after `true` it is made once more. */
export function onSignInAgain(show: () => Promise<boolean>): void {
  showAgain = show;
}

function tell(outcome: "reached" | "lost" | Refusal): void {
  for (const hear of watchers) hear(outcome);
}

export function newId(): string {
  return crypto.randomUUID();
}

function headers(method: string, hasBody: boolean, options: Options): Headers {
  const all = new Headers({ accept: "application/json", "Ourpatch-Client": CLIENT_VERSION });
  if (options.bytes) all.set("content-type", "application/octet-stream");
  else if (hasBody) all.set("content-type", "application/json");
  if (standing.coop) all.set("Ourpatch-Coop", standing.coop);
  if (standing.actingFor) all.set("Ourpatch-Acting-For", standing.actingFor);
  if (method === "POST") all.set("Idempotency-Key", options.key ?? newId());
  if (options.purpose) all.set("Ourpatch-Purpose", options.purpose);
  return all;
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

async function refusalOf(response: Response): Promise<Refusal> {
  let problem: Partial<Problem> = {};
  try {
    problem = (await response.json()) as Partial<Problem>;
  } catch {
    // A proxy in between may answer in its own words: the status is all there is.
  }
  const whole: Problem = {
    title: "",
    detail: "",
    ...problem,
    type: problem.type ?? "/problems/unknown",
    status: response.status,
  };
  return new Refusal(whole, retryAfter(response));
}

async function reach(path: string, init: RequestInit, patience: number): Promise<Response> {
  try {
    return await fetch(BASE + path, {
      ...init,
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(patience),
    });
  } catch {
    tell("lost");
    throw new NoSignal();
  }
}

/** What a record is read for, where that is not everyday care. */
export type Purpose = "emergency";

interface Options {
  body?: unknown;
  /** A piece of a file, instead of a body in words. */
  bytes?: Blob;
  key?: string;
  purpose?: Purpose;
  /** It was shown a moment ago that it is them: another refusal is one. */
  shown?: boolean;
}

/** Make a call, and have the answer as it comes. */
async function answerTo(method: string, path: string, options: Options): Promise<Response> {
  const hasBody = options.body !== undefined;
  const init = {
    method,
    headers: headers(method, hasBody, options),
    ...(hasBody ? { body: JSON.stringify(options.body) } : {}),
    ...(options.bytes ? { body: options.bytes } : {}),
  };
  const response = await reach(path, init, options.bytes ? PATIENCE_WITH_BYTES_MS : PATIENCE_MS);
  if (response.ok) return response;
  const refusal = await refusalOf(response);
  // 502 to 504 come from what stands before the server: to the reader it is the same as silence.
  if (response.status >= 502 && response.status <= 504) {
    tell("lost");
    throw new NoSignal();
  }
  if (refusal.slug === "sign-in-again" && !options.shown && (await showAgain?.())) {
    return answerTo(method, path, { ...options, shown: true });
  }
  tell(refusal);
  throw refusal;
}

async function read<T>(response: Response, how: (of: Response) => Promise<T>): Promise<T> {
  try {
    const answer = await how(response);
    tell("reached");
    return answer;
  } catch {
    tell("lost");
    throw new NoSignal();
  }
}

/** Make one call. */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await answerTo(method, path, options);
  return read(response, async (of) => (of.status === 204 ? undefined : await of.json()) as T);
}

/** The bytes of a file. They are shown or saved, and never kept here. */
export async function bytesOf(path: string, purpose?: Purpose): Promise<Blob> {
  const response = await answerTo("GET", path, purpose ? { purpose } : {});
  return read(response, (of) => of.blob());
}

export const http = {
  get: <T>(path: string, purpose?: Purpose) =>
    call<T>("GET", path, purpose === undefined ? {} : { purpose }),
  post: <T>(path: string, body: unknown = {}, key?: string, purpose?: Purpose) =>
    call<T>("POST", path, {
      body,
      ...(key === undefined ? {} : { key }),
      ...(purpose === undefined ? {} : { purpose }),
    }),
  put: <T>(path: string, body: unknown) => call<T>("PUT", path, { body }),
  putBytes: <T>(path: string, bytes: Blob) => call<T>("PUT", path, { bytes }),
  patch: <T>(path: string, body: unknown) => call<T>("PATCH", path, { body }),
  remove: (path: string) => call<void>("DELETE", path),
};
