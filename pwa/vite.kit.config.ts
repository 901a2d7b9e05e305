import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { words } from "./scripts/words-plugin.ts";

// The kit by itself, to be looked at: npm run kit. It is no part of what is served to people.
export default defineConfig({
  root: fileURLToPath(new URL("./kit-page", import.meta.url)),
  publicDir: fileURLToPath(new URL("./public", import.meta.url)),
  plugins: [words()],
  define: { __CLIENT__: JSON.stringify("kit") },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { outDir: "../dist-kit", emptyOutDir: true, assetsInlineLimit: 0 },
  server: { host: "127.0.0.1" },
});
