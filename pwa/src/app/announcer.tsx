/** What is read out to those who hear the page: each new message once, without its time. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";

const said = signal<{ id: number; text: string }[]>([]);
let count = 0;
const KEPT = 5;

export function announce(text: string): void {
  count += 1;
  said.value = [...said.value.slice(1 - KEPT), { id: count, text }];
}

export function Announcer(): JSX.Element {
  return (
    <div class="vh" role="log" aria-live="polite" aria-relevant="additions">
      {said.value.map((one) => (
        <p key={one.id}>{one.text}</p>
      ))}
    </div>
  );
}
