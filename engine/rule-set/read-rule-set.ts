/** @module The files of a rule set's folder, put together into one rule set and its cases. */
import type { Case, CaseFile } from "../cases/case.ts";
import type { Finding } from "../issue.ts";
import { isObject, type JsonObject, type JsonValue, toPointer } from "../json/json-value.ts";
import { parseJson } from "../json/parse-json.ts";
import { shareStructure } from "../json/share-structure.ts";
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
  validate?: SchemaValidator,
): ReadResult {
  return new RuleSetReader(validate).read(files);
}

/**
 * Reads the same folder again and again while it is edited: a file whose text is the same is not parsed again,
 * and whatever part of the set says the same as before is the very same object.
 */
export class RuleSetReader {
  readonly #validate: SchemaValidator;
  #files: ReadonlyMap<string, FileRead> = new Map();
  #last: JsonValue | undefined;

  constructor(validate: SchemaValidator = () => []) {
    this.#validate = validate;
  }

  read(files: ReadonlyMap<string, string>): ReadResult {
    const read = new Map<string, FileRead>();
    for (const [file, text] of files) {
      const known = this.#files.get(file);
      read.set(file, known?.text === text ? known : readFile(file, text, this.#validate, known));
    }
    this.#files = read;
    const result = assembleFiles(read);
    if (!result.ok) return result;
    // Sound: both are plain data of the same shape, and only equal parts are exchanged.
    this.#last = shareStructure(this.#last, result as unknown as JsonValue);
    return this.#last as unknown as ReadResult;
  }
}

interface FileRead {
  readonly text: string;
  /** The last document that could be read; broken text keeps the one before it. */
  readonly document: JsonValue | undefined;
  readonly findings: readonly Finding[];
}

function findingIn(file: string, code: string, pointer: string, facts: Finding["facts"]): Finding {
  return { severity: "error", code, path: `${file}#${pointer}`, facts: { file, ...facts } };
}

function readFile(
  file: string,
  text: string,
  validate: SchemaValidator,
  known: FileRead | undefined,
): FileRead {
  const parsed = parseJson(text, { inexactNumbers: "refuse" });
  if (!parsed.ok) {
    const { code, path, line, column, found, expected } = parsed.problem;
    const facts = { line, column, found, ...(expected ? { expected } : {}) };
    return { text, document: known?.document, findings: [findingIn(file, code, path, facts)] };
  }
  const document = shareStructure(known?.document, parsed.value);
  const findings = validate(kindOf(file), document).map(({ pointer, keyword, facts }) =>
    findingIn(file, "schema", pointer, { keyword, ...facts }),
  );
  return { text, document, findings };
}

function assembleFiles(files: ReadonlyMap<string, FileRead>): ReadResult {
  const findings = [...files.values()].flatMap((one) => one.findings);
  const documents = new Map<string, JsonValue>();
  for (const [file, { document }] of files) {
    if (document !== undefined) documents.set(file, document);
  }
  const report = (code: string, file: string, pointer: string, facts: Finding["facts"]): void => {
    findings.push(findingIn(file, code, pointer, facts));
  };
  if (!files.has(ROOT_FILE)) report("missing_file", ROOT_FILE, "", { wanted: ROOT_FILE });
  if (findings.length > 0) return { ok: false, findings };

  const used = new Set<string>([ROOT_FILE]);
  const assemble = (file: string, value: JsonValue, steps: (string | number)[]): JsonValue => {
    if (!isObject(value)) return value;
    const known = standAlone.get(value);
    if (known !== undefined) return known;
    const { $schema: _, children, ...node } = value as JsonObject;
    const usedBefore = used.size;
    const assembled = Array.isArray(children)
      ? {
          ...node,
          children: children.map((child: JsonValue, index) => {
            const place = [...steps, "children", index];
            if (!isObject(child) || typeof child.file !== "string")
              return assemble(file, child, place);
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
          }),
        }
      : node;
    if (used.size === usedBefore && findings.length === 0) standAlone.set(value, assembled);
    return assembled;
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
    const list = casesOf(file, document);
    if (list === null) {
      report("schema", file, "/cases", { keyword: "type", expected: "array" });
      continue;
    }
    for (const [index, one] of list.entries()) {
      const earlier = ids.get(one.id);
      if (earlier !== undefined) {
        report("duplicate_case", file, `/cases/${index}/id`, { id: one.id, earlier });
      }
      ids.set(one.id, file);
      cases.push(one);
    }
  }
  if (findings.length > 0) return { ok: false, findings };
  return { ok: true, ruleSet: ruleSet as unknown as RuleSet, cases };
}

/** Nodes that hold all of their children themselves, put together once. */
const standAlone = new WeakMap<object, JsonValue>();

const casesOfFiles = new WeakMap<object, readonly Case[]>();

/** The cases of a file, each with the file's name; `null` where there is no list. */
function casesOf(file: string, document: JsonValue): readonly Case[] | null {
  const list = isObject(document) ? (document as unknown as CaseFile).cases : undefined;
  if (!Array.isArray(list)) return null;
  const known = casesOfFiles.get(list) ?? list.map((one: Case) => ({ ...one, file }));
  casesOfFiles.set(list, known);
  return known;
}

function kindOf(file: string): SchemaKind {
  if (file.startsWith("cases/")) return "cases";
  return file === ROOT_FILE ? "rule-set" : "node";
}
