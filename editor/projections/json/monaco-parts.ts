/** @module What is used of Monaco: the editor with its usual features, JSON, and the workers of both. */
import * as monaco from "monaco-editor/editor";
import EditorWorker from "monaco-editor/editor/editor.worker?worker";
import "monaco-editor/features/register.all";
import { schemas } from "virtual:rule-schemas";
import JsonWorker from "monaco-editor/languages/features/json/json.worker?worker";
import { jsonDefaults } from "monaco-editor/languages/features/json/register";
import { THEMES } from "./themes.ts";

export { monaco };

(globalThis as { MonacoEnvironment?: unknown }).MonacoEnvironment = {
  getWorker: (_: string, label: string) =>
    label === "json" ? new JsonWorker() : new EditorWorker(),
};

/** Path of a model, by which the schema is found. */
export function modelPath(file: string): string {
  return `file:///${file}`;
}

const SCHEMA_OF: { readonly [schema: string]: readonly string[] } = {
  "rule-set.schema.json": [modelPath("rule-set.json")],
  "cases.schema.json": [modelPath("cases/*.json")],
  "node.schema.json": [modelPath("*.json")],
};

/** Monaco's own colours, numbers dark enough to be read on a selection (WCAG 1.4.3). */
monaco.editor.defineTheme(THEMES.light, {
  base: "vs",
  inherit: true,
  rules: [{ token: "number", foreground: "055c3b" }],
  colors: {},
});
monaco.editor.defineTheme(THEMES.dark, { base: "vs-dark", inherit: true, rules: [], colors: {} });

jsonDefaults.setDiagnosticsOptions({
  // What is wrong is said by us, in the reader's language and with the engine's own rules.
  validate: false,
  allowComments: false,
  enableSchemaRequest: false,
  schemas: Object.entries(schemas).map(([name, schema]) => ({
    uri: `file:///schema/${name}`,
    fileMatch: [...(SCHEMA_OF[name] ?? [])],
    schema,
  })),
});
