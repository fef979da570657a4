/** @module `chengping score`: one city, as a table for people or as JSON. */

import { isObject } from "../../engine/json/json-value.ts";
import { explainNode } from "../../engine/language/explain.ts";
import { textIn } from "../../engine/language/language.ts";
import { inputSentence } from "../../engine/language/sentence.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { ScoreResult } from "../../engine/score/result.ts";
import { score } from "../../engine/score/score.ts";
import { oneMore, type Step } from "../../engine/what-if/one-more.ts";
import { type OtherReading, otherReadings } from "../../engine/what-if/other-readings.ts";
import { compiledRules } from "../scoring/compiled-rules.ts";
import { shorten } from "../text/display-width.ts";
import {
  FINDINGS,
  FINE,
  loadOrStop,
  print,
  printJson,
  readJsonOrStop,
  type Shell,
} from "./shell.ts";
import { paint, table } from "./terminal.ts";

export interface ScoreFlags {
  readonly json?: boolean;
  readonly explain?: boolean;
  readonly final?: boolean;
  readonly whatIf?: boolean;
}

export function scoreCommand(
  ruleSet: string,
  file: string,
  flags: ScoreFlags,
  shell: Shell,
): number {
  const { prepared } = loadOrStop(ruleSet, shell);
  const document = readJsonOrStop(file, shell);
  // A request body ({"inputs": …}) is taken as well as the figures alone.
  const inputs =
    isObject(document) && isObject(document.inputs) && !prepared.nodes.has("inputs")
      ? document.inputs
      : document;
  const outcome = score(prepared, inputs, {
    final: flags.final === true,
    explain: flags.explain === true,
  });
  if (!outcome.ok) {
    if (flags.json) printJson({ issues: outcome.issues });
    else {
      const lines = outcome.issues.map(
        (issue) => `  ${inputSentence(issue, shell.language, prepared)}`,
      );
      process.stderr.write(`${[paint("red", shell.words.refused), ...lines].join("\n")}\n`);
    }
    return FINDINGS;
  }
  const steps = flags.whatIf ? oneMore(compiledRules(prepared), inputs) : null;
  const readings = flags.whatIf ? otherReadings(prepared, inputs) : null;
  if (flags.json) {
    printJson({
      ...outcome.result,
      ...(steps?.ok ? { steps: steps.steps } : {}),
      ...(readings?.ok ? { readings: readings.readings } : {}),
    });
    return FINE;
  }
  print(scoreTable(prepared, outcome.result, shell));
  if (steps?.ok) print(stepsTable(steps.steps, shell));
  if (readings?.ok) print(readingsTable(readings.readings, shell));
  return FINE;
}

const NAME_WIDTH = 44;
/** Steps that a table shows; machines get all of them. */
const SHOWN_STEPS = 20;

function stepsTable(steps: readonly Step[], { words }: Shell): string {
  const rows = steps
    .slice(0, SHOWN_STEPS)
    .map(({ node, input, option, from, to, score: own, total }) => [
      `  ${node}`,
      option === undefined ? input : `${input}/${option}`,
      `${JSON.stringify(from)} → ${JSON.stringify(to)}`,
      own.change,
      total.change,
    ]);
  return ["", paint("bold", words.steps), table(rows, new Set([3, 4]))].join("\n");
}

function readingsTable(readings: readonly OtherReading[], { language, words }: Shell): string {
  const rows = readings.map(({ node, label, score: own, total }) => [
    `  ${node}`,
    shorten(textIn(label, language), NAME_WIDTH),
    `${own.ours ?? "—"} → ${own.other ?? "—"}`,
    `${total.ours ?? "—"} → ${total.other ?? "—"}`,
  ]);
  return ["", paint("bold", words.readings), table(rows)].join("\n");
}

function scoreTable(
  prepared: PreparedRuleSet,
  result: ScoreResult,
  { language, words }: Shell,
): string {
  const rows: string[][] = [
    [words.item, words.name, words.scoreColumn, result.status === "final" ? "" : words.range],
  ];
  const explanations = new Map<string, readonly string[]>();
  for (const node of prepared.nodes.values()) {
    if (node.parent === null) continue;
    const range = result.ranges[node.id];
    const indent = "  ".repeat(node.depth - 1);
    rows.push([
      indent + node.id,
      shorten(textIn(node.node.name, language), NAME_WIDTH),
      result.scores[node.id] ?? "—",
      range ? `${range[0] ?? "…"} – ${range[1] ?? "…"}` : "",
    ]);
    const trace = result.trace?.[node.id];
    const lines = trace ? explainNode(node, trace, language) : [];
    // A sum of one term explains nothing.
    if (lines.length > 1 || lines[0] !== result.scores[node.id])
      explanations.set(indent + node.id, lines);
  }
  const lines: string[] = [];
  for (const [index, line] of table(rows, new Set([2]))
    .split("\n")
    .entries()) {
    lines.push(index === 0 ? paint("bold", line) : line);
    const id = rows[index]?.[0] ?? "";
    for (const step of explanations.get(id) ?? [])
      lines.push(paint("dim", `${" ".repeat(id.length + 2)}${step}`));
  }
  const status = result.status === "final" ? words.finalStatus : words.provisional;
  const range =
    result.status === "final" || !result.range
      ? ""
      : `  ${words.range} ${result.range[0] ?? "…"} – ${result.range[1] ?? "…"}`;
  lines.push(
    "",
    paint(
      "bold",
      `${textIn(prepared.root.node.name, language)}  ${result.total ?? "—"}${range}  ${status}`,
    ),
  );
  for (const { id, output } of prepared.root.outputs) {
    lines.push(
      `${textIn(output.label, language)}  ${String(result.outputs[prepared.root.id]?.[id] ?? "—")}`,
    );
  }
  if (result.warnings.length > 0) {
    lines.push("", paint("yellow", words.warnings));
    for (const warning of result.warnings)
      lines.push(`  ${inputSentence(warning, language, prepared)}`);
  }
  return lines.join("\n");
}
