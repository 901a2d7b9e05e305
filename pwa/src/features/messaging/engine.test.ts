import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Messaging } from "./engine";
import { Store } from "./store";
import { conversation, SmallServer } from "./world";

let server: SmallServer;
let store: Store;
let messaging: Messaging;
let count = 0;
const gone = vi.fn();
const arrived = vi.fn();

async function start(): Promise<void> {
  messaging = new Messaging(store, server, { gone, arrived });
  await messaging.start();
  await messaging.catchUp();
}

const texts = () => messaging.thread.value?.events.value.map((event) => event.text);

beforeEach(async () => {
  count += 1;
  server = new SmallServer();
  store = new Store(`ourpatch:engine-${count}`);
  gone.mockClear();
  arrived.mockClear();
});

afterEach(async () => {
  messaging.stop();
  await store.wipe();
});

describe("catching up", () => {
  it("gets everything, over more than one page", async () => {
    await start();
    for (let i = 1; i <= 1200; i += 1) server.say("sam", `${i}`);
    await messaging.catchUp();
    expect((await messaging.log.blocks()).get("c1")).toMatchObject({ low: 1, high: 1200 });
  });

  it("starts a long conversation near its end, and reads further back on demand", async () => {
    for (let i = 1; i <= 450; i += 1) server.say("sam", `${i}`);
    await start();
    expect((await messaging.log.blocks()).get("c1")).toMatchObject({ low: 251, high: 450 });
    await messaging.openThread("c1");
    const thread = messaging.thread.value;
    for (let i = 0; i < 6; i += 1) await thread?.older();
    expect(texts()?.length).toBe(450);
    expect(thread?.fromStart.value).toBe(true);
  });

  it("closes a hole that an event over the socket showed", async () => {
    await start();
    await messaging.openThread("c1");
    server.say("sam", "missed");
    const second = server.say("sam", "heard");
    await messaging.take("c1", [second], true);
    await vi.waitFor(() => expect(texts()).toEqual(["missed", "heard"]));
  });

  it("believes a server that knows less than this device", async () => {
    for (let i = 1; i <= 3; i += 1) server.say("sam", `${i}`);
    await start();
    server.events.length = 1;
    server.sync = vi.fn(server.sync.bind(server));
    await messaging.catchUp();
    expect(messaging.conversations.value.get("c1")?.last_seq).toBe(1);
  });

  it("shows the last known state at once, without signal", async () => {
    server.say("sam", "Morning");
    await start();
    messaging.stop();
    server.faults.signal = false;
    messaging = new Messaging(store, server, { gone, arrived });
    await messaging.start();
    await messaging.openThread("c1");
    expect(texts()).toEqual(["Morning"]);
    expect(messaging.known.value).toBe(true);
  });
});

describe("my own message", () => {
  it("leaves the outbox when the conversation shows it", async () => {
    await start();
    await messaging.openThread("c1");
    await messaging.write("c1", "Hello Sam");
    await vi.waitFor(() => expect(server.events).toHaveLength(1));
    await messaging.take("c1", server.events, true);
    await vi.waitFor(() => expect(messaging.waiting.value).toEqual([]));
    expect(texts()).toEqual(["Hello Sam"]);
    expect(arrived).not.toHaveBeenCalled();
  });

  it("is fetched when no socket brings it", async () => {
    await start();
    await messaging.openThread("c1");
    await messaging.write("c1", "Hello Sam");
    await vi.waitFor(() => expect(texts()).toEqual(["Hello Sam"]), { timeout: 3000 });
    await vi.waitFor(() => expect(messaging.waiting.value).toEqual([]));
  });
});

describe("receipts", () => {
  it("say delivered only for what is stored, and read for what is open", async () => {
    server.say("sam", "Morning");
    await start();
    await vi.waitFor(() => expect(server.marks).toContainEqual(delivered(1)));
    await messaging.openThread("c1");
    await vi.waitFor(() => expect(server.marks).toContainEqual({ ...delivered(1), read_seq: 1 }), {
      timeout: 3000,
    });
  });

  it("never go back, whatever the server tells late", async () => {
    await start();
    const mark = { membership_id: "sam", delivered_seq: 5, read_seq: 4 };
    messaging.receiptsOf("c1", [mark]);
    messaging.receiptsOf("c1", [{ ...mark, delivered_seq: 2, read_seq: 1 }]);
    const sam = messaging.conversations.value.get("c1")?.members[1];
    expect(sam).toMatchObject({ delivered_seq: 5, read_seq: 4 });
  });
});

describe("a conversation that is no longer mine", () => {
  it("is off the screen and out of the store at once; unsent words stay", async () => {
    server.say("sam", "Private");
    await start();
    await messaging.openThread("c1");
    server.faults.signal = false;
    await messaging.write("c1", "Not sent yet");
    messaging.leave("c1");
    expect(messaging.thread.value).toBeNull();
    expect(messaging.conversations.value.size).toBe(0);
    expect(gone).toHaveBeenCalledWith("c1");
    await vi.waitFor(async () => expect(await messaging.log.tail("c1", 10)).toEqual([]));
    expect((await messaging.outbox.all()).map((item) => item.text)).toEqual(["Not sent yet"]);
  });

  it("is dropped too when the list no longer has it", async () => {
    server.say("sam", "Private");
    await start();
    server.mine = false;
    await messaging.catchUp();
    expect(gone).toHaveBeenCalledWith("c1");
    expect(await messaging.log.conversations()).toEqual([]);
  });
});

function delivered(seq: number) {
  return { conversation_id: conversation().conversation_id, delivered_seq: seq, read_seq: 0 };
}
