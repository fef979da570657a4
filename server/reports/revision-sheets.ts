/**
 * @module The 修订对照表 as sheets: every change in words, the table of the notice with new text underlined, and whom
 * the changes move. The words and figures are the engine's, the same as on the page.
 */
import { caseEffects } from "../../engine/compare/case-effects.ts";
import type { Change } from "../../engine/compare/change.ts";
import { compareRuleSets } from "../../engine/compare/compare-rule-sets.ts";
import { compareTexts } from "../../engine/compare/compare-texts.ts";
import { comparedNodes } from "../../engine/compare/compared-nodes.ts";
import type { CausePart } from "../../engine/compare/split-by-cause.ts";
import { describeChange } from "../../engine/language/describe-change.ts";
import { type Language, textIn } from "../../engine/language/language.ts";
import { messagesIn } from "../../engine/language/sentence.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { loadRuleFiles } from "../rule-files/rule-files.ts";
import type { CityEffect } from "../rule-set-store/effect.ts";
import type { NewCell, NewSheet } from "../spreadsheet/cells.ts";
import { markedRuns } from "./marked-runs.ts";
import { noticeSheet } from "./notice-sheet.ts";
import { REVISION_WORDS } from "./revision-words.ts";

export interface RevisionTask {
  readonly before: readonly (readonly [path: string, text: string])[];
  readonly after: readonly (readonly [path: string, text: string])[];
  readonly language: Language;
  /** `null` where no stored city is scored with the earlier set. */
  readonly cities: readonly CityEffect[] | null;
}

const HEAD_ROWS = 3;

/** On a thread: cases take a while. `null` where one side makes no rule set. */
export function revisionSheets(task: RevisionTask): readonly NewSheet[] | null {
  const [old, now] = [loadRuleFiles(new Map(task.before)), loadRuleFiles(new Map(task.after))];
  if (!old.ok || !now.ok) return null;
  const { language, cities } = task;
  const [before, after] = [old.prepared, now.prepared];
  const changes = compareRuleSets(before, after);
  const nodes = comparedNodes(before, after, changes);
  const ordered = nodes.flatMap((row) => row.changes);
  const words = REVISION_WORDS[language];
  const effects = [...caseEffects(before, after, old.cases)].flatMap(
    (one): readonly EffectLine[] =>
      one === null ? [] : [{ ...one, what: one.node, name: textIn(one.name, language) }],
  );
  const cityLines = (cities ?? []).flatMap((one): readonly EffectLine[] =>
    lineOfCity(one, words.refused),
  );
  return [
    changesSheet(ordered, before, after, language),
    noticeSheet(before, after, nodes, language),
    effectSheet(
      words.cases,
      [words.item, words.case],
      effects,
      headOf(before, after, language),
      language,
    ),
    ...(cities === null
      ? []
      : [
          effectSheet(
            words.cities,
            [words.round, words.city],
            cityLines,
            headOf(before, after, language),
            language,
          ),
        ]),
  ];
}

/** `新型智慧城市评价指标（2020） 对照 新型智慧城市评价指标（2018）` */
export function headOf(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  language: Language,
): string {
  const name = ({ ruleSet }: PreparedRuleSet): string =>
    `${textIn(ruleSet.name, language)} [${ruleSet.edition}]`;
  return `${name(after)} ${REVISION_WORDS[language].from} ${name(before)}`;
}

function changesSheet(
  changes: readonly Change[],
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  language: Language,
): NewSheet {
  const words = REVISION_WORDS[language];
  const causes = messagesIn(language).changeCauses;
  const heads = [words.number, words.item, words.what, words.before, words.after, words.kind];
  const rows: NewCell[][] = [
    [{ value: words.changes, style: "title" }],
    [{ value: `${headOf(before, after, language)}　　${words.underlined}`, style: "subtitle" }],
    heads.map((value) => ({ value, style: "head" })),
  ];
  for (const [index, change] of changes.entries()) {
    const told = describeChange(change, before, after, language);
    const { added, removed } = compareTexts(told.before, told.after);
    rows.push([
      { value: { decimal: String(index + 1) }, style: "number" },
      { value: told.place === "" ? words.set : told.place, style: "text" },
      { value: told.what, style: "text" },
      {
        value: markedRuns(told.before, told.after === "" ? [] : removed, "removed"),
        style: "text",
      },
      { value: markedRuns(told.after, added, "added"), style: "text" },
      { value: causes[change.cause] ?? change.cause, style: "text" },
    ]);
  }
  if (changes.length === 0) rows.push([{ value: words.none, style: "note" }]);
  return {
    name: words.changes,
    columns: [6, 30, 28, 52, 52, 10],
    rows,
    merges: [1, 2].map((row) => ({ top: row, left: 1, bottom: row, right: heads.length })),
    headRows: HEAD_ROWS,
    landscape: true,
    footer: `&L${words.changes}`,
  };
}

interface EffectLine {
  /** Indicator, or round. */
  readonly what: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly change: string | null;
  readonly byCause: readonly CausePart[];
  readonly remark?: string;
}

function lineOfCity(one: CityEffect, words: string): readonly EffectLine[] {
  const line = { what: one.round, name: one.city };
  if (!("effect" in one)) {
    const remark = `${words} (${one.refused})`;
    return [{ ...line, before: null, after: null, change: null, byCause: [], remark }];
  }
  const { effect } = one;
  if (!/[1-9]/.test(effect.difference) && effect.nodes.length === 0) return [];
  const { before, after, difference, byCause } = effect;
  return [{ ...line, before: before.total, after: after.total, change: difference, byCause }];
}

function effectSheet(
  title: string,
  [what, who]: readonly [string, string],
  lines: readonly EffectLine[],
  subtitle: string,
  language: Language,
): NewSheet {
  const words = REVISION_WORDS[language];
  const heads = [what, who, words.was, words.willBe, words.difference, words.byCause];
  const size = ({ change }: EffectLine): number =>
    change === null ? Number.POSITIVE_INFINITY : Math.abs(Number(change));
  const score = (value: string | null): NewCell =>
    value === null ? { value: "—", style: "text" } : { value: { decimal: value }, style: "number" };
  const rows: NewCell[][] = [
    [{ value: title, style: "title" }],
    [{ value: subtitle, style: "subtitle" }],
    heads.map((value) => ({ value, style: "head" })),
    ...[...lines]
      .sort((a, b) => (size(a) === size(b) ? 0 : size(b) - size(a)))
      .map((line): NewCell[] => [
        { value: line.what, style: "code" },
        { value: line.name, style: "text" },
        score(line.before),
        score(line.after),
        score(line.change),
        { value: line.remark ?? causesText(line.byCause, language), style: "text" },
      ]),
  ];
  if (lines.length === 0) rows.push([{ value: words.unmoved, style: "note" }]);
  return {
    name: title,
    columns: [14, 50, 11, 11, 11, 50],
    rows,
    merges: [1, 2].map((row) => ({ top: row, left: 1, bottom: row, right: heads.length })),
    headRows: HEAD_ROWS,
    landscape: true,
    footer: `&L${title}`,
  };
}

function causesText(parts: readonly CausePart[], language: Language): string {
  const { changeCauses, listSeparator } = messagesIn(language);
  return parts
    .filter(({ change }) => /[1-9]/.test(change))
    .map(({ cause, change }) => `${changeCauses[cause] ?? cause} ${change}`)
    .join(listSeparator);
}
