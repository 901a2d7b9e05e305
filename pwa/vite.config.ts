import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { licences } from "./scripts/licences-plugin.ts";
import { websocketOnly } from "./scripts/websocket-only-plugin.ts";
import { words } from "./scripts/words-plugin.ts";

const api = process.env.OURPATCH_API ?? "http://127.0.0.1:8000";
const realtime = process.env.OURPATCH_REALTIME ?? "http://127.0.0.1:8001";

const { version, dependencies } = JSON.parse(
  readFileSync(new URL("./package.json", import.meta.url), "utf8"),
);

export default defineConfig({
  define: { __CLIENT__: JSON.stringify(version) },
  plugins: [
    words(),
    websocketOnly(),
    licences([...Object.keys(dependencies), "workbox-precaching", "workbox-routing"]),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/app",
      filename: "service-worker.ts",
      // The app registers the worker itself: an update waits until nobody is in the middle of a message.
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,svg,png,woff2,webmanifest}"],
      },
    }),
  ],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2022",
    // The page's rules let no inline data in where a file will do, and files are kept by the browser.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": { target: api, changeOrigin: false },
      "/healthz": { target: api },
      "/socket.io": { target: realtime, ws: true },
    },
  },
  test: {
    environment: "happy-dom",
    pool: "vmThreads",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["fake-indexeddb/auto"],
  },
});
