/**
 * Some calls want to know that it is really you, from a moment ago: the server says so, a sheet comes up,
 * and the call is made again. Whoever made it notices nothing but the time that it took.
 */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { onSignInAgain } from "@/contract/http";
import { later } from "./later";

const FreshSheet = later(
  async () => (await import("@/features/sign-in/fresh-sheet")).FreshSheet,
  ["signIn", "strength"],
  () => answer(false),
);

type Answer = (shown: boolean) => void;
const waiting = signal<readonly Answer[]>([]);

/** Several calls may be turned back at once: one sheet answers them all. */
function raise(): Promise<boolean> {
  return new Promise((answer) => {
    waiting.value = [...waiting.value, answer];
  });
}

function answer(shown: boolean): void {
  const all = waiting.value;
  waiting.value = [];
  for (const each of all) each(shown);
}

onSignInAgain(raise);

export function ShowItIsYou(): JSX.Element | null {
  if (waiting.value.length === 0) return null;
  return <FreshSheet onEnd={answer} />;
}
