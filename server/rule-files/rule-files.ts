/** @module Rule sets on disk: a folder by its id under the rules folder, or by its path. */
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Case } from "../../engine/cases/case.ts";
import type { Finding } from "../../engine/issue.ts";
import { contentHash, scoringHash } from "../../engine/rule-set/hash.ts";
import { type PreparedRuleSet, prepare } from "../../engine/rule-set/prepare.ts";
import { readRuleSet, type SchemaValidator } from "../../engine/rule-set/read-rule-set.ts";
import type { RuleSet } from "../../engine/rule-set/rule-set.ts";
import { createSchemaValidator } from "./schema-validator.ts";

/** Bytes of one rule file and of a whole set; the contract's table of limits. */
export const MAX_FILE_BYTES = 1_048_576;
export const MAX_SET_BYTES = 16_777_216;

/** The rules that ship: `rules/` beside the source, and beside `dist/` when compiled. */
export const RULES_FOLDER: string = findRulesFolder();

/** Ids are names of folders on every system (no device names of Windows). */
const RULE_SET_ID = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9_-]{0,63}$/;

export type LoadResult =
  | {
      readonly ok: true;
      readonly prepared: PreparedRuleSet;
      readonly cases: readonly Case[];
      /** Exact text by path within the folder. */
      readonly files: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly reason: "not_found"; readonly wanted: string }
  | { readonly ok: false; readonly reason: "findings"; readonly findings: readonly Finding[] };

/** Ids of the rule sets in a rules folder, sorted. */
export function listRuleSets(rulesFolder: string = RULES_FOLDER): readonly string[] {
  if (statSync(rulesFolder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(rulesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isRuleSetFolder(join(rulesFolder, entry.name)))
    .map((entry) => entry.name)
    .sort();
}

/** @param wanted an id under the rules folder or the path of a folder; with `@sha256:…` exactly that revision */
export function loadRuleSet(wanted: string, rulesFolder: string = RULES_FOLDER): LoadResult {
  const { place, hash } = splitHash(wanted);
  const loaded = loadFolder(place, rulesFolder);
  if (!loaded.ok || hash === null || hasHash(loaded.prepared.ruleSet, hash)) return loaded;
  return { ok: false, reason: "not_found", wanted };
}

/** `id@sha256:…` in its two parts; a path may hold an @ of its own. */
export function splitHash(wanted: string): {
  readonly place: string;
  readonly hash: string | null;
} {
  const found = /^(.+)@((?:sha256:)?[0-9a-f]{12,64})$/.exec(wanted);
  return found
    ? { place: found[1] as string, hash: found[2] as string }
    : { place: wanted, hash: null };
}

/** True when `wanted` is the content or the scoring hash of the set, or at least the first 12 digits of one. */
export function hasHash(ruleSet: RuleSet, wanted: string): boolean {
  const digits = wanted.replace(/^sha256:/, "");
  if (!/^[0-9a-f]{12,64}$/.test(digits)) return false;
  return [contentHash(ruleSet), scoringHash(ruleSet)].some((one) =>
    one.startsWith(`sha256:${digits}`),
  );
}

function loadFolder(wanted: string, rulesFolder: string): LoadResult {
  const found = readRuleFolder(wanted, rulesFolder);
  return found.ok ? loadRuleFiles(found.files) : found;
}

/** The texts of a set's files, before anything is made of them. */
export function readRuleFolder(
  wanted: string,
  rulesFolder: string = RULES_FOLDER,
):
  | { readonly ok: true; readonly files: ReadonlyMap<string, string> }
  | (LoadResult & { readonly ok: false }) {
  const folder = folderOf(wanted, rulesFolder);
  if (folder === null) return { ok: false, reason: "not_found", wanted };
  const files = readFiles(folder);
  if (!(files instanceof Map)) return { ok: false, reason: "findings", findings: files };
  return { ok: true, files };
}

/**
 * A rule set from the texts of its files, wherever they were kept.
 *
 * @param proven true where their shape was checked before: the files of a published hash, or of a set read already
 */
export function loadRuleFiles(
  files: ReadonlyMap<string, string>,
  { proven = false }: { readonly proven?: boolean } = {},
): LoadResult {
  const read = readRuleSet(files, proven ? undefined : schemaValidator());
  if (!read.ok) return { ok: false, reason: "findings", findings: read.findings };
  const prepared = prepare(read.ruleSet);
  if (!prepared.ok) return { ok: false, reason: "findings", findings: prepared.findings };
  return { ok: true, prepared: prepared.prepared, cases: read.cases, files };
}

let validator: SchemaValidator | undefined;

function schemaValidator(): SchemaValidator {
  validator ??= createSchemaValidator(join(RULES_FOLDER, "schema"));
  return validator;
}

function folderOf(wanted: string, rulesFolder: string): string | null {
  if (RULE_SET_ID.test(wanted) && isRuleSetFolder(join(rulesFolder, wanted))) {
    return join(rulesFolder, wanted);
  }
  return isRuleSetFolder(wanted) ? resolve(wanted) : null;
}

function isRuleSetFolder(folder: string): boolean {
  return statSync(join(folder, "rule-set.json"), { throwIfNoEntry: false })?.isFile() === true;
}

/** Text of every JSON file in the folder and in its `cases`; links that lead outside are left alone. */
function readFiles(folder: string): Map<string, string> | readonly Finding[] {
  const root = realpathSync(folder);
  const files = new Map<string, string>();
  const findings: Finding[] = [];
  let total = 0;
  for (const below of ["", "cases"]) {
    const place = join(root, below);
    if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) continue;
    for (const name of readdirSync(place).sort()) {
      if (!name.endsWith(".json") || name.startsWith(".")) continue;
      const path = realPathOf(join(place, name));
      if (path === null || !path.startsWith(root + sep) || !statSync(path).isFile()) continue;
      const file = below === "" ? name : `${below}/${name}`;
      const { size } = statSync(path);
      total += size;
      if (size > MAX_FILE_BYTES || total > MAX_SET_BYTES) {
        const maximum = size > MAX_FILE_BYTES ? MAX_FILE_BYTES : MAX_SET_BYTES;
        findings.push({
          severity: "error",
          code: "file_too_large",
          path: `${file}#`,
          facts: { file, maximum },
        });
        continue;
      }
      files.set(file, readFileSync(path, "utf8"));
    }
  }
  return findings.length > 0 ? findings : files;
}

/** Null for a link that leads nowhere. */
function realPathOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function findRulesFolder(): string {
  const beside = ["../../rules", "../../../rules"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return (
    beside.find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory()) ??
    (beside[0] as string)
  );
}
