/** @module The files of a rule set's folder, put together into one rule set and its cases. */
import type { Case, CaseFile } from "../cases/case.ts";
import type { Finding } from "../issue.ts";
import { isObject, type JsonObject, type JsonValue, toPointer } from "../json/json-value.ts";
import { parseJson } from "../json/parse-json.ts";
import type { RuleSet } from "./rule-set.ts";

export type SchemaKind = "rule-set" | "node" | "cases";

/** Where a document breaks its schema; validators are made outside, since compiling schemas needs `eval`. */
export interface SchemaProblem {
  readonly pointer: string;
  /** Keyword of JSON Schema that failed. */
  readonly keyword: string;
  readonly facts: Finding["facts"];
}

export type SchemaValidator = (kind: SchemaKind, document: JsonValue) => readonly SchemaProblem[];

export type ReadResult =
  | { readonly ok: true; readonly ruleSet: RuleSet; readonly cases: readonly Case[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

const ROOT_FILE = "rule-set.json";

/**
 * Reads a rule set from its files.
 *
 * @param files text by path within the folder: `rule-set.json`, `L1P1.json`, `cases/L1P1.json`
 * @param validate checks a document against its schema; without it only the JSON itself is checked
 * @issue the codes of parse-json, `schema`, `missing_file`, `unused_file`, `file_used_twice`, `duplicate_case`
 */
export function readRuleSet(
  files: ReadonlyMap<string, string>,
  validate: SchemaValidator = () => [],
): ReadResult {
  const findings: Finding[] = [];
  const documents = new Map<string, JsonValue>();
  const report = (code: string, file: string, pointer: string, facts: Finding["facts"]): void => {
    findings.push({
      severity: "error",
      code,
      path: `${file}#${pointer}`,
      facts: { file, ...facts },
    });
  };

  for (const [file, text] of files) {
    const parsed = parseJson(text, { inexactNumbers: "refuse" });
    if (!parsed.ok) {
      const { code, path, line, column, found, expected } = parsed.problem;
      report(code, file, path, { line, column, found, ...(expected ? { expected } : {}) });
      continue;
    }
    for (const { pointer, keyword, facts } of validate(kindOf(file), parsed.value)) {
      report("schema", file, pointer, { keyword, ...facts });
    }
    documents.set(file, parsed.value);
  }
  if (!files.has(ROOT_FILE)) report("missing_file", ROOT_FILE, "", { wanted: ROOT_FILE });
  if (findings.length > 0) return { ok: false, findings };

  const used = new Set<string>([ROOT_FILE]);
  const assemble = (file: string, value: JsonValue, steps: (string | number)[]): JsonValue => {
    if (!isObject(value)) return value;
    const { $schema: _, children, ...node } = value as JsonObject;
    if (!Array.isArray(children)) return node;
    const assembled = children.map((child: JsonValue, index) => {
      const place = [...steps, "children", index];
      if (!isObject(child) || typeof child.file !== "string") return assemble(file, child, place);
      const wanted = child.file;
      const document = documents.get(wanted);
      if (document === undefined) {
        report("missing_file", file, toPointer(place), { wanted });
        return {};
      }
      if (used.has(wanted)) {
        report("file_used_twice", file, toPointer(place), { wanted });
        return {};
      }
      used.add(wanted);
      return assemble(wanted, document, []);
    });
    return { ...node, children: assembled };
  };

  const root = documents.get(ROOT_FILE);
  if (!isObject(root)) {
    report("schema", ROOT_FILE, "", { keyword: "type", expected: "object" });
    return { ok: false, findings };
  }
  const { $schema: _, tree, ...head } = root as JsonObject;
  const ruleSet = { ...head, tree: assemble(ROOT_FILE, tree ?? null, ["tree"]) };

  const cases: Case[] = [];
  const ids = new Map<string, string>();
  for (const [file, document] of documents) {
    if (kindOf(file) !== "cases") {
      if (!used.has(file)) report("unused_file", file, "", {});
      continue;
    }
    const list = isObject(document) ? (document as unknown as CaseFile).cases : undefined;
    if (!Array.isArray(list)) {
      report("schema", file, "/cases", { keyword: "type", expected: "array" });
      continue;
    }
    for (const [index, one] of (list as readonly Case[]).entries()) {
      const earlier = ids.get(one.id);
      if (earlier !== undefined) {
        report("duplicate_case", file, `/cases/${index}/id`, { id: one.id, earlier });
      }
      ids.set(one.id, file);
      cases.push({ ...one, file });
    }
  }
  if (findings.length > 0) return { ok: false, findings };
  return { ok: true, ruleSet: ruleSet as unknown as RuleSet, cases };
}

function kindOf(file: string): SchemaKind {
  if (file.startsWith("cases/")) return "cases";
  return file === ROOT_FILE ? "rule-set" : "node";
}
