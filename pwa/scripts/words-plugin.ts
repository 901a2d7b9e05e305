import { fileURLToPath } from "node:url";
import { type Plugin, runnerImport } from "vite";
import type { Catalogue, Text } from "../src/words/types.ts";

const folder = fileURLToPath(new URL("../src/words/", import.meta.url));
const prefix = "virtual:words/";

type Bundle = Readonly<Record<string, Text>>;

/** The texts of one language, ordinary or Easy Read. Welsh Easy Read is ordinary Welsh for now. */
function bundle(catalogue: Catalogue, name: string): Bundle {
  const pick = (key: string): Text => {
    const entry = catalogue[key];
    if (!entry) throw new Error(`The catalogue has no ${key}`);
    if (name === "en") return entry.en;
    if (name === "en-easy") return entry.easy;
    return entry.cy.text;
  };
  return Object.fromEntries(Object.keys(catalogue).map((key) => [key, pick(key)]));
}

/**
 * Divides the one catalogue into a module a language (`virtual:words/en`, `en-easy`, `cy`,
 * `cy-easy`), so that nobody loads the words of a language that they do not read.
 */
export function words(): Plugin {
  return {
    name: "ourpatch-words",
    resolveId(id) {
      return id.startsWith(prefix) ? `\0${id}` : undefined;
    },
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const { module } = await runnerImport<{ catalogue: Catalogue }>(`${folder}catalogue.ts`);
      const texts = bundle(module.catalogue, id.slice(prefix.length + 1));
      return { code: `export default ${JSON.stringify(texts)};`, moduleType: "js" };
    },
    handleHotUpdate({ file, server }) {
      if (!file.startsWith(folder)) return;
      server.moduleGraph.invalidateAll();
      server.ws.send({ type: "full-reload" });
    },
  };
}
