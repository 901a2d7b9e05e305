/** A new version of the app: offered, and taken only when nobody is in the middle of a message. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button, Note } from "@/kit";
import { t } from "@/words/t";
import { here } from "./here";
import { papersWaiting } from "./papers-waiting";

const ready = signal<ServiceWorker | null>(null);
const LOOK_EACH_MS = 60 * 60 * 1000;

function notice(registration: ServiceWorkerRegistration): void {
  if (registration.waiting && navigator.serviceWorker.controller) {
    ready.value = registration.waiting;
  }
}

export async function watchForUpdates(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const before = navigator.serviceWorker.controller;
  // The first worker takes over a page that is as new as itself: no reason to load it again.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (before) window.location.reload();
  });
  const registration = await navigator.serviceWorker
    .register("/service-worker.js")
    .catch(() => undefined);
  // A browser that forbids it works all the same, as long as there is signal.
  if (!registration) return;
  notice(registration);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => notice(registration));
  });
  const look = () => void registration.update().catch(() => undefined);
  setInterval(look, LOOK_EACH_MS);
  // A phone's clock for pages stands still while the page is away.
  let last = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - last < LOOK_EACH_MS) return;
    last = Date.now();
    look();
  });
}

/** Nothing waits to be sent, and no composer holds words. */
async function atRest(): Promise<boolean> {
  const messaging = here.value?.messaging;
  if (!messaging) return true;
  if (messaging.waiting.value.some((item) => item.state === "waiting")) return false;
  if (papersWaiting.value > 0) return false;
  return !(await messaging.drafts.any().catch(() => true));
}

export function UpdateNote(): JSX.Element | null {
  const worker = ready.value;
  const waiting = here.value?.messaging.waiting.value;
  const [free, setFree] = useState(false);
  useEffect(() => {
    if (worker) void atRest().then(setFree);
  }, [worker, waiting]);
  if (!worker || !free) return null;
  const take = async () => {
    if (await atRest()) worker.postMessage("take over");
    else setFree(false);
  };
  return (
    <Note kind="info">
      <p>{t("app.update_ready")}</p>
      <Button onClick={() => void take()}>{t("app.update_take")}</Button>
    </Note>
  );
}

/** Load the newest version, whatever it takes: this one is not answered any more. */
export async function loadNewest(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    await registration?.update();
    registration?.waiting?.postMessage("take over");
  } finally {
    window.location.reload();
  }
}
