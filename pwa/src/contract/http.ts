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

function tell(outcome: "reached" | "lost" | Refusal): void {
  for (const hear of watchers) hear(outcome);
}

export function newId(): string {
  return crypto.randomUUID();
}

function headers(method: string, hasBody: boolean, key?: string): Headers {
  const all = new Headers({ accept: "application/json", "Ourpatch-Client": CLIENT_VERSION });
  if (hasBody) all.set("content-type", "application/json");
  if (standing.coop) all.set("Ourpatch-Coop", standing.coop);
  if (standing.actingFor) all.set("Ourpatch-Acting-For", standing.actingFor);
  if (method === "POST") all.set("Idempotency-Key", key ?? newId());
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

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(BASE + path, {
      ...init,
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    tell("lost");
    throw new NoSignal();
  }
}

interface Options {
  body?: unknown;
  key?: string;
}

/** Make one call. */
export async function call<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const hasBody = options.body !== undefined;
  const response = await reach(path, {
    method,
    headers: headers(method, hasBody, options.key),
    ...(hasBody ? { body: JSON.stringify(options.body) } : {}),
  });
  if (!response.ok) {
    const refusal = await refusalOf(response);
    // 502 to 504 come from what stands before the server: to the reader it is the same as silence.
    if (response.status >= 502 && response.status <= 504) {
      tell("lost");
      throw new NoSignal();
    }
    tell(refusal);
    throw refusal;
  }
  try {
    const answer = response.status === 204 ? undefined : await response.json();
    tell("reached");
    return answer as T;
  } catch {
    tell("lost");
    throw new NoSignal();
  }
}

export const http = {
  get: <T>(path: string) => call<T>("GET", path),
  post: <T>(path: string, body: unknown = {}, key?: string) =>
    call<T>("POST", path, key === undefined ? { body } : { body, key }),
  put: <T>(path: string, body: unknown) => call<T>("PUT", path, { body }),
  patch: <T>(path: string, body: unknown) => call<T>("PATCH", path, { body }),
  remove: (path: string) => call<void>("DELETE", path),
};
