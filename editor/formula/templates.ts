/** @module The notice's six idioms as templates: what is to be filled in is an empty slot. */

import { HOLE, variable } from "../../engine/logic/json-tree.ts";
import type { Logic, Text } from "../../engine/rule-set/rule-set.ts";

export interface Template {
  readonly id:
    | "ratio"
    | "ratioOfPart"
    | "weightedSum"
    | "bands"
    | "checklist"
    | "count"
    | "deduction"
    | "mean"
    | "baseAndBonus";
  readonly label: Text;
  /** One line on when it is used, in the notice's words. */
  readonly help: Text;
  readonly logic: Logic;
}

const tick = (points: number): Logic => ({ if: [HOLE, points, 0] });
const ACCUMULATED = variable("accumulator");
const counted: Logic = { reduce: [HOLE, { "+": [ACCUMULATED, 1] }, 0] };
const summed: Logic = { reduce: [HOLE, { "+": [ACCUMULATED, HOLE] }, 0] };

export const TEMPLATES: readonly Template[] = [
  {
    id: "ratio",
    label: { zh: "比率", en: "Ratio" },
    help: { zh: "权重×(a/b)×100", en: "weight × (a/b) × 100" },
    logic: { "*": [variable("weight"), { "/": [HOLE, HOLE] }, 100] },
  },
  {
    id: "ratioOfPart",
    label: { zh: "比率（部分）", en: "Ratio of a part" },
    help: { zh: "b1=(a/b)×100", en: "b1 = (a/b) × 100" },
    logic: { "*": [{ "/": [HOLE, HOLE] }, 100] },
  },
  {
    id: "weightedSum",
    label: { zh: "加权求和", en: "Weighted sum" },
    help: { zh: "0.4×b1+0.6×b2", en: "0.4×b1 + 0.6×b2" },
    logic: { "+": [{ "*": [0.5, HOLE] }, { "*": [0.5, HOLE] }] },
  },
  {
    id: "bands",
    label: { zh: "分档", en: "Bands" },
    help: {
      zh: "90%以上 20 分，80%以上 10 分，其余 0 分",
      en: "90% and more 20, 80% and more 10, otherwise 0",
    },
    logic: { if: [{ ">=": [HOLE, 0.9] }, 20, { ">=": [HOLE, 0.8] }, 10, 0] },
  },
  {
    id: "checklist",
    label: { zh: "清单", en: "Checklist" },
    help: { zh: "每满足一项得若干分", en: "Points for each condition that holds" },
    logic: { "+": [tick(50), tick(50)] },
  },
  {
    id: "count",
    label: { zh: "计数", en: "Count" },
    help: { zh: "每有一种得 20 分，最高 100 分", en: "20 for each, at most 100" },
    logic: { min: [100, { "*": [20, HOLE] }] },
  },
  {
    id: "deduction",
    label: { zh: "扣分", en: "Deduction" },
    help: { zh: "每发生一起扣 0.2 分，最多扣 2 分", en: "0.2 off for each, at most 2" },
    logic: { "-": [0, { min: [2, { "*": [0.2, HOLE] }] }] },
  },
  {
    id: "mean",
    label: { zh: "逐行平均", en: "Mean over rows" },
    help: { zh: "各机构比率之和除以机构数", en: "The rows' values added up, over their number" },
    logic: { if: [{ "==": [counted, 0] }, 0, { "/": [summed, counted] }] },
  },
  {
    id: "baseAndBonus",
    label: { zh: "基础分与加分", en: "Base and bonus" },
    help: {
      zh: "基础部分，另外每项加 2 分，最高 70 分",
      en: "A base, and 2 for each further one, at most 70",
    },
    logic: { "+": [HOLE, { min: [70, { "*": [2, HOLE] }] }] },
  },
];
