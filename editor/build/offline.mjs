/**
 * @module The service worker with the names of the built files: all but Monaco's, which are large and are kept when they
 * are asked for. Its version is a hash of everything that it keeps, so that a new page is a new version.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const WORKER = join(import.meta.dirname, "../offline/service-worker.js");
const BESIDE = ["browser.css", "browser.js", "icon.svg"];
const MONACO = /monaco-editor/;
/** Monaco's own workers, which the bundler names after their entries. */
const MONACO_WORKERS = /^assets\/(editor|json)\.worker-/;

/** @returns {import("vite").Plugin} */
export function offline() {
  return {
    name: "offline",
    apply: "build",
    writeBundle({ dir }, bundle) {
      const built = Object.values(bundle);
      const large = new Set(built.filter(isOfMonaco).flatMap(filesOf));
      const assets = built
        .map(({ fileName }) => fileName)
        .filter((name) => name.startsWith("assets/"));
      const files = [...assets.filter((name) => !large.has(name)).sort(), ...BESIDE];
      const text = readFileSync(WORKER, "utf8");
      const hash = createHash("sha256").update(text);
      for (const name of ["index.html", ...files]) hash.update(readFileSync(join(dir, name)));
      const worker = text
        .replace("__VERSION__", hash.digest("hex").slice(0, 16))
        .replace("__FILES__", JSON.stringify(["/", ...files.map((name) => `/${name}`)]));
      writeFileSync(join(dir, "service-worker.js"), worker);
    },
  };
}

function isOfMonaco({ fileName, moduleIds = [], originalFileNames = [] }) {
  return (
    MONACO_WORKERS.test(fileName) ||
    [...moduleIds, ...originalFileNames].some((id) => MONACO.test(id))
  );
}

/** A part of the page, and the styles that come with it. */
function filesOf({ fileName, viteMetadata }) {
  return [fileName, ...(viteMetadata?.importedCss ?? [])];
}
