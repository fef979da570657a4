/** @module What steps of the history are called: in both languages at once, since a history outlives the choice of one. */

import type { Names } from "../../../engine/language/formula-names.ts";
import { textOf } from "../../../engine/language/formula-text/print.ts";
import type { Logic, Text } from "../../../engine/rule-set/rule-set.ts";

const LABELS = {
  changed: { zh: "{a} → {b}", en: "{a} → {b}" },
  inserted: { zh: "插入 {a}", en: "Insert {a}" },
  wrapped: { zh: "{a} 包上“{b}”", en: "Wrap {a} in “{b}”" },
  unwrapped: { zh: "只留 {a}", en: "Keep only {a}" },
  deleted: { zh: "删除 {a}", en: "Delete {a}" },
  slotRemoved: { zh: "去掉空位", en: "Remove the empty slot" },
  moved: { zh: "移动 {a}", en: "Move {a}" },
  duplicated: { zh: "再来一份 {a}", en: "Duplicate {a}" },
  swapped: { zh: "交换 {a} 与 {b}", en: "Swap {a} and {b}" },
  operator: { zh: "“{a}” → “{b}”", en: "“{a}” → “{b}”" },
  boundary: { zh: "{a} 第 {c} 档 {b}", en: "{a} band {c} {b}" },
  split: { zh: "{a} 拆出一档 {b}", en: "{a} band split at {b}" },
  merged: { zh: "{a} 第 {b} 档并入下一档", en: "{a} band {b} merged into the next" },
  bandRemoved: { zh: "{a} 删除第 {b} 档", en: "{a} band {b} deleted" },
  bandMoved: { zh: "{a} 移动第 {b} 档", en: "{a} band {b} moved" },
  subject: { zh: "分档依据统一为 {a}", en: "All bands on {a}" },
  toBands: { zh: "{a} 改为分档", en: "{a} made into bands" },
  toChecklist: { zh: "{a} 改为清单", en: "{a} made into a checklist" },
  pastedRows: { zh: "粘贴 {a} 行", en: "Paste {a} rows" },
  rowAdded: { zh: "增加一项 {a}", en: "Add row {a}" },
  rowRemoved: { zh: "删除 {a}", en: "Delete row {a}" },
  rowMoved: { zh: "移动 {a}", en: "Move row {a}" },
  cap: { zh: "上限 {a}", en: "Cap {a}" },
  capRemoved: { zh: "去掉上限", en: "No cap" },
  required: { zh: "{a} 设为必备", en: "{a} required" },
  notRequired: { zh: "{a} 不再必备", en: "{a} no longer required" },
  extracted: { zh: "提取为 {a}", en: "Extract as {a}" },
  renamed: { zh: "{a} 改名为 {b}", en: "Rename {a} to {b}" },
} as const satisfies { readonly [key: string]: Text };

export type LabelWords = { readonly [slot in "a" | "b" | "c"]?: Text | string };

export function label(key: keyof typeof LABELS, words: LabelWords = {}): Text {
  const { zh, en } = LABELS[key];
  const fill = (template: string, language: "zh" | "en"): string =>
    template.replaceAll(/\{([abc])\}/g, (_, slot: "a" | "b" | "c") => {
      const word = words[slot] ?? "";
      return typeof word === "string" ? word : word[language];
    });
  return { zh: fill(zh, "zh"), en: fill(en, "en") };
}

/** One node in the place of another. */
export function changeText(before: Logic, after: Logic, names: Names): Text {
  return label("changed", { a: termText(before, names), b: termText(after, names) });
}

const LONGEST = 32;

/** A node in words, short enough for a list of steps. */
export function termText(logic: Logic, names: Names): Text {
  const short = (text: string): string =>
    text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
  return { zh: short(textOf(logic, names, "zh-CN")), en: short(textOf(logic, names, "en")) };
}
