/**
 * @module What constants mean by what stands beside them: numbers that are shares, texts that are choices. So
 * `立案率 ≥ 95%`, yet `0.4 × b1`; `包含于("公积金查询"; 服务)`, yet `连接("甲"; "乙")`.
 */
import { isShare } from "../../idioms/ratio.ts";
import { nameOf } from "../../logic/json-tree.ts";
import type { Logic, Option } from "../../rule-set/rule-set.ts";
import type { Names } from "../formula-names.ts";
import { optionsBeside } from "./option-text.ts";
import { COMPARISON_PRECEDENCE, PRECEDENCE } from "./precedence.ts";

export interface Constants {
  /** Numbers among the operands that are printed as percent. */
  readonly isShare: (operand: Logic) => boolean;
  /** Texts among the operands are choices of these. */
  readonly options: readonly Option[];
}

const never = (): boolean => false;
const always = (): boolean => true;

export const NO_CONSTANTS: Constants = { isShare: never, options: [] };

export function constantsBeside(
  operator: string,
  operands: readonly Logic[],
  names: Names,
): Constants {
  return {
    isShare: sharesAmong(operator, operands, names),
    options: optionsBeside(operator, operands, names),
  };
}

/** What a rate is compared with, at most how much of it counts, and its weight: `30% × a ÷ b × 100`. */
function sharesAmong(
  operator: string,
  operands: readonly Logic[],
  names: Names,
): (operand: Logic) => boolean {
  if (PRECEDENCE.get(operator) === COMPARISON_PRECEDENCE)
    return operands.some((one) => isShareTerm(one, names)) ? always : never;
  const limitsOrWeighs = operator === "*" || operator === "min" || operator === "max";
  return limitsOrWeighs && operands.some((one) => isRate(one, names)) ? isProperFraction : never;
}

function isShareTerm(logic: Logic, names: Names): boolean {
  const name = nameOf(logic);
  return name === null ? isShare(logic) : names.get(name)?.percent === true;
}

/** A share of figures, not the weight that a node is given. */
function isRate(logic: Logic, names: Names): boolean {
  const kind = names.get(nameOf(logic) ?? "")?.kind;
  return kind !== "given" && kind !== "element" && isShareTerm(logic, names);
}

function isProperFraction(logic: Logic): boolean {
  return typeof logic === "number" && logic > 0 && logic < 1;
}
