import { afterEach, describe, expect, it, vi } from "vitest";
import { call, http, NoSignal, onOutcome, Refusal, stand } from "./http";

const fetched = vi.fn();
vi.stubGlobal("fetch", fetched);

function answer(status: number, body: unknown, headers: Record<string, string> = {}): void {
  fetched.mockResolvedValueOnce(
    new Response(body === undefined ? null : JSON.stringify(body), { status, headers }),
  );
}

function sentHeaders(): Headers {
  return fetched.mock.lastCall?.[1].headers;
}

afterEach(() => {
  fetched.mockReset();
  stand(null, null);
});

describe("a call", () => {
  it("says which version asks, in which co-op, for whom, and by which key", async () => {
    stand("coop-1", "person-1");
    answer(201, { ok: 1 });
    await http.post("/x", {}, "key-1");
    expect(sentHeaders().get("ourpatch-client")).toBe(__CLIENT__);
    expect(sentHeaders().get("ourpatch-coop")).toBe("coop-1");
    expect(sentHeaders().get("ourpatch-acting-for")).toBe("person-1");
    expect(sentHeaders().get("idempotency-key")).toBe("key-1");
  });

  it("makes its own key where none is given, a new one each time", async () => {
    answer(200, {});
    await http.post("/x");
    const first = sentHeaders().get("idempotency-key");
    answer(200, {});
    await http.post("/x");
    expect(first).toBeTruthy();
    expect(sentHeaders().get("idempotency-key")).not.toBe(first);
  });

  it("brings a refusal as the server's sentence", async () => {
    answer(
      403,
      { type: "/problems/refused", title: "t", status: 403, detail: "Edith keeps it to herself." },
      { "content-type": "application/problem+json" },
    );
    const problem = await call("GET", "/x").catch((one: unknown) => one);
    expect(problem).toBeInstanceOf(Refusal);
    expect(problem).toMatchObject({ status: 403, slug: "refused", final: true });
    expect((problem as Refusal).message).toBe("Edith keeps it to herself.");
  });

  it("knows which refusals pass by themselves, and when", async () => {
    answer(429, { type: "/problems/too-many", detail: "Later." }, { "retry-after": "7" });
    const problem = await call("GET", "/x").catch((one: unknown) => one);
    expect(problem).toMatchObject({ final: false, retryAfterMs: 7000 });
  });

  it.each([502, 503, 504])("takes %i from a proxy for silence", async (status) => {
    answer(status, undefined);
    await expect(call("GET", "/x")).rejects.toBeInstanceOf(NoSignal);
  });

  it("tells those who listen whether the server was reached", async () => {
    const heard: unknown[] = [];
    const stop = onOutcome((outcome) => heard.push(outcome));
    answer(204, undefined);
    await call("DELETE", "/x");
    fetched.mockRejectedValueOnce(new TypeError("gone"));
    await call("GET", "/x").catch(() => undefined);
    stop();
    expect(heard).toEqual(["reached", "lost"]);
  });
});
