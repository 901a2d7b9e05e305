import { render } from "preact";
import "@/kit/kit.css";
import "./page.css";
import { applyLook, plainLook } from "@/kit";
import { screens } from "./screens.tsx";

// ?screen=talk&text_size=first&theme=dark&calm&easy_read&language=cy
const asked = new URLSearchParams(location.search);
await applyLook({
  ...plainLook,
  text_size:
    asked.get("text_size") === "first"
      ? "first"
      : asked.get("text_size") === "largest"
        ? "largest"
        : "ordinary",
  theme: asked.get("theme") === "dark" ? "dark" : "light",
  calm: asked.has("calm"),
  easy_read: asked.has("easy_read"),
  language: asked.get("language") === "cy" ? "cy" : "en",
});
const Screen = screens[asked.get("screen") ?? ""] ?? screens.pieces;
const root = document.getElementById("app");
if (root && Screen) render(<Screen />, root);
