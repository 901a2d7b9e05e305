import { signal } from "@preact/signals";
import { speak } from "../words/t.ts";
import type { Language } from "../words/types.ts";

export interface Look {
  text_size: "ordinary" | "first" | "largest";
  theme: "device" | "light" | "dark";
  calm: boolean;
  easy_read: boolean;
  language: Language;
}

export const plainLook: Look = {
  text_size: "ordinary",
  theme: "device",
  calm: false,
  easy_read: false,
  language: "en",
};

// The name is known to public/first-paint.js, which sets the same attributes before the first paint.
const SHELF = "ourpatch.look";
const grounds = { light: "#F7F3E9", dark: "#18131B" } as const;
const darkDevice = matchMedia("(prefers-color-scheme: dark)");

/** How the page looks now. */
export const look = signal<Look>(kept());

function kept(): Look {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(SHELF) ?? "{}");
    return { ...plainLook, ...(typeof found === "object" ? found : {}) };
  } catch {
    return plainLook;
  }
}

function paint(now: Look): void {
  const root = document.documentElement;
  const device = darkDevice.matches ? "dark" : "light";
  const theme = now.theme === "device" ? device : now.theme;
  root.dataset.theme = theme;
  root.dataset.text = now.text_size;
  root.toggleAttribute("data-calm", now.calm);
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", grounds[theme]);
}

darkDevice.addEventListener("change", () => paint(look.peek()));

/** Makes the page look and speak so, now and at the next start, before anything is loaded. */
export async function applyLook(change: Partial<Look>): Promise<void> {
  const next = { ...look.peek(), ...change };
  look.value = next;
  paint(next);
  try {
    localStorage.setItem(SHELF, JSON.stringify(next));
  } catch {
    // A browser that keeps nothing shows it all the same; only the next start will not know.
  }
  await speak(next.language, next.easy_read);
}

/** At sign-out: the next person at this browser starts with its own ordinary look. */
export async function forgetLook(): Promise<void> {
  await applyLook(plainLook);
  try {
    localStorage.removeItem(SHELF);
  } catch {
    // It could not be kept either.
  }
}
