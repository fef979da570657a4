/**
 * @module What the cases of a node should show: every branch, band, tick, cap and zero rule of its formulas,
 * each threshold from below, exactly on it and from above, and every refusal.
 */
import type { Expression, Operation } from "../logic/expression.ts";
import { nodesOf, variableName } from "../logic/expression.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";

export type TargetKind =
  /** An arm of `if`: one of a series over the same subject is a band, one behind `== 0` a zero rule. */
  | "branch"
  | "band"
  | "zero"
  | "tick"
  /** One side of a comparison, of `min` or of `max`. */
  | "threshold"
  | "cap"
  | "floor"
  /** A condition inside `and`, `or`, `!`. */
  | "condition"
  /** Figures that must be refused. */
  | "refusal"
  /** A value exactly half-way between two scores. */
  | "tie";

export type TargetSide = "taken" | "below" | "at" | "above" | "true" | "false" | "refused";

export interface Target {
  readonly node: string;
  /** `score`, `parts/b1`, `outputs/x`, `inputs/x`, `requires/0`. */
  readonly formula: string;
  /** JSON pointer within the formula. */
  readonly at: string;
  readonly kind: TargetKind;
  readonly side: TargetSide;
  /** The node of the formula that is watched; `null` for refusals and ties. */
  readonly expression: Expression | null;
}

/** Which sides of a comparison figures within their declared ranges can reach. */
export type Reachable = (
  node: PreparedNode,
  formula: string,
  operation: Operation,
  side: TargetSide,
) => boolean;

export function targetsOf(
  node: PreparedNode,
  reachable: Reachable = () => true,
): readonly Target[] {
  const targets: Target[] = [];
  for (const { formula, expression } of formulasOf(node)) {
    for (const part of nodesOf(expression)) {
      if (part.kind !== "operation") continue;
      const add = (at: Expression, kind: TargetKind, side: TargetSide): void => {
        if (side !== "taken" && !reachable(node, formula, at as Operation, side)) return;
        targets.push({ node: node.id, formula, at: at.at, kind, side, expression: at });
      };
      targetsOfOperation(part, add);
    }
  }
  for (const [id, input] of Object.entries(node.node.inputs ?? {})) {
    if ("partOf" in input && input.partOf !== undefined)
      targets.push(refusal(node, `inputs/${id}`));
  }
  for (const index of node.requires.keys()) targets.push(refusal(node, `requires/${index}`));
  if (!node.scoreFromLevel && /^half/.test(node.rounding.mode)) {
    targets.push({
      node: node.id,
      formula: "score",
      at: "",
      kind: "tie",
      side: "at",
      expression: null,
    });
  }
  return targets;
}

/** The formulas of a node with the names that targets and messages use for them. */
export function formulasOf(
  node: PreparedNode,
): readonly { readonly formula: string; readonly expression: Expression }[] {
  return [
    ...node.parts.map(({ id, expression }) => ({ formula: `parts/${id}`, expression })),
    { formula: "score", expression: node.score },
    ...node.outputs.map(({ id, expression }) => ({ formula: `outputs/${id}`, expression })),
  ];
}

type Add = (at: Expression, kind: TargetKind, side: TargetSide) => void;

const COMPARISONS: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);
const EQUALITIES: ReadonlySet<string> = new Set(["==", "!=", "===", "!=="]);

function targetsOfOperation(operation: Operation, add: Add): void {
  const { operator, operands } = operation;
  if (operator === "if" || operator === "?:") targetsOfIf(operation, add);
  else if (COMPARISONS.has(operator)) {
    for (const side of ["below", "at", "above"] as const) add(operation, "threshold", side);
  } else if (operator === "min" || operator === "max") {
    // With one constant among the operands this is a cap or a floor; lists are compared as they come.
    if (operands.length < 2) return;
    for (const side of ["below", "at", "above"] as const) {
      add(operation, operator === "min" ? "cap" : "floor", side);
    }
  } else if (operator === "and" || operator === "or") {
    for (const operand of operands) {
      if (isComparison(operand)) continue;
      add(operand, "condition", "true");
      add(operand, "condition", "false");
    }
  }
}

function targetsOfIf({ operands }: Operation, add: Add): void {
  const conditions = operands.filter((_, index) => index % 2 === 0 && index + 1 < operands.length);
  const subjects = new Set(conditions.map(subjectOf));
  const isBands = conditions.length > 1 && subjects.size === 1 && !subjects.has(null);
  for (const [index, operand] of operands.entries()) {
    const isArm = index % 2 === 1 || index === operands.length - 1;
    if (!isArm) continue;
    const condition = operands[index % 2 === 1 ? index - 1 : index - 2];
    add(operand, isBands ? "band" : kindOfArm(condition), "taken");
  }
}

function kindOfArm(condition: Expression | undefined): TargetKind {
  if (condition === undefined || condition.kind !== "operation") return "branch";
  if (EQUALITIES.has(condition.operator)) {
    const zero = condition.operands.some((operand) => operand.kind === "literal");
    return zero ? "zero" : "branch";
  }
  if (condition.operator === "in" || variableName(condition) !== null) return "tick";
  return "branch";
}

/** What a comparison with a constant speaks of, as a key; `null` for other conditions. */
function subjectOf(condition: Expression): string | null {
  if (!isComparison(condition)) return null;
  const subject = condition.operands.find((operand) => operand.kind !== "literal");
  if (subject === undefined || condition.operands.length !== 2) return null;
  return variableName(subject) ?? JSON.stringify(subject, withoutPlaces);
}

function isComparison(expression: Expression): expression is Operation {
  return expression.kind === "operation" && COMPARISONS.has(expression.operator);
}

function withoutPlaces(key: string, value: unknown): unknown {
  if (key === "at") return undefined;
  return typeof value === "bigint" ? value.toString() : value;
}

function refusal(node: PreparedNode, formula: string): Target {
  return { node: node.id, formula, at: "", kind: "refusal", side: "refused", expression: null };
}
