/**
 * Whether something that was written into a record waits on this device to be sent. Known without its
 * database, so that the code that sends it is loaded only when there is something to send.
 */
import { signal } from "@preact/signals";
import { deleteDB } from "idb";

export const papersWaiting = signal(0);

/** The database of what is being written into records; `owner` is the name of the messages' one. */
export function papersName(owner: string): string {
  return `${owner}:record`;
}

const countKey = (owner: string) => `ourpatch.papers:${owner}`;

export function countPapers(owner: string, n: number): void {
  papersWaiting.value = n;
  try {
    if (n > 0) localStorage.setItem(countKey(owner), String(n));
    else localStorage.removeItem(countKey(owner));
  } catch {
    // A device that keeps nothing: it is sent while the page is open.
  }
}

/** Somebody is here now: what waits of theirs. */
export function lookForPapers(owner: string): void {
  papersWaiting.value = Number(localStorage.getItem(countKey(owner)) ?? 0) || 0;
}

/** There is signal, or somebody is back: send what waits. */
export function wakePapers(): void {
  if (papersWaiting.value === 0) return;
  void import("@/features/record/sender").then(
    ({ wakeSender }) => wakeSender(),
    () => undefined,
  );
}

/** Somebody leaves for good: what they were writing goes along. */
export async function wipePapers(owner: string): Promise<void> {
  countPapers(owner, 0);
  await deleteDB(papersName(owner)).catch(() => undefined);
}
