/**
 * @module A rule set made ready to run: formulas read into trees, levels and weights resolved, and for every
 * node the names that its formulas can see. Everything that computes, checks, compiles or compares starts here.
 */

import type { Finding } from "../issue.ts";
import type { Expression } from "../logic/expression.ts";
import { FormulaTooLarge, readExpression } from "../logic/read-expression.ts";
import { fromJsonNumber, fromLiteral, parseDecimal } from "../number/decimal-text.ts";
import type { Rational } from "../number/rational.ts";
import type { Rounding } from "../number/rounding.ts";
import type {
  Input,
  Level,
  Logic,
  Node,
  Numeral,
  Output,
  Part,
  Requirement,
  RuleSet,
} from "./rule-set.ts";

export interface PreparedRuleSet {
  readonly ruleSet: RuleSet;
  readonly root: PreparedNode;
  /** Every node by id, parents before children, in the order of the tree. */
  readonly nodes: ReadonlyMap<string, PreparedNode>;
}

export interface PreparedNode {
  readonly id: string;
  readonly node: Node;
  readonly parent: PreparedNode | null;
  readonly depth: number;
  readonly level: Level;
  readonly rounding: Rounding;
  readonly children: readonly PreparedNode[];
  /** Constant logic; `null` for nodes that have none. */
  readonly weight: Expression | null;
  readonly parts: readonly PreparedPart[];
  readonly score: Expression;
  /** True when the formula is the level's, not the node's own. */
  readonly scoreFromLevel: boolean;
  readonly outputs: readonly PreparedOutput[];
  readonly requires: readonly PreparedRequirement[];
  readonly plausible: readonly PreparedRequirement[];
  /** What formulas of this node see of inputs and constants: its own and its ancestors', nearest first. */
  readonly inputs: ReadonlyMap<string, VisibleInput>;
  readonly constants: ReadonlyMap<string, VisibleConstant>;
}

export interface VisibleInput {
  /** Node that declares it, under whose id a request gives it. */
  readonly owner: string;
  readonly id: string;
  readonly input: Input;
}

export interface VisibleConstant {
  readonly owner: string;
  readonly value: Rational;
  readonly unit: string | undefined;
}

export interface PreparedPart {
  readonly id: string;
  readonly part: Part;
  readonly expression: Expression;
}

export interface PreparedOutput {
  readonly id: string;
  readonly output: Output;
  readonly expression: Expression;
}

export interface PreparedRequirement {
  readonly requirement: Requirement;
  readonly expression: Expression;
}

export type PrepareResult =
  | { readonly ok: true; readonly prepared: PreparedRuleSet }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * Reads every formula of a rule set that has passed its schema.
 *
 * @param earlier the set before an edit: formulas that are still the same objects are not read again, and stay
 *   the same expressions
 * @issue `duplicate_node`, `unknown_level`, `no_formula`, `number_not_exact`, `formula_too_deep`,
 *   `formula_too_large`, `name_taken`: all at once, with the place in the assembled set
 */
export function prepare(ruleSet: RuleSet, earlier?: PreparedRuleSet): PrepareResult {
  const findings: Finding[] = [];
  const nodes = new Map<string, PreparedNode>();
  const report = (code: string, path: string, facts: Finding["facts"] = {}): void => {
    findings.push({ severity: "error", code, path, facts });
  };

  const formula = (logic: Logic, path: string, before?: FormulaRead): Expression => {
    if (before !== undefined && before.logic === logic) return before.expression;
    try {
      return readExpression(logic);
    } catch (error) {
      if (!(error instanceof FormulaTooLarge)) throw error;
      report(error.code, path + error.at);
      return readExpression(null);
    }
  };
  const requirements = (
    list: readonly Requirement[] | undefined,
    path: string,
    before: readonly PreparedRequirement[] | undefined,
  ): PreparedRequirement[] =>
    (list ?? []).map((requirement, index) => {
      const known = before?.find((one) => one.requirement.logic === requirement.logic);
      const expression = formula(
        requirement.logic,
        `${path}/${index}/logic`,
        known && { logic: known.requirement.logic, expression: known.expression },
      );
      return { requirement, expression };
    });

  const visit = (node: Node, parent: PreparedNode | null, path: string): PreparedNode => {
    const depth = parent === null ? 0 : parent.depth + 1;
    const before = earlier?.nodes.get(node.id);
    const level = node.level
      ? ruleSet.levels.find(({ id }) => id === node.level)
      : ruleSet.levels[depth];
    if (level === undefined)
      report("unknown_level", path, { node: node.id, level: node.level ?? depth });
    if (nodes.has(node.id)) report("duplicate_node", path, { node: node.id });

    const inputs = new Map<string, VisibleInput>();
    for (const [id, input] of Object.entries(node.inputs ?? {})) {
      inputs.set(id, { owner: node.id, id, input });
    }
    const constants = new Map<string, VisibleConstant>();
    for (const [id, constant] of Object.entries(node.constants ?? {})) {
      const value = toExact(constant.value);
      if (value === null)
        report("number_not_exact", `${path}/constants/${id}/value`, { found: constant.value });
      else constants.set(id, { owner: node.id, value, unit: constant.unit });
    }
    const parts = Object.entries(node.parts ?? {}).map(([id, part]) => {
      const known = before?.parts.find((one) => one.id === id);
      const read = known && { logic: known.part.logic, expression: known.expression };
      return { id, part, expression: formula(part.logic, `${path}/parts/${id}/logic`, read) };
    });
    reportNamesTaken(node, path, report);
    for (const [id, input] of parent?.inputs ?? []) if (!inputs.has(id)) inputs.set(id, input);
    for (const [id, constant] of parent?.constants ?? []) {
      if (!constants.has(id)) constants.set(id, constant);
    }

    const logic = node.score ?? level?.score;
    if (logic === undefined) report("no_formula", path, { node: node.id });
    const children: PreparedNode[] = [];
    const prepared: PreparedNode = {
      id: node.id,
      node,
      parent,
      depth,
      level: level as Level,
      rounding: node.rounding ??
        (level as Level | undefined)?.rounding ?? { mode: "none", places: 2 },
      children,
      weight:
        node.weight === undefined
          ? null
          : formula(
              node.weight,
              `${path}/weight`,
              before?.weight ? { logic: before.node.weight, expression: before.weight } : undefined,
            ),
      parts,
      score: formula(
        logic ?? null,
        node.score === undefined ? `/levels/${depth}/score` : `${path}/score`,
        before && {
          logic: before.node.score ?? before.level?.score,
          expression: before.score,
        },
      ),
      scoreFromLevel: node.score === undefined,
      outputs: Object.entries(node.outputs ?? {}).map(([id, output]) => {
        const known = before?.outputs.find((one) => one.id === id);
        const read = known && { logic: known.output.logic, expression: known.expression };
        return {
          id,
          output,
          expression: formula(output.logic, `${path}/outputs/${id}/logic`, read),
        };
      }),
      requires: requirements(node.requires, `${path}/requires`, before?.requires),
      plausible: requirements(node.plausible, `${path}/plausible`, before?.plausible),
      inputs,
      constants,
    };
    nodes.set(node.id, prepared);
    for (const [index, child] of (node.children ?? []).entries()) {
      children.push(visit(child, prepared, `${path}/children/${index}`));
    }
    return prepared;
  };

  const root = visit(ruleSet.tree, null, "/tree");
  return findings.length === 0
    ? { ok: true, prepared: { ruleSet, root, nodes } }
    : { ok: false, findings };
}

/** A formula as it was read before. */
interface FormulaRead {
  readonly logic: Logic | undefined;
  readonly expression: Expression;
}

/** Names that formulas give a meaning of their own; inputs, parts and constants may not take them. */
export const RESERVED_NAMES: readonly string[] = [
  "weight",
  "children",
  "score",
  "current",
  "accumulator",
];

/** A number of a rule file as an exact value; `null` when its text says more digits than it can carry. */
export function toExact(numeral: Numeral): Rational | null {
  if (typeof numeral === "string") return parseDecimal(numeral);
  return fromJsonNumber(numeral) ?? (Number.isFinite(numeral) ? fromLiteral(numeral) : null);
}

function reportNamesTaken(
  node: Node,
  path: string,
  report: (code: string, path: string, facts: Finding["facts"]) => void,
): void {
  const taken = new Set(RESERVED_NAMES);
  for (const kind of ["inputs", "constants", "parts"] as const) {
    for (const name of Object.keys(node[kind] ?? {})) {
      if (taken.has(name) || name.includes(".") || name === "") {
        report("name_taken", `${path}/${kind}/${name}`, { node: node.id, name });
      }
      taken.add(name);
    }
  }
}
