/** @module What a coverage target is, in words: "立案率 ≥ 95%，恰为". */
import { type Language, textIn } from "../../engine/language/language.ts";
import { messagesIn } from "../../engine/language/sentence.ts";
import { type Expression, nodesOf, variableName } from "../../engine/logic/expression.ts";
import { readExpression } from "../../engine/logic/read-expression.ts";
import { toText } from "../../engine/number/decimal-text.ts";
import { multiply, Rational, rational } from "../../engine/number/rational.ts";
import type { Input, Logic, Node } from "../../engine/rule-set/rule-set.ts";
import type { TargetCoverage } from "../evaluation/answers.ts";

type Spoken = Pick<TargetCoverage, "formula" | "at" | "kind" | "side">;

/** @param score formula of the node's score, which may be its level's */
export function targetWords(
  { formula, at, kind, side }: Spoken,
  node: Partial<Node>,
  score: Logic | undefined,
  inputs: { readonly [id: string]: Input },
  language: Language,
): string {
  const { targets, sides, colon } = messagesIn(language);
  const [field, name = ""] = formula.split("/");
  const what = targets[kind] ?? kind;
  if (field === "inputs") {
    const input = inputs[name];
    return `${what}${colon}${input === undefined ? name : textIn(input.label, language)}`;
  }
  if (field === "requires") {
    const message = node.requires?.[Number(name)]?.message;
    return `${what}${colon}${message === undefined ? formula : textIn(message, language)}`;
  }
  const part = field === "parts" ? node.parts?.[name] : undefined;
  const label = part?.label === undefined ? name : `${name} ${textIn(part.label, language)}`;
  const where = label === "" ? "" : `${label} · `;
  const logic =
    field === "parts" ? part?.logic : field === "outputs" ? node.outputs?.[name]?.logic : score;
  if (kind === "tie" || logic === undefined) return `${where}${what}`;
  const words = placeWords(readExpression(logic), at, kind, { inputs, node, language });
  // The engine's words say that a side is missing; here they name it.
  const plain = (sides[side] ?? side).replace(/^缺| not shown$/, "");
  const how = side === "taken" ? "" : (language === "en" ? ", " : "，") + plain;
  return `${where}${what}${words === "" ? "" : `${colon}${words}`}${how}`;
}

interface Context {
  readonly inputs: { readonly [id: string]: Input };
  readonly node: Partial<Node>;
  readonly language: Language;
}

/** Kinds whose place is an arm of `if`. */
const ARMS: ReadonlySet<Spoken["kind"]> = new Set(["branch", "band", "zero", "tick"]);

/** A comparison in words; of a cap or a floor its limit; of a branch the condition that leads to it. */
function placeWords(root: Expression, at: string, kind: Spoken["kind"], context: Context): string {
  for (const one of nodesOf(root)) {
    if (!ARMS.has(kind)) {
      if (one.at === at) return boundWords(one, context);
      continue;
    }
    if (one.kind !== "operation" || !["if", "?:"].includes(one.operator)) continue;
    const index = one.operands.findIndex((operand) => operand.at === at);
    if (index < 0) continue;
    const isOtherwise = index % 2 === 0;
    const condition = one.operands[isOtherwise ? index - 2 : index - 1];
    if (condition === undefined) return "";
    const words = expressionWords(condition, context);
    if (!isOtherwise) return words;
    if (kind === "zero" && / = 0$/.test(words)) return words.replace(/ = 0$/, " ≠ 0");
    return context.language === "en" ? "otherwise" : "其他情况";
  }
  return "";
}

/** `最高 1` needs no more than its 1: what is limited stands in the formula. */
function boundWords(expression: Expression, context: Context): string {
  if (expression.kind === "operation" && ["min", "max"].includes(expression.operator)) {
    const limit = expression.operands.find(({ kind }) => kind === "literal");
    if (limit !== undefined) return expressionWords(limit, context);
  }
  return expressionWords(expression, context);
}

const SIGNS: { readonly [operator: string]: string } = {
  ">=": "≥",
  "<=": "≤",
  "==": "=",
  "===": "=",
  "!=": "≠",
  "!==": "≠",
  "*": "×",
  "/": "÷",
};

function expressionWords(expression: Expression, context: Context, subject?: Input): string {
  const { language, inputs, node } = context;
  const name = variableName(expression);
  if (name !== null) {
    const first = name.split(".")[0] ?? name;
    const label =
      inputs[first]?.label ?? node.parts?.[first]?.label ?? node.constants?.[first]?.label;
    return label === undefined ? name : textIn(label, language);
  }
  if (expression.kind === "literal") return literalWords(expression.value, subject);
  if (expression.kind === "list") return "…";
  const { operator, operands } = expression;
  const [first] = operands;
  const input = first === undefined ? undefined : inputs[variableName(first) ?? ""];
  const words = operands.map((operand) => expressionWords(operand, context, input));
  if (operator === "!") return `${language === "en" ? "not " : "非 "}${words[0] ?? ""}`;
  if (operator === "min" || operator === "max") return `${operator}(${words.join(", ")})`;
  if (operator === "and" || operator === "or") {
    const joint = language === "en" ? ` ${operator} ` : operator === "and" ? " 且 " : " 或 ";
    return words.join(joint);
  }
  if (words.length === 2 && words.every((word) => word !== "")) {
    return `${words[0]} ${SIGNS[operator] ?? operator} ${words[1]}`;
  }
  return operator;
}

const HUNDRED = rational(100n, 1n);

/** Beside a figure in percent a fraction reads as percent. */
function literalWords(value: unknown, subject: Input | undefined): string {
  if (!(value instanceof Rational)) return String(value);
  return subject?.type === "percent" ? `${toText(multiply(value, HUNDRED))}%` : toText(value);
}
