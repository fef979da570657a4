/** @module Everything that differs between two rule sets, in the order of the later one. */
import { canonicalJson } from "../json/canonical-json.ts";
import type { JsonValue } from "../json/json-value.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Level, Logic, Node } from "../rule-set/rule-set.ts";
import type { Cause, Change, ChangeKind } from "./change.ts";
import { compareFormulas } from "./compare-formulas.ts";
import { compareTexts } from "./compare-texts.ts";
import { earlierInput, matchNodes } from "./match-nodes.ts";
import { type LaterNames, laterNames } from "./renamed-inputs.ts";

const COMPARISONS: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!=", "===", "!=="]);

export function compareRuleSets(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
): readonly Change[] {
  const changes: Change[] = [];
  const matches = matchNodes(before, after);
  compareHeads(before, after, changes);
  compareLevels(before.ruleSet.levels, after.ruleSet.levels, changes);
  for (const node of after.nodes.values()) {
    const earlier = before.nodes.get(matches.get(node.id) ?? "");
    if (earlier === undefined) {
      changes.push(change("node-added", "structure", node.id, "", null, plainNode(node.node)));
    } else {
      const names = laterNames(node, before, after, matches);
      new NodeComparison(earlier, node, matches, names, changes).run();
    }
  }
  const continued = new Set(matches.values());
  for (const node of before.nodes.values()) {
    if (!continued.has(node.id)) {
      changes.push(change("node-removed", "structure", node.id, "", plainNode(node.node), null));
    }
  }
  return changes;
}

function change(
  kind: ChangeKind,
  cause: Cause,
  node: string,
  path: string,
  before: unknown,
  after: unknown,
  more: Partial<Change> = {},
): Change {
  return {
    kind,
    cause,
    node,
    path,
    before: (before ?? null) as JsonValue,
    after: (after ?? null) as JsonValue,
    ...more,
  };
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson((a ?? null) as JsonValue) === canonicalJson((b ?? null) as JsonValue);
}

/** A node without what stands below it: children are told for themselves. */
function plainNode({ children: _, ...node }: Node): JsonValue {
  return node as unknown as JsonValue;
}

/** Marks of change, and what they are against, say where to look; they are no change themselves. */
function compareHeads(before: PreparedRuleSet, after: PreparedRuleSet, changes: Change[]): void {
  const fields = ["name", "edition", "basis", "dates", "departments", "notes"] as const;
  for (const field of fields) {
    const [old, now] = [before.ruleSet[field], after.ruleSet[field]];
    if (!same(old, now)) changes.push(change("text-changed", "texts", "", `/${field}`, old, now));
  }
}

function compareLevels(before: readonly Level[], after: readonly Level[], changes: Change[]): void {
  for (const [index, level] of after.entries()) {
    const old = before[index];
    const path = `/levels/${index}`;
    if (old === undefined || old.id !== level.id) {
      changes.push(change("level-changed", "structure", "", path, old, level));
      continue;
    }
    compareFormula("", `${path}/score`, old.score, level.score, changes);
    if (!same(old.rounding, level.rounding)) {
      changes.push(
        change(
          "rounding-changed",
          "rounding",
          "",
          `${path}/rounding`,
          old.rounding,
          level.rounding,
        ),
      );
    }
    for (const field of ["childWeightsSumTo", "fullMarks", "name"] as const) {
      if (!same(old[field], level[field]))
        changes.push(
          change("text-changed", "texts", "", `${path}/${field}`, old[field], level[field]),
        );
    }
  }
  for (const [index, level] of before.entries()) {
    if (index >= after.length)
      changes.push(change("level-changed", "structure", "", `/levels/${index}`, level, null));
  }
}

function compareFormula(
  node: string,
  path: string,
  before: Logic | undefined,
  after: Logic | undefined,
  changes: Change[],
  asNow: LaterNames["formula"] = (earlier) => earlier,
): void {
  const difference = compareFormulas(asNow(before), after);
  if (difference.kind === "shape") {
    changes.push(
      change("formula-changed", "formulas", node, path, before, after, { edits: difference.edits }),
    );
  } else if (difference.kind === "numbers") {
    for (const { before: old, after: now, at, operator } of difference.numbers) {
      const kind = COMPARISONS.has(operator) ? "threshold-changed" : "number-changed";
      changes.push(change(kind, "numbers", node, path + at, old, now, { operator }));
    }
  }
}

class NodeComparison {
  readonly #before: PreparedNode;
  readonly #after: PreparedNode;
  readonly #matches: ReadonlyMap<string, string>;
  readonly #names: LaterNames;
  readonly #changes: Change[];

  constructor(
    before: PreparedNode,
    after: PreparedNode,
    matches: ReadonlyMap<string, string>,
    names: LaterNames,
    changes: Change[],
  ) {
    this.#before = before;
    this.#after = after;
    this.#matches = matches;
    this.#names = names;
    this.#changes = changes;
  }

  run(): void {
    this.#compareStructure();
    const [old, now] = [this.#before.node, this.#after.node];
    if (!same(old.weight, now.weight))
      this.#tell("weight-changed", "weights", "/weight", old.weight, now.weight);
    if (!same(old.rounding, now.rounding))
      this.#tell("rounding-changed", "rounding", "/rounding", old.rounding, now.rounding);
    this.#compareInputs();
    this.#compareRecord("constants", (id, a, b) =>
      this.#tell("constant-changed", "numbers", `/constants/${id}`, a, b),
    );
    this.#compareFormulas();
    this.#compareTexts();
  }

  #tell(
    kind: ChangeKind,
    cause: Cause,
    path: string,
    before: unknown,
    after: unknown,
    more: Partial<Change> = {},
  ): void {
    this.#changes.push(change(kind, cause, this.#after.id, path, before, after, more));
  }

  #compareStructure(): void {
    const [old, now] = [this.#before, this.#after];
    const parentWas =
      now.parent === null ? null : (this.#matches.get(now.parent.id) ?? now.parent.id);
    const parent = old.parent?.id ?? null;
    if (now.parent !== null && parent !== parentWas)
      this.#tell("node-moved", "structure", "", parent, now.parent.id);
    if (old.id !== now.id) this.#tell("node-renamed", "structure", "/id", old.id, now.id);
    if (old.level.id !== now.level.id)
      this.#tell("level-changed", "structure", "/level", old.level.id, now.level.id);
    const oldOrder = old.children.map(({ id }) => id);
    const newOrder = now.children.map(({ id }) => this.#matches.get(id) ?? "");
    const kept = oldOrder.filter((id) => newOrder.includes(id));
    const keptNow = newOrder.filter((id) => oldOrder.includes(id));
    if (!same(kept, keptNow))
      this.#tell("nodes-reordered", "structure", "/children", kept, keptNow);
  }

  #compareInputs(): void {
    const [old, now] = [this.#before, this.#after];
    const continued = new Set<string>();
    for (const [id, input] of Object.entries(now.node.inputs ?? {})) {
      const from = earlierInput(now, id, old);
      if (from === null) {
        this.#tell("input-added", "inputs", `/inputs/${id}`, null, input);
        continue;
      }
      continued.add(from);
      const {
        label: oldLabel,
        help: oldHelp,
        asOf: oldAsOf,
        suppliedBy: oldBy,
        was: _oldWas,
        ...oldRest
      } = old.node.inputs?.[from] ?? input;
      const { label, help, asOf, suppliedBy, was: _was, ...rest } = input;
      const path = `/inputs/${id}`;
      if (from !== id) this.#tell("input-changed", "inputs", `${path}/id`, from, id);
      if (!same(this.#names.input(oldRest), rest))
        this.#tell("input-changed", "inputs", path, oldRest, rest);
      this.#tellText(`${path}/label`, oldLabel, label);
      for (const [field, a, b] of [
        ["help", oldHelp, help],
        ["asOf", oldAsOf, asOf],
        ["suppliedBy", oldBy, suppliedBy],
      ] as const) {
        if (!same(a, b)) this.#tell("text-changed", "texts", `${path}/${field}`, a, b);
      }
    }
    for (const [id, input] of Object.entries(old.node.inputs ?? {})) {
      if (!continued.has(id)) this.#tell("input-removed", "inputs", `/inputs/${id}`, input, null);
    }
    for (const list of ["requires", "plausible"] as const) {
      if (!same(this.#names.conditions(old.node[list]), now.node[list])) {
        const cause = list === "requires" ? "inputs" : "texts";
        this.#tell("requirement-changed", cause, `/${list}`, old.node[list], now.node[list]);
      }
    }
  }

  #compareFormulas(): void {
    const [old, now] = [this.#before.node, this.#after.node];
    this.#compareRecord("parts", (id, a, b) => {
      const path = `/parts/${id}`;
      if (a === undefined) this.#tell("part-added", "formulas", path, null, b);
      else if (b === undefined) this.#tell("part-removed", "formulas", path, a, null);
      else {
        this.#compareFormula(`${path}/logic`, a.logic, b.logic);
        const { logic: _a, ...restA } = a;
        const { logic: _b, ...restB } = b;
        if (!same(restA, restB)) this.#tell("text-changed", "texts", path, restA, restB);
      }
    });
    this.#compareFormula("/score", old.score, now.score);
    this.#compareRecord("outputs", (id, a, b) => {
      this.#compareFormula(`/outputs/${id}/logic`, a?.logic, b?.logic);
    });
  }

  #compareFormula(path: string, before: Logic | undefined, after: Logic | undefined): void {
    compareFormula(this.#after.id, path, before, after, this.#changes, this.#names.formula);
  }

  #compareTexts(): void {
    const [old, now] = [this.#before.node, this.#after.node];
    this.#tellText("/name", old.name, now.name);
    for (const field of ["purpose", "method", "data", "departments"] as const) {
      const [a, b] = [old.source?.[field]?.text, now.source?.[field]?.text];
      if (a === b) continue;
      const more = a !== undefined && b !== undefined ? compareTexts(a, b) : {};
      this.#tell("text-changed", "texts", `/source/${field}`, a, b, more);
    }
    for (const field of ["departments", "evidence", "notes"] as const) {
      if (!same(old[field], now[field]))
        this.#tell("text-changed", "texts", `/${field}`, old[field], now[field]);
    }
  }

  #tellText(path: string, before: { readonly zh: string }, after: { readonly zh: string }): void {
    if (same(before, after)) return;
    this.#tell("text-changed", "texts", path, before, after, compareTexts(before.zh, after.zh));
  }

  #compareRecord<Field extends "constants" | "parts" | "outputs">(
    field: Field,
    tell: (id: string, before: Member<Field> | undefined, after: Member<Field> | undefined) => void,
  ): void {
    const old = (this.#before.node[field] ?? {}) as { readonly [id: string]: Member<Field> };
    const now = (this.#after.node[field] ?? {}) as { readonly [id: string]: Member<Field> };
    for (const id of new Set([...Object.keys(now), ...Object.keys(old)])) {
      if (!same(old[id], now[id])) tell(id, old[id], now[id]);
    }
  }
}

type Member<Field extends "constants" | "parts" | "outputs"> = NonNullable<Node[Field]>[string];
