import { expect, test } from "vitest";
import { toBytes, toText } from "./passkey";

test("bytes go to text and come back, in the alphabet of addresses and without padding", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  const text = toText(bytes.buffer);
  expect(text).toMatch(/^[\w-]+$/);
  expect([...toBytes(text)]).toEqual([...bytes]);
  expect(toText(toBytes("_-8").buffer)).toBe("_-8");
});
