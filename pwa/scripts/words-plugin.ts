import { fileURLToPath } from "node:url";
import { type Plugin, runnerImport } from "vite";
import type { Catalogue, Text } from "../src/words/types.ts";

const folder = fileURLToPath(new URL("../src/words/", import.meta.url));
const prefix = "virtual:words/";
const languages = ["en", "en-easy", "cy", "cy-easy"];

type Bundle = Readonly<Record<string, Text>>;
type Parts = Readonly<Record<string, Catalogue>>;

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

/** The ways to the words that are loaded later: `ways["en-easy/record"]()`. */
function ways(parts: Parts): string {
  const names = languages.flatMap((language) =>
    Object.keys(parts)
      .filter((part) => part !== "first")
      .map((part) => `${language}/${part}`),
  );
  const lines = names.map((name) => `  "${name}": () => import("${prefix}${name}"),`);
  return `export default {\n${lines.join("\n")}\n};`;
}

/** What a module `virtual:words/<language>[/<part>]` holds; tests have all words from the start. */
function texts(parts: Parts, id: string, whole: boolean): Bundle {
  const [language = "en", part = "first"] = id.split("/");
  const catalogue = whole ? Object.assign({}, ...Object.values(parts)) : parts[part];
  if (!catalogue) throw new Error(`The catalogue has no part ${part}`);
  return bundle(catalogue as Catalogue, language);
}

/**
 * Divides the one catalogue into a module for each language and part (`virtual:words/en`,
 * `virtual:words/en/record`, …), so that nobody loads the words of a language that they do not read, or
 * of screens where they never go.
 */
export function words(): Plugin {
  return {
    name: "ourpatch-words",
    resolveId(id) {
      return id.startsWith(prefix) ? `\0${id}` : undefined;
    },
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const { module } = await runnerImport<{ parts: Parts }>(`${folder}catalogue.ts`);
      const name = id.slice(prefix.length + 1);
      if (name === "ways") return { code: ways(module.parts), moduleType: "js" };
      const found = texts(module.parts, name, process.env.VITEST !== undefined);
      return { code: `export default ${JSON.stringify(found)};`, moduleType: "js" };
    },
    handleHotUpdate({ file, server }) {
      if (!file.startsWith(folder)) return;
      server.moduleGraph.invalidateAll();
      server.ws.send({ type: "full-reload" });
    },
  };
}
