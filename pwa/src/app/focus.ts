/**
 * What has the focus may go: a card that was answered, a row that was taken away. The browser then drops
 * the focus to nowhere, and whoever hears the page or goes by keyboard begins again at the top of it.
 */

let last: Element | null = null;

function isLost(): boolean {
  const now = document.activeElement;
  return last !== null && !last.isConnected && (now === null || now === document.body);
}

function mend(): void {
  // Under an open sheet the page takes no focus; its end is another occasion.
  if (!isLost() || document.querySelector("dialog[open]")) return;
  last = null;
  document.querySelector<HTMLElement>("h1[tabindex]")?.focus({ preventScroll: true });
}

/** Give a focus that was lost with its element to the head of the page. */
export function keepFocus(root: HTMLElement): void {
  document.addEventListener("focusin", (event) => {
    last = event.target instanceof Element ? event.target : null;
  });
  // Whoever puts the finger elsewhere has left by themselves.
  document.addEventListener("pointerdown", () => {
    if (last?.isConnected && document.activeElement === document.body) last = null;
  });
  // It goes back to what opened the sheet, unless that is gone too.
  document.addEventListener("close", mend, true);
  new MutationObserver(mend).observe(root, { childList: true, subtree: true });
}
