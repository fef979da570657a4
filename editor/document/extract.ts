/** @module A subtree that is repeated, or that deserves a name, becomes a part of the node. */
import { ratioLens } from "../../engine/idioms/ratio.ts";
import { isObject } from "../../engine/json/json-value.ts";
import { ELEMENT_OPERATORS } from "../../engine/logic/expression.ts";
import {
  nameOf,
  nodeAt,
  operandsOf,
  operatorOf,
  parentOf,
  sameLogic,
  variable,
  withOperands,
} from "../../engine/logic/json-tree.ts";
import { RESERVED_NAMES } from "../../engine/rule-set/prepare.ts";
import type { Logic, Text } from "../../engine/rule-set/rule-set.ts";
import { type Refused, refused } from "../formula/operations/edited.ts";
import { label } from "../formula/operations/labels.ts";
import { insertMember, setValue } from "./edit.ts";
import { treeOf } from "./nodes.ts";
import { type FormulaPlace, type RuleDocument, valueAt } from "./rule-document.ts";

export type Extracted =
  | {
      readonly ok: true;
      readonly document: RuleDocument;
      readonly label: Text;
      /** What became the part: the place asked for, with the rule for zero around it. */
      readonly at: string;
      readonly places: number;
    }
  | Refused;

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/**
 * Makes a part of the node at `at`, before the first formula that uses it, and reads it by name wherever the same
 * subtree stands in this formula and in those after it. A fraction comes with its rule for a zero denominator: a part is
 * worked out always, where the rule would have kept the division from being reached.
 *
 * @issue `nothing_to_convert` for names, constants and what belongs to the rows of a sum; `name_taken`,
 *   `name_not_allowed`
 */
export function extractVariable(
  document: RuleDocument,
  place: FormulaPlace,
  asked: string,
  name: string,
  words: Text,
): Extracted {
  const node = treeOf(document).byId.get(place.node);
  const logic = valueAt(document, place);
  const at = logic === undefined ? asked : withZeroRule(logic, asked);
  const subtree = logic === undefined ? undefined : nodeAt(logic, at);
  if (node === undefined || subtree === undefined) return refused("no_such_place");
  const own = place.formula === "score" || /^(parts|outputs)\//.test(place.formula);
  if (
    !own ||
    operatorOf(subtree) === undefined ||
    nameOf(subtree) !== null ||
    readsElement(subtree)
  )
    return refused("nothing_to_convert");
  if (!NAME.test(name)) return refused("name_not_allowed", { name });
  const { inputs, constants, parts } = node.value;
  const taken = [inputs, constants, parts].flatMap((names) =>
    Object.keys(isObject(names) ? names : {}),
  );
  if ([...RESERVED_NAMES, ...taken].includes(name)) return refused("name_taken", { name });

  const following = node.formulas.slice(
    node.formulas.findIndex(({ formula }) => formula === place.formula),
  );
  let places = 0;
  let edited = document;
  for (const one of following) {
    if (/^(requires|plausible)\//.test(one.formula)) continue;
    const before = valueAt(edited, one) as Logic;
    const after = exchanged(before, subtree, variable(name), () => places++);
    edited = setValue(edited, one, after);
  }
  const order = Object.keys(isObject(parts) ? parts : {});
  const part = { logic: subtree, label: { ...words } };
  const index = /^parts\/(.*)$/.exec(place.formula)?.[1];
  const holder = { file: node.file, pointer: node.pointer };
  if (order.length > 0) {
    const position = index === undefined ? order.length : order.indexOf(index);
    const target = { ...holder, pointer: `${node.pointer}/parts` };
    edited = insertMember(edited, target, position, name, part);
  } else {
    const position = Object.keys(node.value).indexOf("score");
    const last = Object.keys(node.value).length;
    edited = insertMember(edited, holder, position < 0 ? last : position, "parts", {
      [name]: part,
    });
  }
  return { ok: true, document: edited, at, places, label: label("extracted", { a: words }) };
}

/** The place of a fraction together with its rule for zero, be a cap between them or not; any other place as it is. */
function withZeroRule(logic: Logic, at: string): string {
  const fraction = nodeAt(logic, at);
  if (fraction === undefined || !isBareRatio(fraction)) return at;
  const around = parentOf(logic, at);
  if (around === null) return at;
  const outside = isBareRatio(around.logic) ? parentOf(logic, around.at) : null;
  const guard = [around, outside].find((one) => one !== null && hasZeroRule(one.logic));
  return guard?.at ?? at;
}

/** A fraction, capped or not, with nothing said about zero. */
function isBareRatio(logic: Logic): boolean {
  const ratio = ratioLens.get(logic);
  return ratio.ok && !ratio.view.form.product && ratio.view.whenZero === null;
}

function hasZeroRule(logic: Logic): boolean {
  const ratio = ratioLens.get(logic);
  return ratio.ok && !ratio.view.form.product && ratio.view.whenZero !== null;
}

/** Every equal subtree outside of the bodies of sums over rows, where names are the row's. */
function exchanged(logic: Logic, subtree: Logic, put: Logic, count: () => void): Logic {
  if (sameLogic(logic, subtree)) {
    count();
    return put;
  }
  const elements = ELEMENT_OPERATORS.has(operatorOf(logic) ?? "");
  const operands = operandsOf(logic);
  if (operands.length === 0) return logic;
  return withOperands(
    logic,
    operands.map((operand, index) =>
      elements && index === 1 ? operand : exchanged(operand, subtree, put, count),
    ),
  );
}

/** True where it reads the row, or the sum so far, of something around it. */
function readsElement(logic: Logic): boolean {
  const name = nameOf(logic);
  if (name !== null) return /^(current|accumulator)(\.|$)/.test(name);
  const elements = ELEMENT_OPERATORS.has(operatorOf(logic) ?? "");
  return operandsOf(logic).some(
    (operand, index) => !(elements && index === 1) && readsElement(operand),
  );
}
