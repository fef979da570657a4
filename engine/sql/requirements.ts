/** @module Conditions between figures: a part above its whole, and what a rule set itself demands. */
import { toPointer } from "../json/json-value.ts";
import type { PreparedNode, PreparedRequirement } from "../rule-set/prepare.ts";
import { every } from "./conditions.ts";
import type { Lowering } from "./lower.ts";
import { RowBlock } from "./lower-lists.ts";
import type { Meaning, Names, SqlRows } from "./meaning.ts";
import { NotInSql } from "./not-in-sql.ts";
import { quoteText } from "./quote.ts";

/** What is wrong, as texts `code path`; NULL where nothing is. */
export interface Problems {
  readonly texts: string[];
  /** Arrays of such texts. */
  readonly arrays: string[];
}

/** Adds the conditions of one node. */
export function requirementProblems(
  lowering: Lowering,
  node: PreparedNode,
  names: Names,
  problems: Problems,
  report: (place: string, error: NotInSql) => void,
): void {
  for (const [id, input] of Object.entries(node.node.inputs ?? {})) {
    const figure = names(id);
    if (input.type === "rows") {
      if (figure?.kind !== "rows") continue;
      for (const [field, declaration] of Object.entries(input.fields)) {
        const whole = "partOf" in declaration ? declaration.partOf : undefined;
        if (whole !== undefined)
          problems.arrays.push(
            ofRows(lowering, figure, [node.id, id], field, "part_exceeds_whole", (inner, row) =>
              exceeds(inner, row(field), row(whole)),
            ),
          );
      }
    } else if ("partOf" in input && input.partOf !== undefined) {
      const above = exceeds(lowering, figure, names(input.partOf));
      problems.texts.push(single(above, "part_exceeds_whole", [node.id, id]));
    }
  }
  for (const [index, requirement] of node.requires.entries()) {
    try {
      demand(lowering, node, names, requirement, problems);
    } catch (error) {
      if (!(error instanceof NotInSql)) throw error;
      report(`/requires/${index}/logic`, error);
    }
  }
}

/** Of two numbers; what is null exceeds nothing. */
function exceeds(
  { arithmetic }: Lowering,
  part: Meaning | undefined,
  whole: Meaning | undefined,
): string {
  if (part?.kind !== "number" || whole?.kind !== "number") return "FALSE";
  return arithmetic.compare(">", part, whole);
}

function demand(
  lowering: Lowering,
  node: PreparedNode,
  names: Names,
  { requirement, expression }: PreparedRequirement,
  problems: Problems,
): void {
  const code = requirement.code ?? "requirement_not_met";
  const { each, input } = requirement;
  if (each === undefined) {
    const place = node.inputs.get(input);
    const path = [place?.owner ?? node.id, place?.id ?? input];
    const broken = `${lowering.condition(expression, names)} IS NOT TRUE`;
    problems.texts.push(single(broken, code, path));
    return;
  }
  const rows = names(each);
  const place = node.inputs.get(each);
  if (rows?.kind !== "rows" || place === undefined)
    throw new NotInSql("sql_name", "", { name: each });
  problems.arrays.push(
    ofRows(lowering, rows, [place.owner, place.id], input, code, (inner, row) => {
      const holds = inner.condition(expression, (name) => row(name) ?? names(name));
      return `${holds} IS NOT TRUE`;
    }),
  );
}

function single(broken: string, code: string, path: readonly string[]): string {
  return `CASE WHEN ${broken} THEN ${quoteText(`${code} ${toPointer(path)}`)} END`;
}

function ofRows(
  lowering: Lowering,
  rows: SqlRows,
  path: readonly string[],
  field: string,
  code: string,
  brokenIn: (inner: Lowering, row: (name: string) => Meaning | undefined) => string,
): string {
  const block = new RowBlock(lowering, rows);
  const broken = brokenIn(block.lowering, block.row.field);
  const text = `${quoteText(`${code} ${toPointer(path)}/`)} || ${block.place} || ${quoteText(toPointer([field]))}`;
  const query = block.query([{ name: "problem", sql: text }], every("and", [`(${broken})`]));
  return `coalesce((SELECT array_agg(problem) FROM (\n${query}\n) AS q), '{}')`;
}
