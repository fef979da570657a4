/**
 * @module The 得分表: the tree of indicators as a table that an office prints and signs, a column for each level, groups
 * merged over what they hold.
 */
import { type Language, textIn } from "../../engine/language/language.ts";
import { inputSentence } from "../../engine/language/sentence.ts";
import { toText } from "../../engine/number/decimal-text.ts";
import { fromInteger, multiply } from "../../engine/number/rational.ts";
import type { PreparedNode, PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { nodeWeight } from "../../engine/score/constants.ts";
import { fullMarksOf } from "../../engine/score/full-marks.ts";
import type { ScoreResult } from "../../engine/score/result.ts";
import { FORM_WORDS } from "../forms/form-words.ts";
import type { Merge, NewCell, NewSheet } from "../spreadsheet/cells.ts";
import { figureText } from "./figure-text.ts";

export interface ScoreSheetSource {
  readonly prepared: PreparedRuleSet;
  readonly result: ScoreResult;
  readonly inputs: { readonly [item: string]: { readonly [input: string]: unknown } };
  /** What is said of an item beside its figures: remarks, decisions. */
  readonly remarks: ReadonlyMap<string, readonly string[]>;
  /** Items to show; all of them when null, with the total. */
  readonly items: ReadonlySet<string> | null;
  readonly city: string;
  /** Name of the unit that hands it in; null for the whole city. */
  readonly unit: string | null;
  readonly round: string;
  readonly example: boolean;
}

const LEVEL_WIDTH = 16;
const LEAF_WIDTH = 30;
/** Full marks, figures, score, remark. */
const WIDTHS = [8, 46, 9, 30];
const HEAD_ROWS = 3;

export function scoreSheet(source: ScoreSheetSource, language: Language): NewSheet {
  const { prepared, result, items, city, unit, round } = source;
  const words = FORM_WORDS[language];
  const mark = source.example ? words.example : "";
  const leaves = [...prepared.nodes.values()].filter(
    ({ id, children }) => children.length === 0 && (items === null || items.has(id)),
  );
  const depth = Math.max(1, ...leaves.map((leaf) => leaf.depth));
  const last = depth + WIDTHS.length;
  const merges: Merge[] = [1, 2].map((row) => ({ top: row, left: 1, bottom: row, right: last }));
  const levels = levelNames(leaves, depth, language);
  const rows: NewCell[][] = [
    [
      {
        value: `${mark}${city}${textIn(prepared.ruleSet.name, language)}${words.scoreSheet}`,
        style: "title",
      },
    ],
    [
      {
        value: [
          ...(unit === null ? [] : [`${words.reportingUnit}：${unit}`]),
          `${words.round}：${round}`,
          ...(items === null ? [statusText(result, language)] : []),
        ].join("　　"),
        style: "subtitle",
      },
    ],
    [...levels, words.fullMarks, words.figures, words.score, words.remark].map((value) => ({
      value,
      style: "head",
    })),
  ];
  for (const [index, leaf] of leaves.entries()) {
    const path = pathOf(leaf);
    const above = index === 0 ? [] : pathOf(leaves[index - 1] as PreparedNode);
    const cells = path.map((node, level): NewCell => {
      if (node === leaf) return { value: nodeTitle(leaf, language), style: "text" };
      const value = node === above[level] ? "" : groupTitle(node, source, language);
      return { value, style: "group" };
    });
    while (cells.length < depth) cells.push({ value: "", style: "text" });
    const row = rows.length + 1;
    if (path.length < depth)
      merges.push({ top: row, left: path.length, bottom: row, right: depth });
    rows.push([...cells, ...leafCells(leaf, source, language)]);
  }
  merges.push(...groupMerges(leaves));
  if (items === null) rows.push(totalRow(prepared, result, depth, language));
  rows.push(
    [],
    [
      {
        value: [words.filledBy, words.checkedBy, words.headOfUnit, words.seal, words.date].join(
          "　　　　　　",
        ),
        style: "subtitle",
      },
    ],
  );
  merges.push({ top: rows.length, left: 1, bottom: rows.length, right: last });
  return {
    name: words.scoreSheet,
    columns: [
      ...levels.map((_, level) => (level === depth - 1 ? LEAF_WIDTH : LEVEL_WIDTH)),
      ...WIDTHS,
    ],
    rows,
    merges,
    headRows: HEAD_ROWS,
    landscape: true,
    footer: `&L${mark}${unit ?? city}`,
  };
}

/** From the first level down to the node itself; the root stands above the table. */
function pathOf(node: PreparedNode): readonly PreparedNode[] {
  return node.parent === null ? [] : [...pathOf(node.parent), node];
}

function levelNames(
  leaves: readonly PreparedNode[],
  depth: number,
  language: Language,
): readonly string[] {
  const deepest = leaves.find((leaf) => leaf.depth === depth);
  return deepest === undefined
    ? [FORM_WORDS[language].item]
    : pathOf(deepest).map(({ level }) => textIn(level.name, language));
}

/** A group's cell spans the leaves below it. */
function groupMerges(leaves: readonly PreparedNode[]): readonly Merge[] {
  const spans = new Map<PreparedNode, Merge>();
  for (const [index, leaf] of leaves.entries()) {
    for (const [level, node] of pathOf(leaf).entries()) {
      if (node === leaf) continue;
      const row = HEAD_ROWS + 1 + index;
      const { top } = spans.get(node) ?? { top: row };
      spans.set(node, { top, left: level + 1, bottom: row, right: level + 1 });
    }
  }
  return [...spans.values()].filter(({ top, bottom }) => bottom > top);
}

/** Name, id and weight; in a line for an item, in lines of their own for a group. */
function nodeTitle(node: PreparedNode, language: Language): string {
  const weight = nodeWeight(node);
  const share = weight === null ? [] : [`${toText(multiply(weight, fromInteger(100)))}%`];
  const [comma, open, close] = language === "en" ? [", ", " (", ")"] : ["，", "（", "）"];
  const name = textIn(node.node.name, language);
  const told = [node.id, ...share].join(comma);
  return node.children.length === 0 ? `${name}${open}${told}${close}` : `${name}\n${told}`;
}

/** A unit is told the score of a group only where all of the group is its own. */
function groupTitle(
  node: PreparedNode,
  { result, items }: ScoreSheetSource,
  language: Language,
): string {
  const score = items === null || isWithin(node, items) ? result.scores[node.id] : null;
  const title = nodeTitle(node, language);
  return score ? `${title}\n${FORM_WORDS[language].score} ${score}` : title;
}

function isWithin({ id, children }: PreparedNode, items: ReadonlySet<string>): boolean {
  return children.length === 0 ? items.has(id) : children.every((one) => isWithin(one, items));
}

function leafCells(
  leaf: PreparedNode,
  { prepared, result, inputs, remarks }: ScoreSheetSource,
  language: Language,
): readonly NewCell[] {
  const words = FORM_WORDS[language];
  const [colon, separator] = language === "en" ? [": ", ", "] : ["：", "、"];
  const { id, node } = leaf;
  const full = fullMarksOf(leaf);
  const declared = Object.entries(node.inputs ?? {});
  const figures = declared.flatMap(([input, own]) => {
    const text = figureText(own, inputs[id]?.[input], language);
    return text === "" ? [] : [`${textIn(own.label, language)}${colon}${text}`];
  });
  const labels = new Map(declared.map(([input, own]) => [input, textIn(own.label, language)]));
  const pending = result.pending[id] ?? [];
  const said = [
    ...(remarks.get(id) ?? []),
    ...result.warnings
      .filter(({ item }) => item === id)
      // Without the item, since the row is the item's own.
      .map(({ item: _, ...issue }) => {
        const label = labels.get(issue.input ?? "");
        const sentence = inputSentence(issue, language, prepared);
        return label === undefined ? sentence : `${label}${colon}${sentence}`;
      }),
    ...(pending.length === 0
      ? []
      : [
          `${words.pending}${pending.map((place) => inputLabel(prepared, place, language)).join(separator)}`,
        ]),
  ];
  return [
    { value: full === null ? "" : { decimal: toText(full) }, style: "number" },
    { value: figures.join("\n"), style: "text" },
    decimalCell(result.scores[id] ?? null),
    { value: said.join("\n"), style: "text" },
  ];
}

/** @param place `node/input` */
function inputLabel({ nodes }: PreparedRuleSet, place: string, language: Language): string {
  const [id = "", input = ""] = place.split("/");
  const declared = nodes.get(id)?.node.inputs?.[input];
  return declared === undefined ? place : textIn(declared.label, language);
}

function decimalCell(text: string | null): NewCell {
  return { value: text === null ? "" : { decimal: text }, style: "number" };
}

function totalRow(
  { root }: PreparedRuleSet,
  result: ScoreResult,
  depth: number,
  language: Language,
): NewCell[] {
  const full = fullMarksOf(root);
  return [
    { value: FORM_WORDS[language].total, style: "total" },
    ...Array.from({ length: depth - 1 }, (): NewCell => ({ value: "", style: "total" })),
    { value: full === null ? "" : { decimal: toText(full) }, style: "number" },
    { value: "", style: "total" },
    decimalCell(result.total),
    { value: statusText(result, language), style: "text" },
  ];
}

function statusText({ status, total, range }: ScoreResult, language: Language): string {
  const words = FORM_WORDS[language];
  if (status === "final") return `${words.final} ${total}`;
  return `${words.provisional} ${range?.[0] ?? "—"} – ${range?.[1] ?? "—"}`;
}
