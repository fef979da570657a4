/** @module What the columns of a notice's table hold: guessed from its head, and set right by hand. */
import { foldedText } from "./notice-text.ts";
import type { Grid } from "./read-tables.ts";

export const ROLES = ["indicator", "purpose", "method", "data", "departments", "nothing"] as const;

export type Role = (typeof ROLES)[number];

/** The first that fits a heading wins: 二级指标释义及评价方法 is about the purpose, not about indicators. */
const WORDS: readonly (readonly [Role, RegExp])[] = [
  ["departments", /数据来源|责任(?:单位|部门)|填报(?:单位|部门)|牵头|department|supplied by/i],
  ["data", /数据(?:要求|说明|口径)|data/i],
  ["purpose", /释义|评价目的|评价方法|purpose/i],
  ["method", /分项|计算方法|评分|计分|method|sub-item/i],
  ["indicator", /指标|权重|indicator/i],
];

/** A row is the head where at least two of its cells are headings. */
const FEWEST_HEADINGS = 2;

export interface Head {
  readonly roles: readonly Role[];
  /** Folded words of the head row; `null` where the table has none. */
  readonly words: string | null;
}

export function readHead(grid: Grid): Head {
  const width = Math.max(0, ...grid.map((row) => row.length));
  for (const row of grid.slice(0, 5)) {
    const roles = row.map(({ text }) => roleOf(text));
    if (
      roles.filter((role) => role !== "nothing").length >= FEWEST_HEADINGS &&
      roles.includes("method")
    )
      return { roles: padded(roles, width), words: wordsOf(row) };
  }
  return { roles: padded([], width), words: null };
}

export function wordsOf(row: Grid[number]): string {
  return row.map(({ text }) => foldedText(text)).join("|");
}

/** A heading is short; a cell of the table itself may hold the same words. */
function roleOf(text: string): Role {
  if (text.length > 30) return "nothing";
  return WORDS.find(([, words]) => words.test(foldedText(text)))?.[0] ?? "nothing";
}

function padded(roles: readonly Role[], width: number): readonly Role[] {
  return Array.from({ length: width }, (_, index) => roles[index] ?? "nothing");
}
