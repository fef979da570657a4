/** @module Names that formulas read: declared, spelt out, and none declared in vain. */
import { type Expression, variableName } from "../logic/expression.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { closestTo } from "../score/closest.ts";
import { type Check, type CheckContext, type Formula, formulasOfNode } from "./findings.ts";
import { walk } from "./walk.ts";

/** @issue `unknown_name`, `computed_name`, `unused_input`, `unused_part`, `unused_constant` */
export const checkNames: Check = (context) => {
  for (const node of context.nodes) {
    for (const formula of formulasOfNode(node)) checkFormula(formula, context);
  }
  const used = usedNames(context);
  for (const { id, node } of context.nodes) {
    for (const [input, declaration] of Object.entries(node.inputs ?? {})) {
      if (used.has(`${id}/${input}`) || declaration.informational) continue;
      const facts = { input, text: declaration.label };
      context.report("warning", "unused_input", `${id}#/inputs/${input}`, facts);
    }
    for (const [part, { label }] of Object.entries(node.parts ?? {})) {
      if (used.has(`${id}/${part}`)) continue;
      const facts = { part, ...(label ? { text: label } : {}) };
      context.report("warning", "unused_part", `${id}#/parts/${part}`, facts);
    }
    for (const [constant, { label }] of Object.entries(node.constants ?? {})) {
      if (used.has(`${id}/${constant}`)) continue;
      const facts = { constant, text: label };
      context.report("warning", "unused_constant", `${id}#/constants/${constant}`, facts);
    }
  }
};

function checkFormula(formula: Formula, context: CheckContext): void {
  const { path } = formula;
  const known = namesFor(formula);
  walkNames(formula, (part, name, inElement) => {
    if (name === null) {
      if (!inElement) context.report("error", "computed_name", path + part.at, {});
      return;
    }
    const first = name.split(".")[0] ?? name;
    if (inElement || known.has(first)) return;
    const closest = closestTo(first, [...known.keys()]);
    context.report("error", "unknown_name", path + part.at, {
      name,
      ...(closest ? { closest } : {}),
    });
  });
}

/** `node/name` of all that is declared at the checked nodes and read by a formula there or below. */
function usedNames({ nodes }: CheckContext): ReadonlySet<string> {
  const used = new Set<string>();
  const seen = new Set<PreparedNode>();
  const visit = (node: PreparedNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const formula of formulasOfNode(node)) {
      const known = namesFor(formula);
      walkNames(formula, (_part, name, inElement) => {
        const first = name?.split(".")[0] ?? name;
        const owner = first === null || inElement ? undefined : known.get(first);
        if (owner !== undefined) used.add(`${owner}/${first}`);
      });
    }
    node.children.forEach(visit);
  };
  for (const node of nodes) {
    const { inputs, constants, parts } = node.node;
    if (inputs ?? constants ?? parts) visit(node);
  }
  return used;
}

/** Visits every `var` of a formula with its name, `null` where it is computed; fields of a row are passed over. */
function walkNames(
  formula: Formula,
  visit: (part: Expression, name: string | null, inElement: boolean) => void,
): void {
  const elementsOf = formula.kind === "condition" ? conditionRow(formula) : null;
  const place = { names: null, nonZero: new Set<string>(), inElement: false };
  walk(formula.expression, place, (part, { inElement }) => {
    if (part.kind !== "operation" || part.operator !== "var") return;
    const name = variableName(part);
    if (name !== null && !inElement && elementsOf?.has(name.split(".")[0] ?? name)) return;
    visit(part, name, inElement);
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
