/**
 * @module A rule set between two others: the earlier one with some causes of change applied and the others not
 * yet. It runs like any other, so that the effect of each cause can be measured on its own.
 */
import { namesIn } from "../logic/expression.ts";
import { readExpression } from "../logic/read-expression.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Level, Logic, Node, Part, RuleSet } from "../rule-set/rule-set.ts";
import type { Cause } from "./change.ts";
import { compareFormulas } from "./compare-formulas.ts";
import { matchNodes } from "./match-nodes.ts";
import { type LaterNames, laterNames } from "./renamed-inputs.ts";

/** The earlier set with the given causes taken from the later one. */
export function mixedRuleSet(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  applied: ReadonlySet<Cause>,
): RuleSet {
  const matches = matchNodes(before, after);
  const laterIds = new Map([...matches].map(([now, old]) => [old, now]));
  const structure = applied.has("structure");
  const visit = (node: PreparedNode): Node => {
    const old = structure ? before.nodes.get(matches.get(node.id) ?? "") : node;
    const children = node.children.map(visit);
    const later = structure ? node : after.nodes.get(laterIds.get(node.id) ?? "");
    const mixed =
      old && later
        ? mixNode(old.node, later.node, applied, laterNames(later, before, after, matches))
        : node.node;
    const { children: _, ...rest } = mixed;
    return { ...rest, id: node.id, ...(children.length > 0 ? { children } : {}) };
  };
  const shape = structure ? after : before;
  return { ...shape.ruleSet, levels: mixLevels(before, after, applied), tree: visit(shape.root) };
}

/** Each aspect from the set that its cause says; texts come with the later set only when everything has. */
function mixNode(old: Node, now: Node, applied: ReadonlySet<Cause>, names: LaterNames): Node {
  const parts = mixParts(old.parts, now.parts, applied, names);
  const score = mixFormula(old.score, now.score, applied, names);
  const outputs = applied.has("formulas") ? now.outputs : old.outputs;
  const inputs = mixInputs(old, now, { parts, score }, applied);
  const constants = applied.has("numbers")
    ? { ...old.constants, ...now.constants }
    : { ...now.constants, ...old.constants };
  return withoutUndefined({
    ...old,
    level: applied.has("structure") ? now.level : old.level,
    weight: applied.has("weights") ? now.weight : old.weight,
    rounding: applied.has("rounding") ? now.rounding : old.rounding,
    requires: applied.has("inputs") ? now.requires : old.requires,
    inputs,
    constants,
    parts,
    score,
    outputs,
  });
}

function mixLevels(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  applied: ReadonlySet<Cause>,
): readonly Level[] {
  const shape = applied.has("structure") ? after : before;
  return shape.ruleSet.levels.map((level) => {
    const old = before.ruleSet.levels.find(({ id }) => id === level.id) ?? level;
    const now = after.ruleSet.levels.find(({ id }) => id === level.id) ?? level;
    return withoutUndefined({
      ...level,
      rounding: applied.has("rounding") ? now.rounding : old.rounding,
      score: mixFormula(old.score, now.score, applied),
    });
  });
}

/** A formula of one shape changes with the numbers; one of another shape with the formulas. */
function mixFormula(
  old: Logic | undefined,
  now: Logic | undefined,
  applied: ReadonlySet<Cause>,
  names?: LaterNames,
): Logic | undefined {
  const { kind } = compareFormulas(names === undefined ? old : names.formula(old), now);
  const cause: Cause = kind === "shape" ? "formulas" : "numbers";
  return applied.has(cause) ? now : old;
}

function mixParts(
  old: Node["parts"],
  now: Node["parts"],
  applied: ReadonlySet<Cause>,
  names: LaterNames,
): Node["parts"] {
  const order = applied.has("formulas") ? now : old;
  if (order === undefined) return undefined;
  const mixed: { [id: string]: Part } = {};
  for (const id of Object.keys(order)) {
    const [a, b] = [old?.[id], now?.[id]];
    const own = order[id] as Part;
    mixed[id] =
      a && b ? { ...own, logic: mixFormula(a.logic, b.logic, applied, names) ?? own.logic } : own;
  }
  return mixed;
}

/** The inputs of the side that is applied, and of the other what the mixed formulas still read. */
function mixInputs(
  old: Node,
  now: Node,
  formulas: { readonly parts: Node["parts"]; readonly score: Logic | undefined },
  applied: ReadonlySet<Cause>,
): Node["inputs"] {
  const [main, other] = applied.has("inputs") ? [now.inputs, old.inputs] : [old.inputs, now.inputs];
  if (main === undefined && other === undefined) return undefined;
  const read = new Set<string>();
  const logics = [
    ...Object.values(formulas.parts ?? {}).map(({ logic }) => logic),
    formulas.score ?? null,
  ];
  for (const logic of logics) {
    for (const name of namesIn(readExpression(logic))) read.add(name.split(".")[0] ?? name);
  }
  const kept = Object.entries(other ?? {}).filter(
    ([id]) => read.has(id) && main?.[id] === undefined,
  );
  return { ...main, ...Object.fromEntries(kept) };
}

function withoutUndefined<Members extends object>(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Members;
}
