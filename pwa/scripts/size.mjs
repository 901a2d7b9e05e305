// The weight, as it goes over the wire, of the JavaScript that is needed to read and write a first
// message: the entry, what it imports at once, and the screens on the way there.
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 60 * 1024;
const dist = new URL("../dist/", import.meta.url);
const onTheWay = [/^src\/features\/messaging\//, /socket/];
const aside = [/^src\/words\//, /^virtual:/, /words\/(cy|en-easy)/];

const manifestFile = new URL(".vite/manifest.json", dist);
if (!existsSync(manifestFile)) {
  console.error("There is no build yet: npm run build");
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));

function reach(key, found) {
  const chunk = manifest[key];
  if (!chunk || found.has(key)) return;
  found.add(key);
  for (const next of chunk.imports ?? []) reach(next, found);
  for (const next of chunk.dynamicImports ?? []) {
    if (aside.some((rule) => rule.test(next))) continue;
    if (onTheWay.some((rule) => rule.test(next))) reach(next, found);
  }
}

const reached = new Set();
for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) reach(key, reached);
const files = [...reached].map((key) => manifest[key].file).filter((f) => f.endsWith(".js"));
const rows = files.map((file) => [file, gzipSync(readFileSync(new URL(file, dist))).length]);
const first = gzipSync(readFileSync(new URL("first-paint.js", dist))).length;
rows.push(["first-paint.js", first]);

let total = 0;
for (const [file, bytes] of rows.sort((a, b) => b[1] - a[1])) {
  total += bytes;
  console.log(`${(bytes / 1024).toFixed(1).padStart(7)} KB  ${file}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(7)} KB  in all, of ${limit / 1024} KB`);
if (total > limit) {
  console.error("Over the limit: a person with a slow phone waits too long for the first message.");
  process.exit(1);
}
