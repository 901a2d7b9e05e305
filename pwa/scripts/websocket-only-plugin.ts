import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const prefix = "\0websocket-only:";

/**
 * The server answers on websockets alone, so the library's other ways (long polling, WebTransport) are
 * left out of what people load.
 */
export function websocketOnly(): Plugin {
  return {
    name: "ourpatch-websocket-only",
    enforce: "pre",
    resolveId(source, importer) {
      if (!importer?.includes("engine.io-client")) return undefined;
      if (!source.endsWith("/transports/index.js")) return undefined;
      // Not the package's own door: that would import this list again before it is made.
      return prefix + join(dirname(importer), "transports", "websocket.js");
    },
    load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const file = JSON.stringify(id.slice(prefix.length));
      return `import { WS } from ${file};\nexport const transports = { websocket: WS };`;
    },
  };
}
