/** @module Which way each formula is computed, and why not a faster one, for people. */
import type { PlannedFormula } from "../../engine/compile/program.ts";
import type { Language } from "../../engine/language/language.ts";
import { table } from "./terminal.ts";

type Sentences = { readonly [key: string]: string };

const WAYS: {
  readonly [language in Language]: { readonly [way in PlannedFormula["way"]]: string };
} = {
  "zh-CN": {
    exact: "整数",
    quotient: "整数之商",
    approx: "双精度数，误差有界",
    interpreter: "解释执行（精确分数）",
  },
  en: {
    exact: "integers",
    quotient: "quotient of integers",
    approx: "doubles within a proven bound",
    interpreter: "interpreter (exact fractions)",
  },
};

/** By the code of the reason, the part before a colon. */
const REASONS: { readonly [language in Language]: Sentences } = {
  "zh-CN": {
    integers_too_large:
      "按数据项声明的范围，整数可达 {reaches}，超过 2^53；为数据项写明更小的最大值即可用整数",
    number_of_terms_not_fixed: "比值逐行相加，行数不定",
    operator: "运算 {detail} 没有编译形式",
    unguarded_division: "除数可能为 0：请先判断是否为 0，或写明大于 0 的最小值",
    may_be_null: "数据可能为空（null）：请先判断是否为空",
    not_rounded: "不取整，不能以末位单位计",
    score_not_rounded: "下级得分不取整",
    constant_too_fine: "常数位数过多",
    too_many_steps: "行数多时步数可能超限，须由解释执行计步",
    clamp_bounds: "上下限不是常数",
    lookup_points: "查表的点不是常数，或未按次序",
    each_row: "条件逐行而问，而该数据项不是行",
  },
  en: {
    integers_too_large:
      "by the declared ranges of its inputs its integers reach {reaches}, beyond 2^53; a smaller declared maximum makes it integers",
    number_of_terms_not_fixed: "ratios added row by row, of any number of rows",
    operator: "operator {detail} has no compiled form",
    unguarded_division: "the divisor may be 0: ask whether it is, or declare a minimum above 0",
    may_be_null: "the figure may be null: ask whether it is",
    not_rounded: "not rounded, so it has no units of a last place",
    score_not_rounded: "a score below is not rounded",
    constant_too_fine: "a constant has too many digits",
    too_many_steps: "with many rows it may exceed its steps, which the interpreter counts",
    clamp_bounds: "the bounds are not constants",
    lookup_points: "the points of a table are no constants, or not in order",
    each_row: "asked row by row of what has no rows",
  },
};

const OTHER: { readonly [language in Language]: string } = {
  "zh-CN": "没有编译形式（{code}）",
  en: "no compiled form ({code})",
};

export function planTable(plan: readonly PlannedFormula[], language: Language): string {
  return table(
    plan.map(({ node, formula, way, reason, reaches }) => [
      `  ${node}`,
      formula,
      WAYS[language][way],
      reason === undefined ? "" : sentence(reason, reaches, language),
    ]),
  );
}

function sentence(code: string, reaches: number | undefined, language: Language): string {
  const [kind = code, detail = ""] = code.split(":");
  const words = Object.hasOwn(REASONS[language], kind) ? REASONS[language][kind] : undefined;
  return (words ?? OTHER[language])
    .replace("{reaches}", reaches === undefined ? "" : reaches.toPrecision(2))
    .replace("{detail}", detail)
    .replace("{code}", code);
}
