import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isMine, withMarksOf, withNews } from "./members";
import { Receipts } from "./receipts";
import { stateOf, stateOfWaiting } from "./states";
import type { Waiting } from "./store";
import { Typing } from "./typing";
import { conversation, member, message } from "./world";

const mine = message(3, "edith", "I am cold.");

describe("how far a message has got", () => {
  it("goes from sent over the phone to read", () => {
    const before = conversation(3);
    expect(stateOf(mine, before)).toEqual({ is: "sent" });
    const there = withMarksOf(before, before, [mark(3, 0)]);
    const state = stateOf(mine, there);
    expect(state).toMatchObject({ is: "on_phone", by: [{ name: "Sam" }] });
    expect(state.is === "on_phone" && state.since).toBeTruthy();
    const read = withMarksOf(there, there, [mark(3, 3)]);
    expect(stateOf(mine, read)).toMatchObject({ is: "read", by: [{ name: "Sam" }], all: true });
  });

  it("does not say since when of what it did not see happen", () => {
    const told = conversation(3);
    const [edith, sam] = told.members;
    if (!edith || !sam) throw new Error("two members");
    const known = { ...told, members: [edith, { ...sam, delivered_seq: 3 }] };
    expect(stateOf(mine, known)).toMatchObject({ is: "on_phone", since: null });
  });

  it("names those who have read it in a group, and does not say all of some", () => {
    const group = conversation(3);
    group.members.push(member("priya", "Priya"));
    const some = withMarksOf(group, group, [mark(3, 3)]);
    expect(stateOf(mine, some)).toMatchObject({ is: "read", all: false });
  });

  it("never calls sent what waits", () => {
    const item = { state: "waiting", refusal: null } as Waiting;
    expect(stateOfWaiting(item, false)).toEqual({ is: "waiting" });
    expect(stateOfWaiting(item, true)).toEqual({ is: "going" });
    expect(stateOfWaiting({ ...item, state: "refused", refusal: "Why" }, true)).toEqual({
      is: "refused",
      why: "Why",
    });
  });
});

describe("news", () => {
  it("counts what others wrote, not what I did", () => {
    const after = withNews(conversation(2), [mine, message(4, "sam", "Coming")]);
    expect(after).toMatchObject({ unread: 1, last_seq: 4, last: { text: "Coming" } });
  });

  it("knows what was written for me as mine", () => {
    const written = { ...message(1, "ruth", "For Edith"), on_behalf_of: "edith" };
    expect(isMine(conversation(), written)).toBe(true);
  });
});

describe("reporting", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("says again what a server acknowledged and did not keep", async () => {
    const report = vi.fn(async (_marks: unknown) => ({}));
    const receipts = new Receipts(report);
    receipts.read("talk", 7);
    await vi.advanceTimersByTimeAsync(1_000);
    receipts.known("talk", 0, 0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(report).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(5_000);
    receipts.known("talk", 0, 0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(report).toHaveBeenCalledTimes(2);
  });

  it("tells the highest marks, at most once a second", async () => {
    const report = vi.fn(async () => undefined);
    const receipts = new Receipts(report);
    for (let seq = 1; seq <= 9; seq += 1) receipts.stored("c1", seq);
    await vi.advanceTimersByTimeAsync(0);
    receipts.read("c1", 9);
    await vi.advanceTimersByTimeAsync(900);
    expect(report.mock.calls).toEqual([
      [[{ conversation_id: "c1", delivered_seq: 9, read_seq: 0 }]],
    ]);
    await vi.advanceTimersByTimeAsync(200);
    expect(report).toHaveBeenLastCalledWith([
      { conversation_id: "c1", delivered_seq: 9, read_seq: 9 },
    ]);
  });

  it("says again what was lost", async () => {
    const report = vi.fn(async () => undefined).mockRejectedValueOnce(new Error("cut"));
    const receipts = new Receipts(report);
    receipts.stored("c1", 2);
    await vi.advanceTimersByTimeAsync(2000);
    receipts.resume();
    await vi.advanceTimersByTimeAsync(2000);
    expect(report).toHaveBeenCalledTimes(2);
  });

  it("does not repeat what the server knows", async () => {
    const report = vi.fn(async () => undefined);
    const receipts = new Receipts(report);
    receipts.known("c1", 5, 5);
    receipts.read("c1", 4);
    await vi.advanceTimersByTimeAsync(2000);
    expect(report).not.toHaveBeenCalled();
  });

  it("of writing is told every third second and forgotten after six", () => {
    const tell = vi.fn();
    const typing = new Typing(tell);
    for (let i = 0; i < 5; i += 1) {
      typing.mine("c1");
      vi.advanceTimersByTime(1000);
    }
    expect(tell).toHaveBeenCalledTimes(2);
    typing.heard("c1", "sam");
    expect(typing.now.value.get("c1")).toEqual(["sam"]);
    vi.advanceTimersByTime(6000);
    expect(typing.now.value.get("c1")).toEqual([]);
  });
});

function mark(delivered: number, read: number) {
  return { membership_id: "sam", delivered_seq: delivered, read_seq: read };
}
