import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

interface Package {
  name: string;
  version: string;
  license?: string;
  dependencies?: Record<string, string>;
}

const modules = fileURLToPath(new URL("../node_modules/", import.meta.url));

function read(name: string): Package {
  return JSON.parse(readFileSync(`${modules}${name}/package.json`, "utf8"));
}

/** A package with all that it brings along, each once. */
function family(
  names: readonly string[],
  found = new Map<string, Package>(),
): Map<string, Package> {
  for (const name of names) {
    if (found.has(name)) continue;
    const one = read(name);
    found.set(name, one);
    family(Object.keys(one.dependencies ?? {}), found);
  }
  return found;
}

function text(name: string): string {
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt", "license"]
    .map((one) => `${modules}${name}/${one}`)
    .find(existsSync);
  return file ? readFileSync(file, "utf8").trim() : "";
}

/** What others made and we pass on, with the words that they ask us to pass on with it. */
export function licences(names: readonly string[]): Plugin {
  return {
    name: "ourpatch-licences",
    apply: "build",
    generateBundle() {
      const parts = [...family(names).values()]
        .sort((a, b) => a.name.localeCompare(b.name))
        .map(
          (one) =>
            `${one.name} ${one.version} (${one.license ?? "see below"})\n\n${text(one.name)}`,
        );
      this.emitFile({
        type: "asset",
        fileName: "licences.txt",
        source: `${parts.join(`\n\n${"-".repeat(72)}\n\n`)}\n`,
      });
    },
  };
}
