import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Store } from "@/features/messaging/store";
import { accessChanged, changed, forgetAsked, keepAnswersIn, useAsked } from "./asked";

const MONEY = "/people/p1/record/sections/money";
let root: HTMLElement;
let answers: Record<string, { status: number; body: unknown }>;
let signal = true;
let asks = 0;

beforeEach(() => {
  asks = 0;
  root = document.createElement("div");
  document.body.append(root);
  signal = true;
  answers = { [MONEY]: { status: 200, body: { text: "£24 left" } } };
  vi.stubGlobal("fetch", async (url: string) => {
    asks += 1;
    if (!signal) throw new TypeError("no signal");
    const found = answers[url.replace("/api/v1", "")] ?? { status: 404, body: {} };
    return new Response(JSON.stringify(found.body), { status: found.status });
  });
});
afterEach(() => {
  act(() => render(null, root));
  root.remove();
  forgetAsked();
  keepAnswersIn(undefined);
  vi.unstubAllGlobals();
});

function Shown(props: { path: string }) {
  const asked = useAsked<{ text: string }>(props.path);
  return <p>{asked.value?.text ?? asked.state}</p>;
}

async function settle(): Promise<void> {
  await act(() => new Promise((done) => setTimeout(done, 30)));
}

async function open(path: string): Promise<void> {
  act(() => render(<Shown path={path} />, root));
  await settle();
}

test("what is closed while it is on the screen leaves it, and is not asked for again", async () => {
  await open(MONEY);
  expect([root.textContent, asks]).toEqual(["£24 left", 1]);
  act(() => accessChanged("p1", ["about_me"]));
  expect(root.textContent).toBe("refused");
  await settle();
  expect([root.textContent, asks]).toEqual(["refused", 1]);
  act(() => accessChanged("p1", ["about_me", "money"]));
  await settle();
  expect([root.textContent, asks]).toEqual(["£24 left", 2]);
});

test("without signal it does not come back either, whatever else is told meanwhile", async () => {
  await open(MONEY);
  signal = false;
  act(() => accessChanged("p1", []));
  act(() => accessChanged("p2", []));
  expect(root.textContent).toBe("refused");
  await settle();
  act(() => changed("line"));
  await settle();
  expect(root.textContent).toBe("refused");
});

test("news about another section, or another person, takes nothing away", async () => {
  await open(MONEY);
  act(() => accessChanged("p1", ["money"]));
  expect(root.textContent).toBe("£24 left");
  act(() => accessChanged("p2", []));
  expect(root.textContent).toBe("£24 left");
  await settle();
  expect(root.textContent).toBe("£24 left");
});

test("the device keeps nothing of a record, and keeps what it may", async () => {
  const store = new Store("asked-test");
  keepAnswersIn(store);
  answers["/people/p1"] = { status: 200, body: { text: "Edith" } };
  await open(MONEY);
  await open("/people/p1");
  const kept = await store.with((db) => db.getAllKeys("kept"));
  expect(kept).toEqual(["/people/p1"]);
  await store.wipe();
});

test("what is open of a record is held while the page lives, and its content is not", async () => {
  answers["/people/p1/record"] = { status: 200, body: { text: "Which sections" } };
  await open("/people/p1/record");
  await open(MONEY);
  signal = false;
  await open("/people/p1/record");
  expect(root.textContent).toBe("Which sections");
  await open(MONEY);
  expect(root.textContent).toBe("away");
  act(() => accessChanged("p1", []));
  await open("/people/p1/record");
  expect(root.textContent).toBe("refused");
});

test("a refusal is met once, however much else changes meanwhile", async () => {
  answers[MONEY] = { status: 403, body: { type: "/problems/refused", detail: "No." } };
  await open(MONEY);
  expect([root.textContent, asks]).toEqual(["refused", 1]);
  act(() => changed("looks"));
  act(() => changed("record"));
  act(() => changed("line"));
  await settle();
  expect(asks).toBe(1);
  answers[MONEY] = { status: 200, body: { text: "Open again" } };
  act(() => accessChanged("p1", ["money"]));
  await settle();
  expect([root.textContent, asks]).toEqual(["Open again", 2]);
});

test("what happens at the same time is all heard", async () => {
  await open(MONEY);
  answers[MONEY] = { status: 200, body: { text: "£20 left" } };
  act(() => {
    changed("record");
    changed("looks");
  });
  await settle();
  expect([root.textContent, asks]).toEqual(["£20 left", 2]);
});
