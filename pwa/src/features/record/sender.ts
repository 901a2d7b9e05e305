/** Sends what waits to go into a record: files first, then the entry, under the id that it was given when it was saved. */
import { signal } from "@preact/signals";
import { changed } from "@/app/asked";
import { here } from "@/app/here";
import { countPapers } from "@/app/papers-waiting";
import { http, Refusal } from "@/contract/http";
import { t } from "@/words/t";
import { type Paper, Papers } from "./papers";
import type { Entry } from "./types";
import { NotTaken, upload } from "./upload";

/** How much of each file has gone, by its key: 0 to 1. */
export const going = signal<ReadonlyMap<string, number>>(new Map());

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

let mine: Papers | null = null;
let sending: Promise<void> | null = null;
let again = false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The papers of whoever is here now; null where nobody is. */
export function papersHere(): Papers | null {
  const name = here.value?.name;
  if (!name) return null;
  if (mine?.name !== name) mine = new Papers(name);
  return mine;
}

/** A reason to try now: something new, signal, a visible page. */
export function wakeSender(): void {
  failures = 0;
  void drain();
}

function drain(): Promise<void> {
  clearTimeout(timer);
  if (sending) {
    again = true;
    return sending;
  }
  sending = alone(sendAll)
    .catch(() => undefined)
    .finally(() => {
      sending = null;
      if (!again) return;
      again = false;
      void drain();
    });
  return sending;
}

async function alone(work: () => Promise<void>): Promise<void> {
  const name = here.value?.name;
  if (!name || !("locks" in navigator) || !navigator.locks) return work();
  await navigator.locks.request(`papers:${name}`, work);
}

async function sendAll(): Promise<void> {
  const papers = papersHere();
  if (!papers) return;
  for (;;) {
    const all = await papers.refresh();
    const waiting = all.filter((paper) => paper.state === "waiting");
    countPapers(papers.name, waiting.length);
    const next = waiting[0];
    // Whoever came meanwhile has papers of their own.
    if (!next || papersHere() !== papers) return;
    try {
      await sendOne(papers, next);
      failures = 0;
    } catch (problem) {
      if (!final(problem)) return later(problem);
      await papers.put({ ...next, state: "refused", refusal: sentence(problem) });
    }
  }
}

function final(problem: unknown): boolean {
  return problem instanceof NotTaken || (problem instanceof Refusal && problem.final);
}

function sentence(problem: unknown): string {
  const said = problem instanceof Refusal ? problem.problem.detail : (problem as Error).message;
  return said || t("app.broken_why");
}

function later(problem: unknown): void {
  // Signed out, or too old: whoever comes back is asked again.
  if (problem instanceof Refusal && (problem.status === 401 || problem.status === 426)) return;
  failures += 1;
  const grown = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
  const asked = problem instanceof Refusal ? (problem.retryAfterMs ?? 0) : 0;
  timer = setTimeout(() => void drain(), Math.max(asked, grown));
}

function tell(key: string, part: number): void {
  going.value = new Map(going.value).set(key, part);
}

async function sendFiles(papers: Papers, paper: Paper): Promise<string[]> {
  const ids: string[] = [];
  for (const file of paper.files) {
    const bytes = await papers.bytes(file.key);
    if (!bytes) throw new NotTaken(t("record.file_lost", { name: file.name }));
    const { name, media_type, size, people_agreed, file_id, key } = file;
    const named = async (id: string) => {
      file.file_id = id;
      await papers.put({ ...paper });
    };
    const what = { name, media_type, size, people_agreed, id: file_id };
    ids.push(await upload(what, bytes, named, (part) => tell(key, part)));
  }
  return ids;
}

async function sendOne(papers: Papers, paper: Paper): Promise<void> {
  const files = await sendFiles(papers, paper);
  const { client_id, section, text, data, person_id } = paper;
  const path = `/people/${person_id}/record/entries`;
  const body = { client_id, section, text, data, files };
  // "Now" is when it was saved, however long it had to wait for signal.
  const happened_at = paper.happened_at ?? paper.made_at;
  try {
    await http.post<Entry>(path, { ...body, happened_at });
  } catch (problem) {
    const fast = problem instanceof Refusal && problem.problem.field === "happened_at";
    if (!fast || paper.happened_at !== null) throw problem;
    // This device's clock is ahead: the server's own is right.
    await http.post<Entry>(path, body);
  }
  await papers.remove(paper);
  changed("record");
}

/** Keep a draft as something to be sent, and begin. When this has answered, it cannot be lost. */
export async function hand(papers: Papers, draft: Paper): Promise<void> {
  await papers.hand(draft);
  countPapers(papers.name, papers.kept.value.filter((one) => one.state === "waiting").length);
  wakeSender();
}
