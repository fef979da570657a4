/**
 * @module Tables of a page's HTML as Word, WPS and browsers put them on the clipboard: cells with their words and what
 * is underlined in them, however it is said; merged cells stand in every place that they cover.
 */
import type { Mark } from "../forms/marks.ts";
import type { NoticeText } from "./notice-text.ts";

export interface Cell extends NoticeText {
  /** The same for every place that a merged cell covers. */
  readonly key: number;
}

export type Grid = readonly (readonly Cell[])[];

/** What a picture leaves in the text: a formula that was pasted as one is not lost unseen. */
const PICTURE = "〔图〕";

/** Rows of all tables, one below the other; tables within cells belong to the cell's text. */
export function readTables(html: string): Grid {
  const sheets: string[] = [];
  // The policy of our own page would refuse a style sheet even in a document that is never shown.
  const plain = html.replace(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi, (_, sheet: string) => {
    sheets.push(sheet);
    return "";
  });
  const page = new DOMParser().parseFromString(plain, "text/html");
  const underlined = classesThatUnderline(sheets.join("\n"));
  const tables = [...page.querySelectorAll("table")].filter(
    (table) => table.parentElement?.closest("table") == null,
  );
  let key = 0;
  return tables.flatMap((table) => {
    const rows: Cell[][] = [...table.rows].map(() => []);
    for (const [index, row] of [...table.rows].entries()) {
      let column = 0;
      for (const cell of row.cells) {
        while (rows[index]?.[column] !== undefined) column++;
        const read: Cell = { ...readCell(cell, underlined), key: key++ };
        const below = Math.min(Math.max(cell.rowSpan, 1), rows.length - index);
        for (let down = 0; down < below; down++)
          for (let across = 0; across < cell.colSpan; across++) {
            const covered = rows[index + down];
            if (covered !== undefined) covered[column + across] = read;
          }
        column += cell.colSpan;
      }
    }
    // Places that no cell covers are empty ones.
    return rows.map((row) =>
      Array.from(row, (cell) => cell ?? { text: "", marks: [], key: key++ }),
    );
  });
}

/** A sign of a cell: itself, or why there is space: a break, a space, a line end of the source. */
interface Sign {
  readonly sign: string;
  readonly marked: boolean;
}
const [BREAK, SPACE, SOURCE_END] = ["\n", " ", "\r"] as const;

const BLOCKS = new Set(["P", "DIV", "LI", "TR", "TABLE", "H1", "H2", "H3", "H4", "H5", "H6", "BR"]);
const UNSEEN = new Set(["STYLE", "SCRIPT", "DEL", "TITLE"]);

function readCell(cell: Element, underlined: ReadonlySet<string>): NoticeText {
  const signs: Sign[] = [];
  const visit = (node: Node, marked: boolean): void => {
    if (node.nodeType === Node.TEXT_NODE) signs.push(...signsOf(node.nodeValue ?? "", marked));
    if (!(node instanceof Element) || UNSEEN.has(node.tagName) || isHidden(node)) return;
    const isBlock = BLOCKS.has(node.tagName);
    if (node.tagName === "IMG") signs.push(...signsOf(PICTURE, marked));
    if (isBlock) signs.push({ sign: BREAK, marked: false });
    const inside = isMarked(node, underlined) ?? marked;
    for (const child of node.childNodes) visit(child, inside);
    if (isBlock) signs.push({ sign: BREAK, marked: false });
  };
  const own = isMarked(cell, underlined) ?? false;
  for (const child of cell.childNodes) visit(child, own);
  return settled(signs);
}

/** `null` where the element says nothing of underlines. */
function isMarked(element: Element, underlined: ReadonlySet<string>): boolean | null {
  const style = (element.getAttribute("style") ?? "").toLowerCase();
  const said = /(?:text-decoration(?:-line)?|text-underline)\s*:\s*([^;]+)/g;
  let marked: boolean | null = null;
  for (const [, value = ""] of style.matchAll(said)) {
    if (/none/.test(value)) marked = false;
    else if (/underline|single|double|thick|words|dotted|dash|wave/.test(value)) marked = true;
  }
  if (marked !== null) return marked;
  if (["U", "INS"].includes(element.tagName)) return true;
  return [...element.classList].some((name) => underlined.has(name)) ? true : null;
}

function isHidden(element: Element): boolean {
  return /mso-hide\s*:\s*all|display\s*:\s*none/i.test(element.getAttribute("style") ?? "");
}

/** Names of classes that the page's own style sheet underlines. */
function classesThatUnderline(sheet: string): ReadonlySet<string> {
  return new Set(
    [...sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
      .filter(([, , body = ""]) =>
        /text-(?:decoration|underline)[^;]*(?:underline|single)/i.test(body),
      )
      .flatMap(([, names = ""]) => [...names.matchAll(/\.([\w-]+)/g)].map(([, name = ""]) => name)),
  );
}

function signsOf(text: string, marked: boolean): readonly Sign[] {
  const parts = text.match(/[ \t]*[\r\n][ \t\r\n]*|[\s\u00a0\u3000]|./gsu) ?? [];
  return parts.map((part) => {
    if (/[\r\n]/.test(part)) return { sign: SOURCE_END, marked };
    return { sign: /^[\s\u00a0\u3000\u200b]$/u.test(part) ? SPACE : part, marked };
  });
}

const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** Spaces put together: a break outdoes a space, and a line end of the source is nothing between Chinese signs. */
function settled(signs: readonly Sign[]): NoticeText {
  let text = "";
  const marks: [number, number][] = [];
  let waiting: string | null = null;
  let waitingMarked = true;
  const put = (sign: string, marked: boolean): void => {
    const from = text.length;
    text += sign;
    const last = marks.at(-1);
    if (!marked) return;
    if (last?.[1] === from) last[1] = text.length;
    else marks.push([from, text.length]);
  };
  for (const { sign, marked } of signs) {
    if (sign === BREAK || sign === SPACE || sign === SOURCE_END) {
      if (sign !== BREAK) waitingMarked &&= marked;
      if (waiting === null || sign === BREAK || (sign === SPACE && waiting === SOURCE_END))
        waiting = sign;
      continue;
    }
    if (waiting !== null && text !== "") {
      const between = waiting === SOURCE_END && HAN.test(text.at(-1) ?? "") && HAN.test(sign);
      const isWithin =
        marked && waiting !== BREAK && waitingMarked && marks.at(-1)?.[1] === text.length;
      if (!between) put(waiting === SOURCE_END ? SPACE : waiting, isWithin);
    }
    [waiting, waitingMarked] = [null, true];
    put(sign, marked);
  }
  return { text, marks: marks as readonly Mark[] };
}
