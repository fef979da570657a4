/** @module What a node's figures are held to, besides each by itself: parts and their wholes, conditions between figures. */
import type { InputIssue } from "../issue.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { readNames, requirementIssue } from "../score/validate-inputs.ts";
import { Arithmetic } from "./arithmetic.ts";
import { type Test, test } from "./closures.ts";
import type { Check } from "./fuse.ts";
import type { Condition, ExactNumber } from "./ir.ts";
import { type Layout, type NumberPlace, type PlacedInput, USUAL } from "./layout.ts";
import { lazily, lazyFunction } from "./lazily.ts";
import type { CompiledRequirement } from "./program.ts";

export interface NodeCheck {
  readonly node: PreparedNode;
  readonly parts: readonly (readonly [PlacedInput, PlacedInput])[];
  /** A part, or a condition, that only the reference can ask about. */
  readonly alwaysUnclear: boolean;
  readonly conditions: readonly ConditionCheck[];
}

export interface ConditionCheck {
  readonly severity: "error" | "warning";
  readonly requirement: CompiledRequirement;
  readonly holds: Test;
  /** It is asked only when all of these are known. */
  readonly asked: readonly PlacedInput[];
  /** Where the answer points to. */
  readonly owner: string;
  readonly input: string;
  /** The warning where it is not asked row by row: always the same. */
  readonly warning: () => InputIssue;
}

export interface FlatCheck {
  readonly node: PreparedNode;
  readonly check: Check;
  /** `null`: a part that is above its whole. */
  readonly condition: ConditionCheck | null;
  readonly width: number;
}

/** @param own inputs of the node */
export function checkOf(
  node: PreparedNode,
  own: readonly PlacedInput[],
  layout: Layout,
  requires: readonly CompiledRequirement[],
  plausible: readonly CompiledRequirement[],
): NodeCheck {
  const parts: (readonly [PlacedInput, PlacedInput])[] = [];
  let alwaysUnclear = false;
  for (const part of own) {
    const { input, place } = part;
    if (place.kind === "rows" && input.type === "rows")
      alwaysUnclear ||= Object.values(input.fields).some(
        (field) => "partOf" in field && field.partOf,
      );
    if (!("partOf" in input) || input.partOf === undefined) continue;
    const whole = own.find(({ id }) => id === input.partOf);
    const alike =
      place.kind === "number" &&
      whole?.place.kind === "number" &&
      place.formulaScale === whole.place.formulaScale;
    if (alike) parts.push([part, whole]);
    // A whole of another kind, or from above the node, is the reference's to find.
    else alwaysUnclear = true;
  }
  const conditions: ConditionCheck[] = [];
  for (const [list, severity] of [
    [requires, "error"],
    [plausible, "warning"],
  ] as const) {
    for (const requirement of list) {
      if (requirement.condition === null) {
        alwaysUnclear = true;
        continue;
      }
      conditions.push(conditionCheck(node, layout, requirement, requirement.condition, severity));
    }
  }
  return { node, parts, alwaysUnclear, conditions };
}

function conditionCheck(
  node: PreparedNode,
  layout: Layout,
  requirement: CompiledRequirement,
  condition: NonNullable<CompiledRequirement["condition"]>,
  severity: "error" | "warning",
): ConditionCheck {
  const { prepared, each } = requirement;
  const visible = node.inputs.get(prepared.requirement.input);
  const asked = readNames(node, prepared);
  const [owner, input] = [
    each?.node ?? visible?.owner ?? node.id,
    each?.id ?? visible?.id ?? prepared.requirement.input,
  ];
  return {
    severity,
    requirement,
    warning: lazily(() => warningOf({ requirement, owner, input }, [])),
    holds: lazyFunction(() => test(condition)),
    asked: [
      ...asked.flatMap(({ owner, id }) => layout.inputs.get(`${owner}/${id}`) ?? []),
      ...(each === null ? [] : [each]),
    ],
    owner,
    input,
  };
}

export function warningOf(
  { requirement, owner, input }: Pick<ConditionCheck, "requirement" | "owner" | "input">,
  steps: readonly (string | number)[],
): InputIssue {
  return requirementIssue(requirement.prepared.requirement, "warning", owner, input, steps);
}

/** Below the figure: the row and the field that are asked about. */
export function stepsOf(
  { requirement }: ConditionCheck,
  row: number,
): readonly (string | number)[] {
  return requirement.each === null ? [] : [row, requirement.prepared.requirement.input];
}

/** Of all nodes, each condition by itself. */
export function flatChecks(checks: readonly NodeCheck[]): readonly FlatCheck[] {
  const exact = new Arithmetic();
  return checks.flatMap((one) => flatChecksOf(one, exact));
}

function flatChecksOf(
  { node, parts, conditions }: NodeCheck,
  exact: Arithmetic,
): readonly FlatCheck[] {
  const slot = ({ place }: PlacedInput): ExactNumber =>
    exact.slot("figures", (place as NumberPlace).slot, 1, -USUAL, USUAL);
  const ofParts = parts.map(([part, whole]): FlatCheck => {
    // Null, which is no number, is never above.
    const condition = exact.not(exact.compare(">", slot(part), slot(whole)));
    return { node, check: { condition, each: null }, condition: null, width: 1 };
  });
  const asked = conditions.map((condition): FlatCheck => {
    const each = condition.requirement.each?.place;
    const rows = each?.kind === "rows" ? each : null;
    const check = { condition: condition.requirement.condition as Condition, each: rows };
    return { node, check, condition, width: rows?.width ?? 1 };
  });
  return [...ofParts, ...asked];
}
