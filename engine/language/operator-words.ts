/**
 * @module What every operator is called in Chinese and in English: one table for typesetting, structure, text and
 * speech. The text formula reads the words of both languages wherever it stands.
 */
import type { Text } from "../rule-set/rule-set.ts";

export interface OperatorWords {
  /** Function name in the text formula: letters and Chinese only, no two operators alike. */
  readonly call: Text;
  /** Sign between operands, where there is one. */
  readonly sign?: string;
}

const word = (zh: string, en: string, sign?: string): OperatorWords => ({
  call: { zh, en },
  ...(sign === undefined ? {} : { sign }),
});

/** In the order in which they are offered. */
export const OPERATOR_WORDS: ReadonlyMap<string, OperatorWords> = new Map([
  ["+", word("和", "sum", "+")],
  ["-", word("差", "minus", "−")],
  ["*", word("积", "product", "×")],
  ["/", word("商", "divide", "÷")],
  ["if", word("若", "if")],
  ["min", word("最小", "min")],
  ["max", word("最大", "max")],
  ["clamp", word("限于", "clamp")],
  ["round", word("修约", "round")],
  ["floor", word("向下取整", "floor")],
  ["ceiling", word("向上取整", "ceiling")],
  ["absolute", word("绝对值", "abs")],
  [">=", word("不小于", "atLeast", "≥")],
  [">", word("大于", "greater", ">")],
  ["<=", word("不大于", "atMost", "≤")],
  ["<", word("小于", "less", "<")],
  ["==", word("等于", "equal", "=")],
  ["!=", word("不等于", "notEqual", "≠")],
  ["===", word("全等于", "identical", "≡")],
  ["!==", word("不全等于", "notIdentical", "≢")],
  ["and", word("且", "and")],
  ["or", word("或", "or")],
  ["!", word("非", "not")],
  ["!!", word("为真", "isTrue")],
  ["in", word("包含于", "in")],
  ["length", word("长度", "length")],
  ["lookup", word("查表", "lookup")],
  ["filter", word("筛选", "filter")],
  ["map", word("逐项", "map")],
  ["reduce", word("累算", "reduce")],
  ["all", word("全部满足", "all")],
  ["some", word("有满足", "some")],
  ["none", word("无满足", "none")],
  ["merge", word("并列", "merge")],
  ["%", word("取余", "mod")],
  ["power", word("乘方", "power")],
  ["squareRoot", word("平方根", "sqrt")],
  ["logarithm", word("对数", "log")],
  ["exponent", word("指数", "exp")],
  ["var", word("取值", "value")],
  ["outer", word("外层", "outer")],
  ["missing", word("缺少", "missing")],
  ["missing_some", word("缺少若干", "missingSome")],
  ["cat", word("连接", "concat")],
  ["substr", word("截取", "substring")],
  ["?:", word("三元", "ternary")],
]);

/** Ways of writing a formula that stand for several nodes of its tree. */
export const IDIOM_WORDS: { readonly [idiom in "count" | "sumOver"]: Text } = {
  /** `{"reduce": [list, {"+": [{"var": "accumulator"}, 1]}, 0]}` */
  count: { zh: "计数", en: "count" },
  /** `{"reduce": [list, {"+": [{"var": "accumulator"}, each]}, 0]}` */
  sumOver: { zh: "逐项求和", en: "sumOver" },
};

/** Constants that are written as words. */
export const CONSTANT_WORDS: ReadonlyMap<null | boolean, Text> = new Map([
  [true, { zh: "真", en: "true" }],
  [false, { zh: "假", en: "false" }],
  [null, { zh: "空", en: "null" }],
]);

/** An operator in words: its sign where it has one, else its function's name; unknown ones as they stand. */
export function callText(operator: string): Text {
  const words = OPERATOR_WORDS.get(operator);
  if (words === undefined) return { zh: operator, en: operator };
  return words.sign === undefined ? words.call : { zh: words.sign, en: words.sign };
}
