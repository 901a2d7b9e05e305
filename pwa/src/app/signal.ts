/** Whether the server can be reached, as far as this device knows. */
import { signal } from "@preact/signals";
import { onOutcome } from "@/contract/http";

/** True once it is certain enough to say so on the screen. */
export const noSignal = signal(false);

/** A blink of the line is not worth a banner. */
const GRACE_MS = 1_500;
let timer: ReturnType<typeof setTimeout> | undefined;

export function lineLost(): void {
  if (noSignal.value || timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    noSignal.value = true;
  }, GRACE_MS);
}

export function lineBack(): void {
  clearTimeout(timer);
  timer = undefined;
  noSignal.value = false;
}

export function watchSignal(): void {
  onOutcome((outcome) => (outcome === "lost" ? lineLost() : lineBack()));
  window.addEventListener("offline", lineLost);
  if (!navigator.onLine) lineLost();
}
