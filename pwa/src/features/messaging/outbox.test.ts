import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NoSignal } from "@/contract/http";
import type { Outgoing } from "@/contract/types";
import { Drafts } from "./drafts";
import { Outbox } from "./outbox";
import { Store } from "./store";
import { refusal, SmallServer } from "./world";

let store: Store;
let server: SmallServer;
const boxes: Outbox[] = [];
let count = 0;

function outbox(send: (message: Outgoing) => ReturnType<SmallServer["send"]>): Outbox {
  const box = new Outbox(store, { send, changed: () => undefined });
  boxes.push(box);
  return box;
}

/** Every tab of the browser looks at the same database. */
async function settled(box: Outbox): Promise<void> {
  await vi.waitFor(async () => {
    const states = (await box.all()).map((item) => item.state);
    expect(states).not.toContain("waiting");
  });
}

beforeEach(() => {
  count += 1;
  store = new Store(`ourpatch:outbox-${count}`);
  server = new SmallServer();
});

afterEach(async () => {
  for (const box of boxes.splice(0)) box.stop();
  await store.wipe();
});

describe("a message", () => {
  it("is on the device, under its own id, before it is sent", async () => {
    const box = outbox(async () => {
      throw new NoSignal();
    });
    const item = await box.put("c1", "The heating is off.");
    const kept = await new Outbox(store, { send: server.send, changed: () => undefined }).all();
    expect(kept).toEqual([item]);
    expect(kept[0]).toMatchObject({ state: "waiting", text: "The heating is off." });
  });

  it("is stored once, though its answer was lost", async () => {
    server.faults.lostAnswers = 1;
    const box = outbox((message) => server.send(message));
    await box.put("c1", "Once");
    await box.drain();
    box.wake();
    await settled(box);
    expect(server.events.map((event) => event.text)).toEqual(["Once"]);
    expect((await box.all())[0]).toMatchObject({ state: "sent", seq: 1 });
  });

  it("waits without signal, and goes by itself", async () => {
    server.faults.signal = false;
    const box = outbox((message) => server.send(message));
    await box.put("c1", "One");
    await box.put("c1", "Two");
    await box.drain();
    expect((await box.all()).map((item) => item.state)).toEqual(["waiting", "waiting"]);
    server.faults.signal = true;
    box.wake();
    await settled(box);
    expect(server.events.map((event) => event.text)).toEqual(["One", "Two"]);
  });

  it("that is refused keeps its words and the reason, and holds nobody up", async () => {
    server.faults.refuse = "Sam is not in your team any more.";
    const box = outbox((message) => server.send(message));
    await box.put("c1", "Are you there?");
    await settled(box);
    server.faults.refuse = null;
    await box.put("c1", "Next");
    await settled(box);
    expect((await box.all()).map(({ text, state, refusal: why }) => [text, state, why])).toEqual([
      ["Are you there?", "refused", "Sam is not in your team any more."],
      ["Next", "sent", null],
    ]);
  });

  it.each([401, 408, 425, 426, 429, 500, 503])("waits after an answer of %i", async (status) => {
    const box = outbox(async () => {
      throw refusal(status, "Not now.");
    });
    await box.put("c1", "Later");
    await box.drain();
    expect((await box.all())[0]?.state).toBe("waiting");
  });

  it("that a killed tab left behind is sent by another", async () => {
    const killed = outbox(() => new Promise(() => undefined));
    await killed.put("c1", "From the dead tab");
    const other = outbox((message) => server.send(message));
    await other.drain();
    expect(server.events.map((event) => event.text)).toEqual(["From the dead tab"]);
  });

  it("takes its draft along: the words are never in both places", async () => {
    const drafts = new Drafts(store);
    drafts.keep("c1", "Half a sentence");
    await drafts.flush();
    const box = outbox((message) => server.send(message));
    await box.put("c1", "Half a sentence, ended");
    expect(await drafts.read("c1")).toBe("");
  });
});

describe("a draft", () => {
  it("lives through a new page, and through one that went away in mid-word", async () => {
    const before = new Drafts(store);
    before.keep("c1", "Dear S");
    await before.flush();
    expect(await new Drafts(store).read("c1")).toBe("Dear S");
    before.keep("c1", "Dear Sam");
    before.leaving();
    expect(await new Drafts(store).read("c1")).toBe("Dear Sam");
  });

  it("that was emptied is gone", async () => {
    const drafts = new Drafts(store);
    drafts.keep("c1", "x");
    await drafts.flush();
    drafts.keep("c1", "");
    await drafts.flush();
    expect(await drafts.any()).toBe(false);
  });

  it("of one membership is not read by another", async () => {
    const drafts = new Drafts(store);
    drafts.keep("c1", "Mine");
    drafts.leaving();
    await drafts.flush();
    expect(await new Drafts(new Store("ourpatch:somebody-else")).read("c1")).toBe("");
  });
});
