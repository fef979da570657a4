/** @module The table of the notice with its six columns, new text underlined, as the notice itself does it. */
import type { ComparedNode } from "../../engine/compare/compared-nodes.ts";
import { type MarkedText, noticeTable } from "../../engine/compare/notice-table.ts";
import { type Language, textIn } from "../../engine/language/language.ts";
import { messagesIn } from "../../engine/language/sentence.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { Text } from "../../engine/rule-set/rule-set.ts";
import type { Merge, NewCell, NewSheet, Style } from "../spreadsheet/cells.ts";
import { markedRuns } from "./marked-runs.ts";
import { REVISION_WORDS } from "./revision-words.ts";

const HEAD_ROWS = 3;
/** Level columns, meaning, method, data, source. */
const LEVEL_WIDTH = 14;
const WIDTHS = [36, 60, 44, 20];

export function noticeSheet(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  nodes: readonly ComparedNode[],
  language: Language,
): NewSheet {
  const table = noticeTable(before, after, nodes);
  const words = REVISION_WORDS[language];
  const heads = messagesIn(language).noticeHeads;
  const level = (text: Text | undefined): string => (text ? textIn(text, language) : "");
  const titles = [
    ...table.levels.map((one) => heads.weight(level(one))),
    heads.purpose(level(table.levels.at(-1))),
    heads.method(level(table.itemLevel)),
    heads.data,
    heads.source,
  ];
  const merges: Merge[] = [1, 2].map((row) => ({
    top: row,
    left: 1,
    bottom: row,
    right: titles.length,
  }));
  const rows: NewCell[][] = [
    [{ value: textIn(after.ruleSet.name, language), style: "title" }],
    [{ value: words.underlined, style: "subtitle" }],
    titles.map((value) => ({ value, style: "head" })),
  ];
  for (const row of table.rows) {
    const number = rows.length + 1;
    const cell = (text: MarkedText, style: Style = "text"): NewCell => ({
      value: row.isGone
        ? markedRuns(text.text, [[0, text.text.length]], "removed")
        : markedRuns(text.text, text.added, "added"),
      style,
    });
    const groups = row.groups.map((group, index): NewCell => {
      if (group === null || group.rows === 0) return { value: "", style: "group" };
      if (group.rows > 1)
        merges.push({
          top: number,
          left: index + 1,
          bottom: number + group.rows - 1,
          right: index + 1,
        });
      return { value: markedRuns(group.text, group.added, "added"), style: "group" };
    });
    const last = row.groups.findLast((group) => group !== null);
    const column = row.groups.length + 1;
    const shows = last === undefined || last === null || last.rows > 0;
    if (shows && last && last.rows > 1)
      merges.push({ top: number, left: column, bottom: number + last.rows - 1, right: column });
    rows.push([
      ...groups,
      shows
        ? { value: markedRuns(row.purpose.text, row.purpose.added, "added"), style: "text" }
        : { value: "", style: "text" },
      cell(row.method),
      cell(row.data),
      cell(row.source),
    ]);
  }
  return {
    name: words.notice,
    columns: [...table.levels.map(() => LEVEL_WIDTH), ...WIDTHS],
    rows,
    merges,
    headRows: HEAD_ROWS,
    landscape: true,
    footer: `&L${words.notice}`,
  };
}
