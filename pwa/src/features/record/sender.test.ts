import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Here, here } from "@/app/here";
import { papersWaiting } from "@/app/papers-waiting";
import { emptyPaper, type Papers } from "./papers";
import { hand, papersHere, wakeSender } from "./sender";

interface Sent {
  path: string;
  body: Record<string, unknown>;
}

let sent: Sent[];
let answer: (body: Record<string, unknown>) => { status: number; body: unknown } | null;
let papers: Papers;
let count = 0;

beforeEach(() => {
  count += 1;
  here.value = { name: `sender-${count}` } as unknown as Here;
  const found = papersHere();
  if (!found) throw new Error("nobody is here");
  papers = found;
  sent = [];
  answer = () => ({ status: 201, body: {} });
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body)) as Record<string, unknown>;
    const said = answer(body);
    if (!said) throw new TypeError("no signal");
    sent.push({ path, body });
    return new Response(JSON.stringify(said.body), { status: said.status });
  });
});
afterEach(async () => {
  await papers.wipe();
  here.value = null;
  vi.unstubAllGlobals();
});

async function settle(): Promise<void> {
  await new Promise((done) => setTimeout(done, 60));
}

async function save(text: string) {
  const draft = { ...emptyPaper("p1", "add"), section: "daily_notes" as const, text };
  await hand(papers, draft);
  await settle();
  return draft;
}

test("what is saved is sent, with the time at which it was saved, and goes from the device", async () => {
  const draft = await save("Slept well");
  expect(sent).toHaveLength(1);
  expect(sent[0]?.path).toBe("/api/v1/people/p1/record/entries");
  expect(sent[0]?.body).toMatchObject({
    client_id: draft.client_id,
    section: "daily_notes",
    text: "Slept well",
    files: [],
  });
  expect(sent[0]?.body.happened_at).toMatch(/^\d{4}-/);
  expect(papers.kept.value).toEqual([]);
  expect(papersWaiting.value).toBe(0);
});

test("without signal it waits, and goes later under the same id", async () => {
  answer = () => null;
  const draft = await save("Slept well");
  expect(papers.kept.value.map((one) => one.state)).toEqual(["waiting"]);
  expect(papersWaiting.value).toBe(1);
  answer = () => ({ status: 201, body: {} });
  wakeSender();
  await settle();
  expect(sent.map((one) => one.body.client_id)).toEqual([draft.client_id]);
  expect(papersWaiting.value).toBe(0);
});

test("what is refused stays, with the sentence, and does not hold up the next", async () => {
  const detail = "Edith closed this part a moment ago.";
  answer = (body) =>
    body.text === "First" ? { status: 403, body: { detail } } : { status: 201, body: {} };
  await save("First");
  await save("Second");
  expect(papers.kept.value.map((one) => [one.text, one.state, one.refusal])).toEqual([
    ["First", "refused", detail],
  ]);
  expect(papersWaiting.value).toBe(0);
});

test("a device whose clock is ahead leaves the time to the server", async () => {
  answer = (body) =>
    "happened_at" in body
      ? { status: 422, body: { detail: "This hasn’t happened yet.", field: "happened_at" } }
      : { status: 201, body: {} };
  await save("Slept well");
  expect(sent).toHaveLength(2);
  expect(papers.kept.value).toEqual([]);
});
