/**
 * @module How a score came about, in a line or two: "45 ÷ 60 = 0.75 → 30% × 0.75 × 100 = 22.50". Quotients,
 * bands and caps become steps of their own; branches that were not taken are left out.
 */
import { parseDecimal } from "../number/decimal-text.ts";
import { compare } from "../number/rational.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import type { NodeTrace, TraceNode } from "../score/result.ts";
import { type Language, textIn } from "./language.ts";
import { numberText, percentText } from "./number-text.ts";

/** One line for each part, then one for the score; the last line ends with the rounded score. */
export function explainNode(
  node: PreparedNode,
  trace: NodeTrace,
  language: Language,
): readonly string[] {
  const lines: string[] = [];
  for (const [id, part] of Object.entries(trace.parts)) {
    const label = node.parts.find((one) => one.id === id)?.part.label;
    const name = label
      ? `${id}${language === "en" ? " (" : "（"}${textIn(label, language)}${language === "en" ? ")" : "）"}`
      : id;
    lines.push(`${name} = ${sentence(part, numberText(part.value), language)}`);
  }
  lines.push(sentence(trace.score, trace.rounded ?? numberText(trace.score.value), language));
  return lines;
}

/** Signs of comparisons. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  [">=", "≥"],
  [">", ">"],
  ["<=", "≤"],
  ["<", "<"],
  ["==", "="],
  ["===", "="],
  ["!=", "≠"],
  ["!==", "≠"],
]);

/** One node of a formula alone: what its value came from, or whether it holds: "96% ≥ 90% → holds". */
export function explainTrace(trace: TraceNode, language: Language): string {
  if (typeof trace.value !== "boolean") return sentence(trace, numberText(trace.value), language);
  const holds = verdict(trace.value, language);
  const operands = trace.operands ?? [];
  const [left, right] = operands;
  const sign = SIGNS.get(trace.operator);
  if (sign === undefined || left === undefined || right === undefined) {
    const conditions = operands.filter(({ value }) => typeof value === "boolean");
    const parts = conditions.map((one) => explainTrace(one, language));
    return [parts.join(language === "en" ? "; " : "；"), holds].filter(Boolean).join(" → ");
  }
  const steps: string[] = [];
  const writer = new Writer(language, steps);
  const side = (one: TraceNode): string =>
    isShare(left, right) ? percentText(one.value) : writer.write(one, SUM);
  const comparison = `${side(left)} ${sign} ${side(right)}`;
  return [...steps, comparison, holds].join(" → ");
}

function verdict(holds: boolean, language: Language): string {
  if (language === "en") return holds ? "holds" : "does not hold";
  return holds ? "成立" : "不成立";
}

/** A name against a constant of at most one that is no whole number reads as percents. */
function isShare(subject: TraceNode, bound: TraceNode): boolean {
  return (
    subject.operator === "var" &&
    bound.operator === "literal" &&
    Number(bound.value) <= 1 &&
    subject.source?.kind !== "element" &&
    !/^[1-9]\d*$/.test(String(bound.value))
  );
}

/** Steps joined by arrows, ending in the value. */
function sentence(trace: TraceNode, value: string, language: Language): string {
  const steps: string[] = [];
  const main = new Writer(language, steps).write(trace, 0);
  const exact = numberText(trace.value);
  // The last step says it already.
  if (main === exact && sameText(exact, value) && steps.at(-1)?.endsWith(` ${main}`))
    return steps.join(" → ");
  const ending =
    main === exact || main === value
      ? value
      : `${main} = ${sameText(exact, value) ? value : `${exact} ≈ ${value}`}`;
  return [...steps, ending].join(" → ");
}

function sameText(a: string, b: string): boolean {
  return a === b || sameNumber(a, b);
}

function sameNumber(a: string, b: string): boolean {
  const [x, y] = [parseDecimal(a), parseDecimal(b)];
  return x !== null && y !== null && compare(x, y) === 0;
}

/** Binding strength of what a text was made of, for brackets. */
const SUM = 1;
const PRODUCT = 2;

class Writer {
  readonly #language: Language;
  readonly #steps: string[];

  constructor(language: Language, steps: string[]) {
    this.#language = language;
    this.#steps = steps;
  }

  write(node: TraceNode, around: number): string {
    const operands = node.operands ?? [];
    switch (node.operator) {
      case "+":
        return this.#joined(operands, " + ", SUM, around);
      case "*":
        return this.#joined(operands, " × ", PRODUCT, around);
      case "-": {
        const [left, right] = operands;
        if (left === undefined) return numberText(node.value);
        const minus =
          right === undefined
            ? `-${this.write(left, PRODUCT)}`
            : `${this.write(left, SUM)} - ${this.write(right, PRODUCT)}`;
        return around >= SUM ? `(${minus})` : minus;
      }
      case "/": {
        const [above, below] = operands;
        if (above === undefined || below === undefined) return numberText(node.value);
        const value = numberText(node.value);
        this.#steps.push(
          `${this.write(above, PRODUCT)} ÷ ${this.write(below, PRODUCT + 1)} = ${value}`,
        );
        return value;
      }
      case "if":
      case "?:":
        return this.#branch(operands, around);
      case "min":
      case "max":
        return this.#extreme(node, operands);
      default:
        return amountText(node);
    }
  }

  #joined(operands: readonly TraceNode[], sign: string, strength: number, around: number): string {
    const terms = operands.map((operand) => this.write(operand, strength));
    const text = terms.join(sign);
    return terms.length > 1 && around > strength ? `(${text})` : text;
  }

  /** The last operand computed is the branch that was taken; the one before it the condition that held. */
  #branch(operands: readonly TraceNode[], around: number): string {
    const taken = operands.at(-1);
    if (taken === undefined) return "0";
    const conditions = operands.slice(0, -1);
    const held = conditions.at(-1)?.value === true ? conditions.at(-1) : undefined;
    const failed = conditions.filter((condition) => condition !== held);
    const band = this.#band(held, failed);
    const value = this.write(taken, around);
    if (band !== "") this.#steps.push(`${band} → ${value}`);
    return value;
  }

  /** "96.2% 达到 95%": what a comparison with a constant said; "" for other conditions. */
  #band(held: TraceNode | undefined, failed: readonly TraceNode[]): string {
    const zh = this.#language !== "en";
    const zero = held?.operator === "==" ? held.operands?.[1] : undefined;
    if (zero?.operator === "literal" && zero.value === "0")
      return zh ? "总数为 0" : "the total is 0";
    if (zero?.value === null) return zh ? "空值" : "null";
    const comparison = held ?? failed.at(-1);
    const [subject, bound] = comparison?.operands ?? [];
    if (!subject || !bound || bound.operator !== "literal" || subject.operator !== "var") return "";
    if (comparison?.operator !== ">=" && comparison?.operator !== ">") return "";
    const percent = isShare(subject, bound);
    const show = (value: unknown): string => (percent ? percentText(value) : numberText(value));
    const above = failed.filter((one) => one !== comparison).at(-1)?.operands?.[1];
    const missed = above
      ? zh
        ? `未达 ${show(above.value)}，`
        : `below ${show(above.value)}, `
      : "";
    if (held === undefined) {
      return zh
        ? `${show(subject.value)} 未达 ${show(bound.value)}`
        : `${show(subject.value)} is below ${show(bound.value)}`;
    }
    return zh
      ? `${show(subject.value)} ${missed}达到 ${show(bound.value)}`
      : `${show(subject.value)}, ${missed}reaches ${show(bound.value)}`;
  }

  #extreme(node: TraceNode, operands: readonly TraceNode[]): string {
    const chosen = operands.find((operand) => operand.value === node.value);
    const other = operands.find((operand) => operand !== chosen);
    if (chosen === undefined) return numberText(node.value);
    const bound = chosen.operator === "literal" && other !== undefined;
    if (!bound) return this.write(chosen, PRODUCT);
    const cap = node.operator === "min";
    const words = this.#language === "en" ? (cap ? "at most" : "at least") : cap ? "最高" : "最低";
    this.#steps.push(`${this.write(other, SUM)} → ${words} ${numberText(node.value)}`);
    return numberText(node.value);
  }
}

/** A name or constant: weights and percents as percent, else the number. */
function amountText(node: TraceNode): string {
  if (node.source?.kind === "weight" || node.unit === "%") return percentText(node.value);
  if (node.value === true || node.value === false) return String(node.value);
  return numberText(node.value);
}
