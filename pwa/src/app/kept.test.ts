import { expect, test } from "vitest";
import { concerns, mayBeKept, mustGo, recordOf } from "./kept";

test("nothing of a record stays on the device", () => {
  for (const path of [
    "/people/p1/record",
    "/people/p1/record/sections/money?limit=50",
    "/people/p1/looks",
    "/people/p1/access",
    "/people/p1/access-requests",
    "/files/f1",
    "/files/f1/content",
    "/records",
    "/access-requests",
    "/conversations/c1/filed",
  ]) {
    expect(mayBeKept(path), path).toBe(false);
  }
});

test("faces and numbers stay, for when there is no signal", () => {
  for (const path of ["/people/p1", "/caseload", "/patches/x", "/conversations"]) {
    expect(mayBeKept(path), path).toBe(true);
  }
});

test("a section that was closed leaves the screen, one that is open stays", () => {
  expect(mustGo("/people/p1/record/sections/money", ["about_me"])).toBe(true);
  expect(mustGo("/people/p1/record/sections/money?before=e", ["money"])).toBe(false);
  expect(mustGo("/people/p1/record/sections/money", [])).toBe(true);
});

test("what gathers several sections goes unless all is open", () => {
  const all = Array.from({ length: 30 }, (_, i) => String(i));
  for (const path of ["timeline?limit=50", "night", "print", "entries/e1"]) {
    expect(mustGo(`/people/p1/record/${path}`, ["about_me"]), path).toBe(true);
    expect(mustGo(`/people/p1/record/${path}`, all), path).toBe(false);
  }
  expect(mustGo("/people/p1/record", [])).toBe(false);
  expect(mustGo("/people/p1", [])).toBe(false);
});

test("whose record it is", () => {
  expect(recordOf("/people/p1/record")).toBe("p1");
  expect(recordOf("/people/p1/record/night?print=true")).toBe("p1");
  expect(recordOf("/people/p1/recorders")).toBe(null);
  expect(recordOf("/people/p1")).toBe(null);
});

test("a look is news for who looked, and for nothing else", () => {
  expect(concerns("looks", "/people/p1/looks?limit=50", "ready")).toBe(true);
  expect(concerns("looks", "/people/p1/record/sections/money", "ready")).toBe(false);
  expect(concerns("record", "/people/p1/record/timeline", "ready")).toBe(true);
  expect(concerns("record", "/conversations/c1/filed", "ready")).toBe(true);
  expect(concerns("record", "/caseload", "ready")).toBe(false);
  expect(concerns("line", "/people/p1/record/timeline", "ready")).toBe(true);
  expect(concerns("care_team", "/people/p1", "ready")).toBe(true);
});

test("what was refused is asked for again only when access has changed", () => {
  const money = "/people/p1/record/sections/money";
  expect(concerns("line", money, "refused")).toBe(false);
  expect(concerns("record", money, "refused")).toBe(false);
  expect(concerns("access", money, "refused")).toBe(true);
  expect(concerns("line", "/people/p1", "refused")).toBe(true);
  expect(concerns("line", money, "loading")).toBe(false);
  expect(concerns("line", money, "away")).toBe(true);
});
