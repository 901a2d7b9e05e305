import { beforeEach, expect, test } from "vitest";
import { NoSignal, Refusal } from "@/contract/http";
import type { FileState } from "./types";
import { missing, NotTaken, type UploadDoors, upload } from "./upload";

const CHUNK = 4;
const bytes = new TextEncoder().encode("a photo of a cat").buffer as ArrayBuffer;
const of = { name: "cat.jpg", media_type: "image/jpeg", size: 16, people_agreed: true };

/** A server that keeps pieces, and can be made to fail. */
class FileServer implements UploadDoors {
  files = new Map<string, { state: FileState; pieces: Map<number, string> }>();
  sent: number[] = [];
  signalFor = Number.POSITIVE_INFINITY;
  verdict: "ready" | "refused" = "ready";
  looks = 0;

  private found(id: string) {
    const file = this.files.get(id);
    if (!file)
      throw new Refusal({ type: "/problems/not-found", title: "", status: 404, detail: "" });
    return file;
  }

  async create(): Promise<FileState> {
    const id = `f${this.files.size + 1}`;
    const state: FileState = {
      ...of,
      file_id: id,
      kind: null,
      state: "uploading",
      why: null,
      chunk_size: CHUNK,
      received: [],
    };
    this.files.set(id, { state, pieces: new Map() });
    return { ...state };
  }

  async state(id: string): Promise<FileState> {
    const { state } = this.found(id);
    if (state.state === "checking") {
      this.looks += 1;
      if (this.looks > 2) {
        state.state = this.verdict;
        state.why = this.verdict === "refused" ? "This isn’t a photo." : null;
      }
    }
    return { ...state, received: [...state.received] };
  }

  async put(id: string, n: number, piece: ArrayBuffer): Promise<FileState> {
    if (this.signalFor-- <= 0) throw new NoSignal();
    const { state, pieces } = this.found(id);
    pieces.set(n, new TextDecoder().decode(piece));
    state.received = [...pieces.keys()];
    this.sent.push(n);
    return { ...state };
  }

  async complete(id: string, sha256: string): Promise<FileState> {
    const { state, pieces } = this.found(id);
    expect(
      [...pieces.entries()]
        .sort(([a], [b]) => a - b)
        .map(([, text]) => text)
        .join(""),
    ).toBe("a photo of a cat");
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    state.state = "checking";
    return { ...state };
  }

  async pause(): Promise<void> {
    return undefined;
  }
}

let server: FileServer;
let id: string | null;
let parts: number[];
beforeEach(() => {
  server = new FileServer();
  id = null;
  parts = [];
});

function go(): Promise<string> {
  const named = async (name: string) => {
    id = name;
  };
  return upload({ ...of, id }, bytes, named, (part) => parts.push(part), server);
}

test("a file goes piece by piece, and is waited for until it was looked at", async () => {
  expect(await go()).toBe("f1");
  expect(server.sent).toEqual([0, 1, 2, 3]);
  expect(parts).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(server.looks).toBe(3);
});

test("it goes on where the signal went away", async () => {
  server.signalFor = 2;
  await expect(go()).rejects.toThrow(NoSignal);
  expect(id).toBe("f1");
  server.signalFor = Number.POSITIVE_INFINITY;
  expect(await go()).toBe("f1");
  expect(server.sent).toEqual([0, 1, 2, 3]);
  expect(server.files.size).toBe(1);
});

test("it begins again where the server has swept it away", async () => {
  id = "gone";
  expect(await go()).toBe("f1");
  expect(id).toBe("f1");
});

test("what was sent whole is not sent again", async () => {
  await go();
  server.sent = [];
  expect(await go()).toBe("f1");
  expect(server.sent).toEqual([]);
});

test("what the server does not keep is said in its words", async () => {
  server.verdict = "refused";
  await expect(go()).rejects.toThrow("This isn’t a photo.");
  await expect(go()).rejects.toBeInstanceOf(NotTaken);
});

test("which pieces are missing", () => {
  expect(missing({ size: 9, chunk_size: 4, received: [1] })).toEqual([0, 2]);
  expect(missing({ size: 8, chunk_size: 4, received: [1, 0] })).toEqual([]);
});
