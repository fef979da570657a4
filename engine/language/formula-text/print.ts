/** @module A formula as text, with the place of every node in it; what is printed is read back as the same formula. */

import { rowsLens } from "../../idioms/rows.ts";
import { ELEMENT_OPERATORS } from "../../logic/expression.ts";
import { childAt, isBare, isHole, nameOf, operandsOf, operatorOf } from "../../logic/json-tree.ts";
import { percentText } from "../../number/percent.ts";
import type { Logic } from "../../rule-set/rule-set.ts";
import type { Names } from "../formula-names.ts";
import type { Language } from "../language.ts";
import { IDIOM_WORDS, OPERATOR_WORDS } from "../operator-words.ts";
import { type Constants, constantsBeside, NO_CONSTANTS } from "./constants-beside.ts";
import { inBrackets, nameText } from "./name-text.ts";
import { quotedText } from "./option-text.ts";
import { PLAIN_NAME } from "./plain-name.ts";
import { COMPARISON_PRECEDENCE, JOINING, PRECEDENCE, UNARY_PRECEDENCE } from "./precedence.ts";
import { calledBy, callWord, constantWord, isWord } from "./words.ts";

export interface PrintOptions {
  readonly names: Names;
  readonly language: Language;
  /** Longest line; calls that are longer put each operand on its own line. Absent: one line. */
  readonly width?: number;
}

/** A piece of a text, in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a node of the formula stands in the text. */
export interface NodeSpan extends Span {
  readonly at: string;
}

export interface PrintedText {
  readonly text: string;
  /** Every node that has a text of its own, parents before children. */
  readonly spans: readonly NodeSpan[];
}

/** Calls, names and constants never need brackets. */
const ATOM = UNARY_PRECEDENCE + 1;

export function printText(logic: Logic, options: PrintOptions): PrintedText {
  const printer = new Printer(options);
  printer.print(logic, { at: "", least: 0, margin: 0, inElement: false, constants: NO_CONSTANTS });
  return { text: printer.text, spans: printer.spans };
}

/** The text alone, on one line. */
export function textOf(logic: Logic, names: Names, language: Language): string {
  return printText(logic, { names, language }).text;
}

interface Here {
  readonly at: string;
  /** Operators that bind less stand in brackets. */
  readonly least: number;
  readonly margin: number;
  /** In the body of `filter`, `map` …: the element's fields are not the node's inputs, even where called alike. */
  readonly inElement: boolean;
  /** What a constant means that stands here. */
  readonly constants: Constants;
}

/** An operand of a call, or an item of a list. */
interface Operand {
  readonly logic: Logic;
  readonly at: string;
  readonly inElement?: true;
}

class Printer {
  text = "";
  readonly spans: NodeSpan[] = [];
  readonly #language: Language;
  readonly #width: number;
  readonly #options: PrintOptions;

  constructor(options: PrintOptions) {
    this.#options = options;
    this.#language = options.language;
    this.#width = options.width ?? Number.POSITIVE_INFINITY;
  }

  print(logic: Logic, here: Here): void {
    const operator = operatorOf(logic);
    const infix = operator !== undefined && isInfix(logic, operator);
    const prefix = operator === "-" && !isBare(logic) && operandsOf(logic).length === 1;
    const precedence = infix ? (PRECEDENCE.get(operator) ?? 0) : prefix ? UNARY_PRECEDENCE : ATOM;
    const brackets = precedence < here.least;
    if (brackets) this.text += "(";
    const index = this.spans.length;
    const from = this.text.length;
    this.spans.push({ at: here.at, from, to: from });
    if (infix) this.#infix(logic, operator, precedence, here);
    else if (prefix) this.#negative(logic, here);
    else if (operator !== undefined) this.#operation(logic, operator, here);
    else if (Array.isArray(logic)) this.#operands(logic, "{", "}", here);
    else this.text += this.#literal(logic, here.constants);
    this.spans[index] = { at: here.at, from, to: this.text.length };
    if (brackets) this.text += ")";
  }

  #infix(logic: Logic, operator: string, precedence: number, here: Here): void {
    const operands = operandsOf(logic);
    const sign =
      OPERATOR_WORDS.get(operator)?.sign?.replace("−", "-") ?? callWord(operator, this.#language);
    const compares = PRECEDENCE.get(operator) === COMPARISON_PRECEDENCE;
    const constants = this.#constantsBeside(operator, operands, here);
    for (const [index, operand] of operands.entries()) {
      if (index > 0) this.text += ` ${sign} `;
      const loose =
        index === 0 && !compares && !(JOINING.has(operator) && operatorOf(operand) === operator);
      this.print(operand, {
        ...here,
        at: childAt(logic, here.at, index),
        least: loose ? precedence : precedence + 1,
        constants,
      });
    }
  }

  #negative(logic: Logic, here: Here): void {
    const [operand] = operandsOf(logic) as readonly [Logic];
    this.text += "-";
    // `-5` would be the number.
    const brackets = typeof operand === "number" || operatorOf(operand) === "-";
    if (brackets) this.text += "(";
    const below = {
      ...here,
      at: childAt(logic, here.at, 0),
      least: brackets ? 0 : UNARY_PRECEDENCE,
    };
    this.print(operand, { ...below, constants: NO_CONSTANTS });
    if (brackets) this.text += ")";
  }

  #operation(logic: Logic, operator: string, here: Here): void {
    const name = isBare(logic) ? nameOf(logic) : null;
    const { names, language } = { ...this.#options, ...(here.inElement ? { language: null } : {}) };
    const named = name === null ? null : nameText(name, names, language);
    if (named !== null) {
      this.text += named;
      return;
    }
    if (isHole(logic) && !isBare(logic)) {
      this.text += "?";
      return;
    }
    const rows = rowsLens.get(logic);
    if (rows.ok && rows.view.each !== 1) {
      const { list, each } = rows.view;
      const { zh, en } = IDIOM_WORDS[each === null ? "count" : "sumOver"];
      this.text += this.#language === "en" ? en : zh;
      const operands: Operand[] = [{ logic: list, at: `${here.at}/reduce/0` }];
      if (each !== null) operands.push({ logic: each, at: `${here.at}/reduce/1/+/1` });
      this.#list(operands, "(", ")", { ...here, constants: NO_CONSTANTS });
      return;
    }
    this.text += callWord(operator, this.#language) ?? unknownCall(operator);
    if (isBare(logic)) this.text += "'";
    this.#operands(logic, "(", ")", here);
  }

  #operands(logic: Logic, open: string, close: string, here: Here): void {
    const operator = operatorOf(logic) ?? "";
    const inElement = ELEMENT_OPERATORS.has(operator) && operator !== "reduce" ? true : undefined;
    const operands = operandsOf(logic);
    this.#list(
      operands.map((operand, index) => ({
        logic: operand,
        at: childAt(logic, here.at, index),
        ...(inElement && index === 1 ? { inElement } : {}),
      })),
      open,
      close,
      { ...here, constants: this.#constantsBeside(operator, operands, here) },
    );
  }

  #list(operands: readonly Operand[], open: string, close: string, here: Here): void {
    const lineStart = this.text.lastIndexOf("\n") + 1;
    const start = this.text.length - lineStart;
    const breaks = operands.length > 0 && start + this.#lengthOf(operands) > this.#width;
    const margin = here.margin + 2;
    this.text += open;
    for (const [index, { logic, at, inElement }] of operands.entries()) {
      if (breaks) this.text += `\n${" ".repeat(margin)}`;
      this.print(logic, {
        at,
        least: 0,
        margin,
        inElement: inElement ?? here.inElement,
        constants: here.constants,
      });
      if (index < operands.length - 1) this.text += breaks ? ";" : "; ";
    }
    if (breaks) this.text += `\n${" ".repeat(here.margin)}`;
    this.text += close;
  }

  #lengthOf(operands: readonly { readonly logic: Logic }[]): number {
    if (this.#width === Number.POSITIVE_INFINITY) return 0;
    const { width: _, ...oneLine } = this.#options;
    let length = 0;
    for (const { logic } of operands) {
      length += printText(logic, oneLine).text.length + 2;
    }
    return length;
  }

  /** Names of elements are not the node's, so nothing is known of what stands beside them. */
  #constantsBeside(operator: string, operands: readonly Logic[], { inElement }: Here): Constants {
    return inElement ? NO_CONSTANTS : constantsBeside(operator, operands, this.#options.names);
  }

  #literal(literal: Logic, { isShare, options }: Constants): string {
    if (typeof literal === "number") {
      const text = String(literal);
      const percent = literal !== 0 && !text.includes("e") && isShare(literal);
      return percent ? percentText(literal) : text;
    }
    if (typeof literal === "string") {
      const quoted = quotedText(literal, options, this.#language);
      return quoted === null ? `#${JSON.stringify(literal)}` : JSON.stringify(quoted);
    }
    if (literal === null || typeof literal === "boolean")
      return constantWord(literal, this.#language);
    return `#${JSON.stringify(literal)}`;
  }
}

function isInfix(logic: Logic, operator: string): boolean {
  if (!PRECEDENCE.has(operator) || isBare(logic)) return false;
  const count = operandsOf(logic).length;
  if (JOINING.has(operator)) return count >= 2;
  return count === 2 || (count === 3 && (operator === "<" || operator === "<="));
}

/** An operator that the engine does not have, as it stands in the file. */
function unknownCall(operator: string): string {
  const plain = PLAIN_NAME.test(operator) && !isWord(operator) && calledBy(operator) === undefined;
  return plain ? operator : inBrackets(operator);
}
