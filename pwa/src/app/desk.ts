/** Whether there is room for two panes. */
import { signal } from "@preact/signals";

const query = window.matchMedia("(min-width: 900px)");

export const desk = signal(query.matches);

query.addEventListener("change", () => {
  desk.value = query.matches;
});
