import { afterEach, expect, test } from "vitest";
import { clock, day, names, nights, partOfDay, weekday } from "./dates.ts";
import { speak } from "./t.ts";

const morning = new Date(2026, 10, 24, 8, 5);
const evening = new Date(2026, 10, 24, 20, 30);

afterEach(() => speak("en", false));

test("days and times in English", () => {
  expect(day(morning, morning)).toBe("Tuesday 24 November");
  expect(day(morning, new Date(2027, 0, 2))).toBe("Tuesday 24 November 2026");
  expect(weekday(morning)).toBe("Tuesday");
  expect(clock(morning)).toBe("8:05 am");
  expect(clock(evening)).toBe("8:30 pm");
  expect(clock(new Date(2026, 10, 24, 0, 1))).toBe("12:01 am");
});

test("days, times and names in Welsh", async () => {
  await speak("cy", false);
  expect(day(morning, morning)).toBe("Dydd Mawrth 24 Tachwedd");
  expect(clock(evening)).toBe("20:30");
  expect(names(["Sam", "Priya"])).toBe("Sam a Priya");
  expect(names(["Sam", "Edith"])).toBe("Sam ac Edith");
});

test("nights are counted as a calendar does, also when the clocks change", () => {
  expect(nights(new Date(2026, 9, 24, 23, 59), new Date(2026, 9, 25, 0, 1))).toBe(1);
  expect(nights(new Date(2026, 9, 24, 12), new Date(2026, 9, 26, 12))).toBe(2);
  expect(nights(morning, evening)).toBe(0);
});

test("parts of the day", () => {
  expect([8, 12, 18].map((h) => partOfDay(new Date(2026, 0, 1, h)))).toEqual([
    "morning",
    "afternoon",
    "evening",
  ]);
});

test("names in a row", () => {
  expect(names([])).toBe("");
  expect(names(["Sam"])).toBe("Sam");
  expect(names(["Sam", "Priya", "Lin"])).toBe("Sam, Priya and Lin");
});
