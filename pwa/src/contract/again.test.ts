import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { call, onSignInAgain, Refusal } from "./http";

const AGAIN = {
  type: "/problems/sign-in-again",
  title: "",
  detail: "Show that it is you.",
  status: 403,
};

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

const fetched = vi.fn<(...args: unknown[]) => Promise<Response>>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
});

afterEach(() => {
  onSignInAgain(() => Promise.resolve(false));
  vi.unstubAllGlobals();
});

test("a call that needs a sign-in of just now is made once more after it was shown", async () => {
  onSignInAgain(() => Promise.resolve(true));
  fetched.mockResolvedValueOnce(answer(403, AGAIN)).mockResolvedValueOnce(answer(200, { ok: 1 }));
  await expect(call("POST", "/people/1/grants", { body: { a: 1 } })).resolves.toEqual({ ok: 1 });
  expect(fetched).toHaveBeenCalledTimes(2);
  const [first, second] = fetched.mock.calls.map(([, init]) => init as RequestInit);
  expect(second?.body).toBe(first?.body);
});

test("whoever would rather not show it hears why nothing was done", async () => {
  onSignInAgain(() => Promise.resolve(false));
  fetched.mockResolvedValueOnce(answer(403, AGAIN));
  await expect(call("POST", "/x")).rejects.toThrow("Show that it is you.");
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("it is asked once, and not again and again", async () => {
  const show = vi.fn(() => Promise.resolve(true));
  onSignInAgain(show);
  fetched.mockImplementation(() => Promise.resolve(answer(403, AGAIN)));
  await expect(call("POST", "/x")).rejects.toBeInstanceOf(Refusal);
  expect(show).toHaveBeenCalledTimes(1);
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("another refusal is none of its business", async () => {
  const show = vi.fn(() => Promise.resolve(true));
  onSignInAgain(show);
  const closed = { ...AGAIN, type: "/problems/refused" };
  fetched.mockResolvedValueOnce(answer(403, closed));
  await expect(call("GET", "/x")).rejects.toBeInstanceOf(Refusal);
  expect(show).not.toHaveBeenCalled();
});
