/** @module Threads run compiled JavaScript, also when the tests run the sources. */
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const IS_SOURCE = import.meta.url.endsWith(".ts");

/** @param url of the compiled file, beside the module that asks */
export function compiledFile(url: URL): string {
  const here = fileURLToPath(url);
  return IS_SOURCE && here.startsWith(ROOT) ? join(ROOT, "dist", relative(ROOT, here)) : here;
}
