/** @module What pictures say, in both languages. */
import type { Language } from "../../engine/language/language.ts";

const ZH = {
  ranks: (cities: number, runs: string) => `名次区间：${cities} 个城市，${runs} 次模拟`,
  ranksDescription:
    "每行一个城市，按现行规则的名次排列。细线为模拟中出现过的最好与最差名次，粗线为九成模拟所在的名次，白色竖线为中位名次，圆点为现行规则的名次。",
  rankOf: (id: string, rank: number, low: number, high: number, best: number, worst: number) =>
    `${id}：现为第 ${rank} 名，九成模拟在第 ${low} 至 ${high} 名，最好第 ${best} 名，最差第 ${worst} 名`,
  more: (count: number) => `其余 ${count} 项见表格或 JSON。`,
  rank: "名次",
  total: "总分",
  nineOfTen: "九成模拟",
  bestAndWorst: "最好与最差",
  median: "中位",
  atPresent: "现行规则",
  tornado: (share: string) => `什么最影响总分：数据与权重各上下变动 ${share}`,
  tornadoDescription: (total: string) =>
    `逐项变动，其余不变。现为 ${total} 分；向左为总分降低，向右为升高，影响最大者在上。是否类与选项改为另一种。`,
  barOf: (name: string, low: string, high: string) => `${name}：总分在 ${low} 与 ${high} 之间`,
  weightOf: (name: string) => `${name} 的权重`,
  yes: "是",
  no: "否",
  separator: "；",
};

type Words = typeof ZH;

const EN: Words = {
  ranks: (cities, runs) => `Ranks of ${cities} cities in ${runs} runs`,
  ranksDescription:
    "One line a city, in the order of ranks under the rules as they are. The thin line reaches from the best to the worst rank of all runs, the thick one holds nine runs of ten; the white mark is the median, the dot the rank under the rules as they are.",
  rankOf: (id, rank, low, high, best, worst) =>
    `${id}: rank ${rank} now, ${low} to ${high} in nine runs of ten, ${best} at best, ${worst} at worst`,
  more: (count) => `The other ${count} are in the table and in the JSON.`,
  rank: "Rank",
  total: "Total",
  nineOfTen: "Nine runs of ten",
  bestAndWorst: "Best and worst",
  median: "Median",
  atPresent: "Rules as they are",
  tornado: (share) => `What moves the total most: figures and weights ${share} down and up`,
  tornadoDescription: (total) =>
    `One thing changes at a time. The total is ${total} now; to the left it falls, to the right it rises, the widest on top. Yes or no and options are said the other way.`,
  barOf: (name, low, high) => `${name}: a total between ${low} and ${high}`,
  weightOf: (name) => `weight of ${name}`,
  yes: "yes",
  no: "no",
  separator: "; ",
};

export function pictureWords(language: Language): Words {
  return language === "en" ? EN : ZH;
}

/** Rows of a picture in words, one by one as far as they are told, behind what they show. */
export function describeRows<Row>(
  shown: string,
  rows: readonly Row[],
  tell: (row: Row) => string,
  most: number,
  { separator, more }: Words,
): string {
  const rest = rows.length > most ? [more(rows.length - most)] : [];
  return [shown, rows.slice(0, most).map(tell).join(separator), ...rest].join(" ");
}
