/**
 * @module Choices of an input in the text formula: in Chinese by their label, in English by their code, as names
 * are. Labels of both languages are read wherever they stand.
 */
import { nameOf } from "../../logic/json-tree.ts";
import type { Logic, Option } from "../../rule-set/rule-set.ts";
import type { Names } from "../formula-names.ts";
import type { Language } from "../language.ts";

/** Operators that ask whether an input is, or has, a choice. */
const ASKING: ReadonlySet<string> = new Set(["in", "==", "===", "!=", "!=="]);

const NONE: readonly Option[] = [];

/** The choices that texts among the operands can be: those of the input that stands beside them. */
export function optionsBeside(
  operator: string,
  operands: readonly Logic[],
  names: Names,
): readonly Option[] {
  if (!ASKING.has(operator) || operands.length !== 2) return NONE;
  const [input] = operands.flatMap((operand) => nameOf(operand) ?? []);
  return (input === undefined ? undefined : names.get(input)?.options) ?? NONE;
}

/** A quoted text as the code that it stands for; one that is no choice is itself. */
export function codeOf(text: string, options: readonly Option[]): string {
  if (options.some(({ code }) => code === text)) return text;
  const found = options.filter(({ label }) => label.zh === text || label.en === text);
  return found.length === 1 ? (found[0] as Option).code : text;
}

/** How a text is quoted; `null` where every quoted text would be read as something else. */
export function quotedText(
  text: string,
  options: readonly Option[],
  language: Language,
): string | null {
  const label = options.find(({ code }) => code === text)?.label.zh;
  if (language !== "en" && label !== undefined && codeOf(label, options) === text) return label;
  return codeOf(text, options) === text ? text : null;
}
