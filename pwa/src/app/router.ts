/** Where the app is: the browser's own address, as a signal. */
import { signal } from "@preact/signals";

export const path = signal(window.location.pathname);

const FOCUS_ON_ARRIVAL = "h1[tabindex]";

function arrive(): void {
  path.value = window.location.pathname;
  // Whoever hears the page is told where they are; the new head is drawn a moment later.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      window.scrollTo(0, 0);
      document.querySelector<HTMLElement>(FOCUS_ON_ARRIVAL)?.focus({ preventScroll: true });
    }),
  );
}

export function go(href: string, how: "push" | "replace" = "push"): void {
  if (how === "replace") history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  arrive();
}

/** The parts of the current address, without the slash at the front: "/me/devices" → ["me", "devices"]. */
export function steps(of: string): string[] {
  return of.split("/").filter((part) => part !== "");
}

function ownLink(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const target = event.target instanceof Element ? event.target.closest("a") : null;
  if (!target?.href || target.target || target.hasAttribute("download")) return null;
  const url = new URL(target.href);
  if (url.origin !== window.location.origin || url.pathname.startsWith("/api/")) return null;
  // A file is no page of the app.
  if (/\.\w+$/.test(url.pathname)) return null;
  // A jump inside the page is the browser's own business.
  if (url.hash && url.pathname === window.location.pathname) return null;
  return url.pathname + url.search + url.hash;
}

export function startRouter(): void {
  window.addEventListener("popstate", arrive);
  document.addEventListener("click", (event) => {
    const href = ownLink(event);
    if (href === null) return;
    event.preventDefault();
    go(href);
  });
}
