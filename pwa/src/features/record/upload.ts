/**
 * A file on its way to the server, in pieces. It goes on where it stopped: the server says which pieces it has, and a
 * piece that is sent twice is the same piece.
 */
import { http, Refusal } from "@/contract/http";
import type { FileState } from "./types";

export interface UploadDoors {
  create: (of: Sending) => Promise<FileState>;
  state: (id: string) => Promise<FileState>;
  put: (id: string, n: number, bytes: ArrayBuffer) => Promise<FileState>;
  complete: (id: string, sha256: string) => Promise<FileState>;
  pause: (ms: number) => Promise<void>;
}

export interface Sending {
  name: string;
  media_type: string;
  size: number;
  people_agreed: boolean | null;
}

export const doors: UploadDoors = {
  create: ({ people_agreed, ...rest }) =>
    http.post<FileState>("/files", people_agreed === null ? rest : { ...rest, people_agreed }),
  state: (id) => http.get<FileState>(`/files/${id}`),
  put: (id, n, bytes) => http.putBytes<FileState>(`/files/${id}/chunks/${n}`, new Blob([bytes])),
  complete: (id, sha256) => http.post<FileState>(`/files/${id}/complete`, { sha256 }),
  pause: (ms) => new Promise((done) => setTimeout(done, ms)),
};

/** The server has looked at the file and does not keep it. The text is its sentence. */
export class NotTaken extends Error {}

const LOOKS_AT_MOST = 60;
const FIRST_LOOK_MS = 400;
const LONGEST_LOOK_MS = 5_000;

/** The numbers of the pieces that the server has not got. */
export function missing(of: Pick<FileState, "size" | "chunk_size" | "received">): number[] {
  const has = new Set(of.received);
  const all = Array.from({ length: Math.ceil(of.size / of.chunk_size) }, (_, n) => n);
  return all.filter((n) => !has.has(n));
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function known(id: string | null, by: UploadDoors): Promise<FileState | null> {
  if (id === null) return null;
  try {
    return await by.state(id);
  } catch (problem) {
    // The server has swept away what nobody finished: begin again.
    if (problem instanceof Refusal && problem.status === 404) return null;
    throw problem;
  }
}

async function sendPieces(
  of: FileState,
  bytes: ArrayBuffer,
  by: UploadDoors,
  tell: (part: number) => void,
): Promise<void> {
  const all = Math.ceil(of.size / of.chunk_size);
  const left = missing(of);
  let done = all - left.length;
  for (const n of left) {
    tell(done / all);
    await by.put(of.file_id, n, bytes.slice(n * of.chunk_size, (n + 1) * of.chunk_size));
    done += 1;
  }
  tell(1);
}

/** The server looks at each file before it keeps it: wait for what it says. */
async function looked(first: FileState, by: UploadDoors): Promise<FileState> {
  let state = first;
  for (let n = 0; state.state === "checking" && n < LOOKS_AT_MOST; n += 1) {
    await by.pause(Math.min(LONGEST_LOOK_MS, FIRST_LOOK_MS * 1.5 ** n));
    state = await by.state(first.file_id);
  }
  return state;
}

/**
 * Have a file on the server, ready to be kept. `id` is what the server called it the last time; `named` hears what it
 * calls it now. Throws `NotTaken`, and what a call throws: then the same may be tried again later.
 */
export async function upload(
  of: Sending & { id: string | null },
  bytes: ArrayBuffer,
  named: (id: string) => Promise<void>,
  tell: (part: number) => void,
  by: UploadDoors = doors,
): Promise<string> {
  const { id, ...sending } = of;
  let state = await known(id, by);
  if (state === null || state.state === "refused") {
    state = await by.create(sending);
    await named(state.file_id);
  }
  if (state.state === "uploading") {
    await sendPieces(state, bytes, by, tell);
    state = await by.complete(state.file_id, await sha256(bytes));
  }
  state = await looked(state, by);
  if (state.state !== "ready") throw new NotTaken(state.why ?? "");
  return state.file_id;
}
