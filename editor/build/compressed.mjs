/** @module Beside every larger text of the built page its gzip, so that the server compresses nothing while it serves. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes below which gzip saves nothing worth a second file. */
const SMALLEST = 1_400;

/** @returns {import("vite").Plugin} */
export function compressed() {
  return {
    name: "compressed",
    apply: "build",
    writeBundle({ dir }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
        if (!/\.(js|css|svg|json|txt)$/.test(name)) continue;
        const bytes = readFileSync(join(dir, name));
        if (bytes.length >= SMALLEST)
          writeFileSync(join(dir, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
