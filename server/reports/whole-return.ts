/** @module A city's whole return for the national system: the figures as any program takes them, and as a table. */
import { type Language, textIn } from "../../engine/language/language.ts";
import { FORM_WORDS } from "../forms/form-words.ts";
import type { FigureSource } from "../rounds/consolidate.ts";
import type { NewCell, NewSheet } from "../spreadsheet/cells.ts";
import { figureText } from "./figure-text.ts";
import type { CityReport } from "./read-report.ts";

/** `inputs` is what `chengping score` and every scoring route take. */
export function returnDocument({ at, served, names, figures, decisions, source }: CityReport) {
  const { status, total, range, scores } = source.result;
  return {
    format: 1,
    ...(names.example ? { example: true } : {}),
    round: { id: at.round.id, name: at.round.name, cutOff: at.round.cut_off },
    city: { id: at.row.city, name: names.city, state: at.row.state },
    ruleSet: {
      id: served.id,
      hash: served.contentHash,
      scoringHash: served.scoringHash,
      filesHash: served.hash,
    },
    inputs: figures.inputs,
    status,
    total,
    range,
    scores,
    sources: figures.parts,
    decisions,
    conflicts: figures.conflicts,
    stale: figures.stale,
  };
}

const WIDTHS = [11, 30, 18, 44, 8, 18, 30, 34];

/** One line a figure, with the revision or decision that it comes from. */
export function figuresSheet(report: CityReport, language: Language): NewSheet {
  const { served, names, figures, source } = report;
  const words = FORM_WORDS[language];
  const mark = names.example ? words.example : "";
  const titles = [
    words.item,
    words.itemName,
    words.input,
    words.label,
    words.unit,
    words.plainValue,
    words.readable,
    words.source,
  ];
  // In the order of the rules, whatever order the figures were kept in.
  const lines = [...served.prepared.nodes.values()].flatMap(({ id: item, node }) => {
    const values = figures.inputs[item] ?? {};
    const from = figures.parts
      .filter((part) => part.item === item)
      .map((part) => sourceText(part, report, language))
      .join("；");
    return Object.entries(node.inputs ?? {}).flatMap(([input, declared]): NewCell[][] => {
      const value = values[input];
      if (value === undefined) return [];
      return [
        [
          { value: item, style: "code" },
          { value: textIn(node.name, language), style: "text" },
          { value: input, style: "code" },
          { value: textIn(declared.label, language), style: "text" },
          { value: "unit" in declared ? (declared.unit ?? "") : "", style: "text" },
          valueCell(value),
          { value: figureText(declared, value, language), style: "text" },
          { value: from, style: "text" },
        ],
      ];
    });
  });
  return {
    name: words.wholeReturn,
    columns: WIDTHS,
    rows: [
      [
        {
          value: `${mark}${names.city}${textIn(served.prepared.ruleSet.name, language)}`,
          style: "title",
        },
      ],
      [
        {
          value: `${words.round}：${source.round}　　${served.id}　${served.contentHash}`,
          style: "subtitle",
        },
      ],
      titles.map((value) => ({ value, style: "head" })),
      ...lines,
    ],
    merges: [1, 2].map((row) => ({ top: row, left: 1, bottom: row, right: WIDTHS.length })),
    headRows: 3,
    landscape: true,
    footer: `&L${mark}${names.city}`,
  };
}

/** As it travels: numbers as numbers, all else as JSON text. */
function valueCell(value: unknown): NewCell {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return /^-?\d+(\.\d+)?$/.test(text)
    ? { value: { decimal: text }, style: "number" }
    : { value: text, style: "text" };
}

function sourceText(part: FigureSource, { names }: CityReport, language: Language): string {
  if (part.kind === "decision") return `${FORM_WORDS[language].decided}${part.number}`;
  return `${names.units.get(part.unit) ?? part.unit} r${part.revision}`;
}
