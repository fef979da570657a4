/** The table of the notice of 2018 as it comes to the clipboard: as cells, and as HTML in the manner of Word and of WPS. */
import { readFileSync } from "node:fs";
import type { Mark } from "../../editor/forms/marks.ts";
import type { Grid } from "../../editor/notice/read-tables.ts";

interface Notice {
  readonly head: readonly string[];
  readonly groups: readonly Group[];
}

interface Group {
  readonly level1: string;
  readonly level2: string;
  readonly purpose: string;
  readonly items: readonly {
    readonly method: string;
    readonly data: string;
    readonly departments: string;
  }[];
}

export const NOTICE = JSON.parse(
  readFileSync(new URL("./notice-2018.json", import.meta.url), "utf8"),
) as Notice;

/** The notice with some of its words replaced, each of which stands in it once. */
export function noticeWith(...swaps: readonly (readonly [string, string])[]): Notice {
  const text = swaps.reduce((before, [from, to]) => {
    if (before.split(from).length !== 2) throw new Error(`${from} does not stand there once`);
    return before.replace(from, to);
  }, JSON.stringify(NOTICE));
  return JSON.parse(text) as Notice;
}

const EMPTY = { method: "", data: "", departments: "" };

interface MergedCell {
  readonly words: string;
  /** Rows that it covers. */
  readonly span: number;
}

/** Rows of the table with the cells that begin in each: indicators are merged over the rows of their items. */
function mergedRows({ groups }: Notice): readonly (readonly MergedCell[])[] {
  return groups.flatMap((group, index) => {
    const items = group.items.length === 0 ? [EMPTY] : group.items;
    const begins = groups[index - 1]?.level1 !== group.level1;
    const span = groups
      .filter(({ level1 }) => level1 === group.level1)
      .reduce((sum, one) => sum + Math.max(one.items.length, 1), 0);
    return items.map(({ method, data, departments }, row) => [
      ...(begins && row === 0 ? [{ words: group.level1, span }] : []),
      ...(row === 0
        ? [group.level2, group.purpose].map((words) => ({ words, span: items.length }))
        : []),
      ...[method, data, departments].map((words) => ({ words, span: 1 })),
    ]);
  });
}

/** What reading the table gives. */
export function gridOf(notice: Notice): Grid {
  const rows = mergedRows(notice);
  const grid: Grid[number][number][][] = rows.map(() => []);
  let key = 0;
  for (const [index, row] of rows.entries()) {
    let column = 0;
    for (const { words, span } of row) {
      while (grid[index]?.[column] !== undefined) column++;
      const cell = { ...marked(words), key: key++ };
      for (let down = 0; down < span; down++) (grid[index + down] ?? [])[column] = cell;
    }
  }
  return [notice.head.map((words) => ({ ...marked(words), key: key++ })), ...grid];
}

function marked(words: string): { readonly text: string; readonly marks: readonly Mark[] } {
  let text = "";
  const marks: Mark[] = [];
  for (const [index, part] of words.split(/<\/?u>/).entries()) {
    if (index % 2 === 1) marks.push([text.length, text.length + part.length]);
    text += part;
  }
  return { text, marks };
}

/** Ways in which Word says that something is underlined. */
const WORD_UNDERLINES = [
  (words: string) => `<u>${words}</u>`,
  (words: string) =>
    `<u><span style='font-family:仿宋_GB2312;mso-hansi-font-family:"Times New Roman"'>${words}</span></u>`,
  (words: string) =>
    `<span style='mso-bidi-font-size:10.5pt;text-underline:single'>${words}</span>`,
  (words: string) => `<span class=underlined><span lang=EN-US>${words}</span></span>`,
];

/** As Word copies it: merged cells, source lines broken anywhere, empty paragraphs, no-break and full-width spaces. */
export function wordHtml(notice: Notice): string {
  let count = 0;
  const runs = (line: string): string =>
    line
      .split(/<\/?u>/)
      .map((part, index) => {
        const words = brokenInSource(
          escaped(part).replaceAll(" ", "<span style='mso-spacerun:yes'>&nbsp;</span>"),
        );
        const way = WORD_UNDERLINES[count % WORD_UNDERLINES.length] ?? String;
        if (index % 2 === 1) count++;
        return index % 2 === 1 ? way(words) : `<span style='font-size:9.0pt'>${words}</span>`;
      })
      .join("");
  const cell = ({ words, span }: MergedCell): string => {
    const lines = words
      .split("\n")
      .map((line) => `<p class=MsoNormal>${runs(`　　${line}`)}<o:p></o:p></p>`);
    return `<td width=120 rowspan=${span} valign=top style='border:solid windowtext 1.0pt;mso-border-alt:\n  solid'>\n  ${lines.join("\n  ")}\n  <p class=MsoNormal><o:p>&nbsp;</o:p></p>\n  </td>`;
  };
  const head = notice.head.map((words) => cell({ words, span: 1 }));
  const rows = [head, ...mergedRows(notice).map((row) => row.map(cell))].map(
    (cells) => `<tr>${cells.join("")}</tr>`,
  );
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- p.MsoNormal {margin:0cm;} span.underlined {text-decoration:underline;} --></style></head>
<body lang=ZH-CN><!--StartFragment--><p class=MsoNormal>二、评价指标</p>
<table class=MsoTableGrid border=1>${rows.join("\n ")}</table><!--EndFragment--></body></html>`;
}

/** As WPS copies it: underlines as style attributes, breaks instead of paragraphs. */
export function wpsHtml(notice: Notice): string {
  const cell = ({ words, span }: MergedCell): string => {
    const runs = escaped(words)
      .replaceAll("&lt;u&gt;", '<font style="text-decoration:underline;">')
      .replaceAll("&lt;/u&gt;", "</font>")
      .replaceAll("\n", "<br>");
    return `<td rowspan="${span}" class="xl65">${runs}</td>`;
  };
  const head = notice.head.map((words) => cell({ words, span: 1 }));
  const rows = [head, ...mergedRows(notice).map((row) => row.map(cell))];
  return `<table>${rows.map((cells) => `<tr>${cells.join("")}</tr>`).join("")}</table>`;
}

/** Word ends a line of its source wherever it is long enough, also between Chinese signs. */
function brokenInSource(text: string): string {
  return text.replace(/([\p{Script=Han}]{18})(?=\p{Script=Han})/gu, "$1\n  ");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
