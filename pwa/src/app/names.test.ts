import { expect, it } from "vitest";
import { calledBy } from "./names";

it("calls people as they are called", () => {
  expect(calledBy("Sam Osei")).toBe("Sam");
  expect(calledBy("Mr Ahmed")).toBe("Mr Ahmed");
  expect(calledBy("  Edith ")).toBe("Edith");
  expect(calledBy("Nurse Ruth Owen")).toBe("Nurse Ruth Owen");
});
