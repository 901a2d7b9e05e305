import { describe, expect, it } from "vitest";
import { extend, extendBefore, firstCursor } from "./merge";
import { message } from "./world";

const block = { conversation_id: "c1", low: 3, high: 5 };
const say = (seq: number) => message(seq, "sam", `words ${seq}`);

describe("events that arrive", () => {
  it("extend what is stored, in order, however they came", () => {
    const { keep, block: after, gap } = extend("c1", block, [say(7), say(6)]);
    expect(keep.map((event) => event.seq)).toEqual([6, 7]);
    expect(after).toEqual({ conversation_id: "c1", low: 3, high: 7 });
    expect(gap).toBe(false);
  });

  it("are not stored twice", () => {
    expect(extend("c1", block, [say(4), say(5), say(6)]).keep.map((event) => event.seq)).toEqual([
      6,
    ]);
  });

  it("behind a hole are left out, and the hole is told", () => {
    const { keep, block: after, gap } = extend("c1", block, [say(6), say(8), say(9)]);
    expect(keep.map((event) => event.seq)).toEqual([6]);
    expect(after?.high).toBe(6);
    expect(gap).toBe(true);
  });

  it("start a stretch where nothing was stored", () => {
    expect(extend("c1", null, [say(41), say(42)]).block).toEqual({
      conversation_id: "c1",
      low: 41,
      high: 42,
    });
    expect(extend("c1", null, []).block).toBeNull();
  });
});

describe("older events", () => {
  it("are put before what is stored", () => {
    const { keep, block: after } = extendBefore(block, [say(1), say(2), say(3)]);
    expect(keep.map((event) => event.seq)).toEqual([1, 2]);
    expect(after).toEqual({ conversation_id: "c1", low: 1, high: 5 });
  });

  it("that do not touch it are refused", () => {
    expect(extendBefore(block, [say(1)])).toMatchObject({ keep: [], gap: true, block });
  });
});

describe("the first cursor", () => {
  it("takes the last part of a long conversation, and never what was before me", () => {
    expect(firstCursor(1000, 0)).toBe(800);
    expect(firstCursor(1000, 990)).toBe(990);
    expect(firstCursor(3, 0)).toBe(0);
  });
});
