/** @module What points at something else in the set: it must be there, and fit. */
import type { PreparedNode } from "../rule-set/prepare.ts";
import type { Input, Requirement, SourceText } from "../rule-set/rule-set.ts";
import { closestTo } from "../score/closest.ts";
import type { Check, CheckContext } from "./findings.ts";

/** @issue `unknown_reference`, `same_as_incompatible`, `span_outside_text`, `case_node_unknown`, `unassigned` */
export const checkReferences: Check = (context) => {
  const { prepared, nodes, cases } = context;
  for (const node of nodes) {
    for (const department of node.node.departments ?? []) {
      refer(
        context,
        `${node.id}#/departments`,
        "departments",
        department,
        Object.keys(prepared.ruleSet.departments),
      );
    }
    for (const [id, input] of Object.entries(node.node.inputs ?? {}))
      checkInput(context, node, id, input);
    for (const list of ["requires", "plausible"] as const) {
      for (const [index, { requirement }] of node[list].entries()) {
        checkRequirement(context, node, `${node.id}#/${list}/${index}`, requirement);
      }
    }
    checkSpans(context, node);
    checkSupply(context, node);
  }
  for (const { id, node, file } of cases) {
    if (node !== undefined && !prepared.nodes.has(node)) {
      context.report("error", "case_node_unknown", `${file ?? "cases"}#${id}`, { node });
    }
  }
};

function refer(
  context: CheckContext,
  path: string,
  field: string,
  value: string,
  known: readonly string[],
): void {
  if (known.includes(value)) return;
  const closest = closestTo(value, known);
  context.report("error", "unknown_reference", path, {
    field,
    value,
    ...(closest ? { closest } : {}),
  });
}

function checkInput(context: CheckContext, node: PreparedNode, id: string, input: Input): void {
  const path = `${node.id}#/inputs/${id}`;
  const { prepared } = context;
  for (const department of input.suppliedBy ?? []) {
    refer(
      context,
      `${path}/suppliedBy`,
      "suppliedBy",
      department,
      Object.keys(prepared.ruleSet.departments),
    );
  }
  if ("partOf" in input && input.partOf !== undefined) {
    refer(context, `${path}/partOf`, "partOf", input.partOf, [...node.inputs.keys()]);
  }
  if (input.sameAs === undefined) return;
  const [otherNode = "", otherInput = ""] = input.sameAs.split("/");
  const other = prepared.nodes.get(otherNode)?.node.inputs?.[otherInput];
  if (other === undefined) {
    const known = [...prepared.nodes.values()].flatMap((one) =>
      Object.keys(one.node.inputs ?? {}).map((name) => `${one.id}/${name}`),
    );
    refer(context, `${path}/sameAs`, "sameAs", input.sameAs, known);
  } else if (other.type !== input.type || unitOf(other) !== unitOf(input)) {
    context.report("error", "same_as_incompatible", `${path}/sameAs`, { other: input.sameAs });
  }
}

function unitOf(input: Input): string | undefined {
  return "unit" in input ? input.unit : undefined;
}

function checkRequirement(
  context: CheckContext,
  node: PreparedNode,
  path: string,
  requirement: Requirement,
): void {
  const { each, input } = requirement;
  if (each !== undefined) {
    refer(context, `${path}/each`, "each", each, [...node.inputs.keys()]);
    const rows = node.inputs.get(each)?.input;
    if (rows?.type === "rows")
      refer(context, `${path}/input`, "input", input, Object.keys(rows.fields));
  } else refer(context, `${path}/input`, "input", input, [...node.inputs.keys()]);
}

function checkSpans(context: CheckContext, node: PreparedNode): void {
  const { place: _, ...texts } = node.node.source ?? {};
  for (const [field, source] of Object.entries(texts) as [string, SourceText][]) {
    for (const [index, [from, to]] of (source.changed ?? []).entries()) {
      if (from < to && to <= source.text.length) continue;
      context.report("error", "span_outside_text", `${node.id}#/source/${field}/changed/${index}`, {
        from,
        to,
      });
    }
  }
}

/** Figures that no department, platform or office supplies: the office should see them. */
function checkSupply(context: CheckContext, node: PreparedNode): void {
  const inputs = Object.values(node.node.inputs ?? {});
  if (inputs.length === 0 || inputs.every(({ suppliedBy }) => suppliedBy !== undefined)) return;
  for (let up: PreparedNode | null = node; up !== null; up = up.parent) {
    if (up.node.departments !== undefined) return;
  }
  context.report("note", "unassigned", `${node.id}#/departments`, { node: node.id });
}
