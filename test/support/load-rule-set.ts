/** Rule sets for tests: a folder read from disk, or a small one written in the test. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { Case } from "../../engine/cases/case.ts";
import { type PreparedRuleSet, prepare } from "../../engine/rule-set/prepare.ts";
import { readRuleSet } from "../../engine/rule-set/read-rule-set.ts";
import type { Logic, Node, RuleSet } from "../../engine/rule-set/rule-set.ts";

/** The checkout, from the source and from `dist/`. */
const ROOT = ["../../", "../../../"]
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(join(path, "package.json"))) as string;

/** Folder of a rule set that ships, or of one under test/. */
export function ruleSetFolder(path: string): string {
  return join(ROOT, path);
}

export function filesOf(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".json")) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join("/"), readFileSync(path, "utf8"));
  }
  return files;
}

export interface Loaded {
  readonly ruleSet: RuleSet;
  readonly prepared: PreparedRuleSet;
  readonly cases: readonly Case[];
}

export function load(files: ReadonlyMap<string, string>): Loaded {
  const read = readRuleSet(files);
  if (!read.ok) throw new Error(JSON.stringify(read.findings, null, 2));
  return { ruleSet: read.ruleSet, prepared: prepared(read.ruleSet), cases: read.cases };
}

export function loadFolder(path: string): Loaded {
  return load(filesOf(ruleSetFolder(path)));
}

export function prepared(ruleSet: RuleSet): PreparedRuleSet {
  const result = prepare(ruleSet);
  if (!result.ok) throw new Error(JSON.stringify(result.findings, null, 2));
  return result.prepared;
}

const SUM_OF_CHILDREN: Logic = {
  reduce: [{ var: "children" }, { "+": [{ var: "accumulator" }, { var: "current.score" }] }, 0],
};

/** A rule set of two levels (a total that sums its items, rounded half up to cents) around the given items. */
export function smallRuleSet(items: readonly Node[], changes: Partial<RuleSet> = {}): RuleSet {
  const text = { zh: "测试", en: "test" };
  return {
    format: 1,
    id: "small",
    name: text,
    edition: "1",
    revision: { number: 1 },
    basis: [],
    dates: [],
    departments: {},
    notes: [],
    levels: [
      {
        id: "total",
        name: text,
        rounding: { mode: "half-up", places: 2 },
        score: SUM_OF_CHILDREN,
      },
      { id: "item", name: text, rounding: { mode: "half-up", places: 2 } },
    ],
    tree: { id: "total", name: text, children: items },
    ...changes,
  };
}

/** An item with the names that a test does not care about filled in. */
export function item(id: string, parts: Omit<Node, "id" | "name">): Node {
  return { id, name: { zh: id, en: id }, ...parts };
}

export const LABEL = { zh: "数", en: "number" };
