import { render } from "preact";
import "@/kit/kit.css";
import "./app.css";
import { applyLook } from "@/kit/look";
import { Announcer } from "./announcer";
import { keepFocus } from "./focus";
import { watchPage } from "./here";
import { startRouter } from "./router";
import { Routes } from "./routes";
import { begin, tooOld } from "./session";
import { ShowItIsYou } from "./show-it-is-you";
import { watchSignal } from "./signal";
import { Catch, TooOld } from "./stops";
import { watchForUpdates } from "./updates";

function App() {
  return (
    <>
      <Catch>{tooOld.value ? <TooOld /> : <Routes />}</Catch>
      <ShowItIsYou />
      <Announcer />
    </>
  );
}

async function start(root: HTMLElement): Promise<void> {
  startRouter();
  watchSignal();
  watchPage();
  keepFocus(root);
  // In the words of this device's last language; a moment's wait is better than words that change.
  await applyLook({});
  render(<App />, root);
  await begin();
  await watchForUpdates();
}

const root = document.getElementById("app");
if (root) void start(root);
