/** @module Builds the page into dist/page where something that goes into it has changed since. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const ROOT = join(import.meta.dirname, "../..");
const STAMP = join(ROOT, "dist/page/.built-from");
const SOURCES = ["editor", "engine", "rules/schema", "package-lock.json"];

// What is tested is what people get: within a test run NODE_ENV says "test", and React would be built for development.
process.env.NODE_ENV = "production";

const wanted = hashOf(SOURCES);
const built = existsSync(STAMP) ? readFileSync(STAMP, "utf8") : "";
if (built !== wanted) {
  await build({ configFile: join(ROOT, "editor/vite.config.ts"), logLevel: "warn" });
  writeFileSync(STAMP, wanted);
}

/** Over the names and the bytes of all files. */
function hashOf(places) {
  const hash = createHash("sha256").update(process.env.NODE_ENV ?? "");
  for (const place of places) {
    const path = join(ROOT, place);
    const files = statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: "utf8" })
          .map((name) => join(path, name))
          .filter((file) => statSync(file).isFile())
          .sort()
      : [path];
    for (const file of files)
      hash.update(`${file.slice(ROOT.length)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}
