import { afterEach, expect, test } from "vitest";
import { speak } from "@/words/t";
import { asField, endOfDay, endOfSpan, localField, nextHalfHour, untilWords } from "./until";
import { spanOf } from "./until-choice";

const NOW = new Date(2026, 10, 30, 9, 20);

afterEach(() => speak("en", false));

function ends(span: "week" | "month" | "quarter" | "year", now = NOW): string {
  return localField(endOfSpan(span, now) ?? new Date(0));
}

test("a span ends with the end of its last day", () => {
  expect(ends("week")).toBe("2026-12-07T23:59");
  expect(ends("month")).toBe("2026-12-30T23:59");
  expect(endOfSpan("never", NOW)).toBeNull();
});

test("a shorter month has no day that it does not have", () => {
  expect(ends("quarter")).toBe("2027-02-28T23:59");
  expect(ends("month", new Date(2027, 0, 31))).toBe("2027-02-28T23:59");
});

test("a year stays within twelve months", () => {
  expect(ends("year")).toBe("2027-11-29T23:59");
  const end = endOfSpan("year", NOW) ?? new Date(0);
  expect(end.getTime() - NOW.getTime()).toBeLessThan(366 * 86_400_000);
});

test("a day of a field ends when the day does; what is no day is none", () => {
  expect(localField(endOfDay("2027-03-01") ?? new Date(0))).toBe("2027-03-01T23:59");
  expect(endOfDay("2027-02-30")).toBeNull();
  expect(endOfDay("soon")).toBeNull();
  expect(asField(new Date(2027, 2, 1))).toBe("2027-03-01");
});

test("which span it was is found again", () => {
  for (const span of ["week", "month", "quarter", "year"] as const) {
    expect(spanOf(endOfSpan(span, NOW)?.toISOString() ?? null, NOW)).toBe(span);
  }
  expect(spanOf(null, NOW)).toBe("never");
  expect(spanOf(new Date(2027, 5, 6).toISOString(), NOW)).toBe("date");
});

test("an end in words", async () => {
  const until = new Date(2027, 2, 1, 23, 59).toISOString();
  expect(untilWords(until)).toContain("1 March");
  expect(untilWords(null)).toBe("");
  await speak("cy", false);
  expect(untilWords(until)).toContain("Mawrth");
});

test("a visit begins at the next half hour", () => {
  expect(localField(nextHalfHour(0, NOW))).toBe("2026-11-30T09:30");
  expect(localField(nextHalfHour(60, NOW))).toBe("2026-11-30T10:30");
  expect(localField(nextHalfHour(0, new Date(2026, 10, 30, 23, 45)))).toBe("2026-12-01T00:00");
});
