/** @module Answers of a batch as CSV: a line for each city, a column for each node; refusals as JSON in the last. */
import { stringify } from "csv-stringify/sync";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { ScoreResult } from "../../engine/score/result.ts";
import { guarded } from "../spreadsheet/csv.ts";

/** The first line. */
export function csvAnswerHeader(prepared: PreparedRuleSet): string {
  return record(["id", "line", "status", "total", "low", "high", ...nodesOf(prepared), "issues"]);
}

/** @param answer the same as a line of NDJSON */
export function csvAnswer(
  prepared: PreparedRuleSet,
  answer: readonly Uint8Array[],
  line: number,
): string {
  const { id, result, issues } = JSON.parse(Buffer.concat(answer).toString("utf8")) as {
    readonly id: string | number | null;
    readonly result?: ScoreResult;
    readonly issues?: readonly object[];
  };
  const nodes = nodesOf(prepared);
  return record([
    id === null ? "" : guarded(String(id)),
    String(line),
    result?.status ?? "refused",
    result?.total ?? "",
    ...[0, 1].map((end) => result?.range?.[end] ?? ""),
    ...nodes.map((node) => result?.scores[node] ?? ""),
    issues === undefined ? "" : JSON.stringify(issues),
  ]);
}

function nodesOf({ nodes, root }: PreparedRuleSet): readonly string[] {
  return [...nodes.values()].filter((node) => node !== root).map(({ id }) => id);
}

/** Without the end of the line. */
function record(cells: readonly string[]): string {
  return stringify([[...cells]], { record_delimiter: "" });
}
