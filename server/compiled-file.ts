/** @module Threads run compiled JavaScript, also when the tests run the sources. */
import { fileURLToPath } from "node:url";

/** @param url of the compiled file, beside the module that asks */
export function compiledFile(url: URL): string {
  const here = fileURLToPath(url);
  return here.includes("/dist/") ? here : here.replace(/\/server\//, "/dist/server/");
}
