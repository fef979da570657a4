/** @module Names that formulas read: declared, spelt out, and none declared in vain. */
import { type Expression, variableName } from "../logic/expression.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { closestTo } from "../score/closest.ts";
import { type Check, type CheckContext, type Formula, formulasOfNode } from "./findings.ts";
import { walk } from "./walk.ts";

/** @issue `unknown_name`, `computed_name`, `unused_input`, `unused_part`, `unused_constant` */
export const checkNames: Check = (context) => {
  const used = new Set<string>();
  for (const node of context.prepared.nodes.values()) {
    for (const formula of formulasOfNode(node)) checkFormula(formula, context, used);
  }
  for (const { id, node } of context.prepared.nodes.values()) {
    for (const [input, declaration] of Object.entries(node.inputs ?? {})) {
      if (used.has(`${id}/${input}`) || declaration.informational) continue;
      context.report("warning", "unused_input", `${id}#/inputs/${input}`, { input });
    }
    for (const part of Object.keys(node.parts ?? {})) {
      if (!used.has(`${id}/${part}`))
        context.report("warning", "unused_part", `${id}#/parts/${part}`, { part });
    }
    for (const constant of Object.keys(node.constants ?? {})) {
      if (!used.has(`${id}/${constant}`)) {
        context.report("warning", "unused_constant", `${id}#/constants/${constant}`, { constant });
      }
    }
  }
};

function checkFormula(formula: Formula, context: CheckContext, used: Set<string>): void {
  const { expression, path } = formula;
  const known = namesFor(formula);
  const elementsOf = formula.kind === "condition" ? conditionRow(formula) : null;
  walk(expression, { names: null, nonZero: new Set(), inElement: false }, (part, { inElement }) => {
    if (part.kind !== "operation" || part.operator !== "var") return;
    const name = variableName(part);
    if (name === null) {
      if (!inElement) context.report("error", "computed_name", path + part.at, {});
      return;
    }
    if (inElement) return;
    const first = name.split(".")[0] ?? name;
    if (elementsOf?.has(first)) return;
    if (!known.has(first)) {
      const closest = closestTo(first, [...known.keys()]);
      context.report("error", "unknown_name", path + part.at, {
        name,
        ...(closest ? { closest } : {}),
      });
      return;
    }
    const owner = known.get(first);
    if (owner !== undefined) used.add(`${owner}/${first}`);
  });
}

/** Names that a formula sees, with the node that declares them; a part sees the parts before it. */
function namesFor({ node, path, kind }: Formula): ReadonlyMap<string, string> {
  const names = new Map<string, string>([
    ["weight", node.id],
    ["children", node.id],
  ]);
  for (const [name, { owner }] of node.inputs) names.set(name, owner);
  for (const [name, { owner }] of node.constants) names.set(name, owner);
  if (kind === "condition") return names;
  for (const { id } of node.parts) {
    if (kind === "part" && path.endsWith(`#/parts/${id}/logic`)) break;
    names.set(id, node.id);
  }
  if (kind === "output") names.set("score", node.id);
  return names;
}

/** Fields of the rows that a condition is asked of. */
function conditionRow({ node, path }: Formula): ReadonlySet<string> | null {
  const [, list = "", index = ""] = /#\/(requires|plausible)\/(\d+)/.exec(path) ?? [];
  const { each } = requirementAt(node, list, Number(index)) ?? {};
  const rows = each === undefined ? undefined : node.inputs.get(each)?.input;
  return rows?.type === "rows" ? new Set(Object.keys(rows.fields)) : null;
}

function requirementAt(node: PreparedNode, list: string, index: number) {
  return (list === "requires" ? node.requires : node.plausible)[index]?.requirement;
}

/** Names that a formula mentions outside lists; for other checks. */
export function mentions(expression: Expression, name: string): boolean {
  let found = false;
  walk(expression, { names: null, nonZero: new Set(), inElement: false }, (part, { inElement }) => {
    if (!inElement && variableName(part) === name) found = true;
  });
  return found;
}
