/**
 * @module Monaco, loaded when its tab opens for the first time: from our own host, in the page's language. Its words are
 * fixed with the first load; another language needs a new page (which the language switch makes).
 */
import { loader } from "@monaco-editor/react";
import type { Language } from "../../../engine/language/language.ts";

export type Monaco = typeof import("./monaco-parts.ts");

let loading: Promise<Monaco> | null = null;

export function loadMonaco(language: Language): Promise<Monaco> {
  loading ??= load(language).catch((error: unknown) => {
    // The network may be back at the next try.
    loading = null;
    throw error;
  });
  return loading;
}

async function load(language: Language): Promise<Monaco> {
  // Words first: Monaco reads them while its modules are evaluated.
  if (language === "zh-CN") await import("monaco-editor/nls/lang/zh-cn");
  const parts = await import("./monaco-parts.ts");
  loader.config({ monaco: parts.monaco });
  return parts;
}
