/** @module What a changed number of a formula is, in words: "closure rate: lower bound of the 20-point band". */
import type { Expression, Operation } from "../logic/expression.ts";
import { variableName } from "../logic/expression.ts";
import { toText } from "../number/decimal-text.ts";
import { shiftDecimal } from "../number/percent.ts";
import { Rational } from "../number/rational.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { type Language, textIn } from "./language.ts";
import { messagesIn } from "./sentence.ts";

export interface NumberPlace {
  /** `null` where nothing better than its kind can be said of it. */
  readonly what: string | null;
  /** It is compared with a share, or is one: 0.9 reads 90%. */
  readonly isShare: boolean;
}

const BOUNDS: { readonly [operator: string]: "lower" | "upper" | "exact" } = {
  ">=": "lower",
  ">": "lower",
  "<": "upper",
  "<=": "upper",
  "==": "exact",
  "===": "exact",
};
const TURNED: { readonly [operator: string]: string } = {
  ">=": "<=",
  ">": "<",
  "<=": ">=",
  "<": ">",
};

/** @param at place of the number in the formula */
export function numberPlace(
  formula: Expression,
  at: string,
  node: PreparedNode | undefined,
  language: Language,
): NumberPlace {
  const messages = messagesIn(language).changePlaces;
  const way = wayTo(formula, at);
  const number = way.at(-1);
  const holder = way.at(-2);
  if (number === undefined || holder?.kind !== "operation") return { what: null, isShare: false };
  const namer = new Namer(node, language);

  const bound = boundAt(holder, number);
  if (bound !== null) {
    const isShare = namer.isShare(bound.subject);
    const points = pointsOf(way, holder);
    const subject = namer.nameOf(bound.subject);
    return { what: messages[bound.side](subject, points), isShare };
  }
  if (holder.operator === "if" || holder.operator === "?:") {
    const index = holder.operands.indexOf(number);
    if (index % 2 === 0) return { what: messages.otherwise, isShare: false };
    const condition = holder.operands[index - 1] as Expression;
    return { what: messages.points(namer.conditionOf(condition)), isShare: false };
  }
  if (holder.operator === "min") return { what: messages.cap, isShare: false };
  if (holder.operator === "max") return { what: messages.floor, isShare: false };
  return { what: null, isShare: false };
}

/** The root, and what follows down to the node at a place. */
function wayTo(root: Expression, at: string): readonly Expression[] {
  const way: Expression[] = [];
  for (let node: Expression | undefined = root; node !== undefined; ) {
    way.push(node);
    if (node.at === at) return way;
    const below: readonly Expression[] =
      node.kind === "operation" ? node.operands : node.kind === "list" ? node.items : [];
    node = below.find((one) => at === one.at || at.startsWith(`${one.at}/`));
  }
  return [];
}

interface BoundPlace {
  readonly side: "lower" | "upper" | "exact";
  readonly subject: Expression;
}

function boundAt({ operator, operands }: Operation, number: Expression): BoundPlace | null {
  const [left, right] = operands;
  if (operands.length !== 2 || left === undefined || right === undefined) return null;
  const side = BOUNDS[number === right ? operator : (TURNED[operator] ?? operator)];
  return side === undefined ? null : { side, subject: number === right ? left : right };
}

/** Points of the row whose condition a comparison is, alone or with another bound. */
function pointsOf(way: readonly Expression[], comparison: Operation): string | null {
  const place = way.indexOf(comparison);
  const above = way[place - 1];
  const isJoined = above?.kind === "operation" && above.operator === "and";
  const [condition, branch] = isJoined ? [above, way[place - 2]] : [comparison, above];
  if (branch?.kind !== "operation" || branch.operator !== "if") return null;
  const points = branch.operands[branch.operands.indexOf(condition) + 1];
  return points?.kind === "literal" && points.value instanceof Rational
    ? toText(points.value)
    : null;
}

class Namer {
  readonly #node: PreparedNode | undefined;
  readonly #language: Language;

  constructor(node: PreparedNode | undefined, language: Language) {
    this.#node = node;
    this.#language = language;
  }

  /** What people call what a name reads; "" for what has no name. */
  nameOf(subject: Expression): string {
    const name = variableName(subject);
    if (name === null) return "";
    const label = this.#node?.inputs.get(name)?.input.label ?? this.#part(name)?.label;
    return label === undefined ? name : textIn(label, this.#language);
  }

  /** Inputs say so; of quotients and parts one cannot know, and bounds of shares lie between 0 and 1. */
  isShare(subject: Expression): boolean {
    const type = this.#node?.inputs.get(variableName(subject) ?? "")?.input.type;
    return type === undefined
      ? this.#part(variableName(subject) ?? "")?.unit === undefined
      : type === "percent";
  }

  /** `closure rate ≥ 90%`, or the name of what is ticked. */
  conditionOf(condition: Expression): string {
    const parts =
      condition.kind === "operation" && condition.operator === "and"
        ? condition.operands
        : [condition];
    const words = parts.map((part) => this.#comparison(part));
    return words.filter(Boolean).join(messagesIn(this.#language).listSeparator);
  }

  #comparison(condition: Expression): string {
    if (condition.kind !== "operation" || BOUNDS[condition.operator] === undefined)
      return this.nameOf(condition);
    const number = condition.operands.find(({ kind }) => kind === "literal");
    const bound = number && boundAt(condition, number);
    if (!bound || number.kind !== "literal" || !(number.value instanceof Rational)) return "";
    const text = toText(number.value);
    const value = this.isShare(bound.subject) ? `${shiftDecimal(text, 2)}%` : text;
    const sign =
      number === condition.operands[1] ? condition.operator : (TURNED[condition.operator] ?? "=");
    return `${this.nameOf(bound.subject)} ${SIGNS[sign] ?? sign} ${value}`.trim();
  }

  #part(name: string) {
    return this.#node?.node.parts?.[name];
  }
}

const SIGNS: { readonly [operator: string]: string } = {
  ">=": "≥",
  "<=": "≤",
  "==": "=",
  "===": "=",
};
