import { afterEach, beforeEach, expect, test } from "vitest";
import { draftId, Papers } from "./papers";

let papers: Papers;
beforeEach(() => {
  papers = new Papers(`papers-${Math.random()}`);
});
afterEach(() => papers.wipe());

async function draft(text: string) {
  const paper = { ...(await papers.draft("p1", "add")), section: "daily_notes" as const, text };
  await papers.put(paper);
  return paper;
}

test("a draft is there again after a reload, for its own place", async () => {
  await draft("Slept well");
  const again = new Papers(papers.name);
  expect((await again.draft("p1", "add")).text).toBe("Slept well");
  expect((await again.draft("p2", "add")).text).toBe("");
  expect((await again.draft("p1", "about strengths")).text).toBe("");
});

test("handed over, it waits under its own id, and the form is empty", async () => {
  const paper = await draft("Slept well");
  const waiting = await papers.hand(paper);
  expect(waiting.id).toBe(paper.client_id);
  expect(papers.kept.value.map((one) => [one.text, one.state])).toEqual([
    ["Slept well", "waiting"],
  ]);
  const fresh = await papers.draft("p1", "add");
  expect(fresh.text).toBe("");
  expect(fresh.client_id).not.toBe(paper.client_id);
  expect(await papers.lastUsed()).toEqual(["daily_notes"]);
});

test("what was refused lies open again, as something new, with its files", async () => {
  const file = {
    key: "k",
    name: "a",
    media_type: "audio/webm",
    size: 1,
    people_agreed: null,
    file_id: "f1",
  };
  const paper = { ...(await draft("Hello")), files: [file] };
  await papers.addBytes("k", new ArrayBuffer(1));
  const waiting = await papers.hand(paper);
  await papers.put({ ...waiting, state: "refused", refusal: "No." });
  await papers.takeBack({ ...waiting, state: "refused" }, "add");
  const again = await papers.draft("p1", "add");
  expect(again.id).toBe(draftId("p1", "add"));
  expect(again.text).toBe("Hello");
  expect(again.files[0]?.file_id).toBe(null);
  expect(again.client_id).not.toBe(paper.client_id);
  expect(papers.kept.value).toEqual([]);
  expect((await papers.bytes("k"))?.byteLength).toBe(1);
});

test("once it is in the record, nothing of it stays on the device", async () => {
  const file = {
    key: "k",
    name: "a",
    media_type: "audio/webm",
    size: 1,
    people_agreed: null,
    file_id: null,
  };
  const waiting = await papers.hand({ ...(await draft("Hello")), files: [file] });
  await papers.addBytes("k", new ArrayBuffer(1));
  await papers.remove(waiting);
  expect(await papers.bytes("k")).toBe(null);
  expect(papers.kept.value).toEqual([]);
});
