/** @module Everything that can be put in at a place of a formula. */

import type { Name, Names } from "../../engine/language/formula-names.ts";
import { IDIOM_WORDS, OPERATOR_WORDS } from "../../engine/language/operator-words.ts";
import { HOLE, operation, variable } from "../../engine/logic/json-tree.ts";
import type { Logic, Text } from "../../engine/rule-set/rule-set.ts";
import { filled } from "./operations/slots.ts";
import { TEMPLATES } from "./templates.ts";

export interface Insertable {
  readonly key: string;
  readonly kind: "name" | "idiom" | "function";
  readonly label: Text;
  /** Id of a name, sign of an operator, help of an idiom. */
  readonly detail: Text;
  readonly logic: Logic;
  readonly name?: Name;
}

/** Names first, then idioms, then functions. Names of rows are left out where there is no row. */
export function insertablesOf(names: Names): readonly Insertable[] {
  return [...[...names.values()].map(ofName), ...IDIOMS, ...FUNCTIONS];
}

function ofName(name: Name): Insertable {
  const { id, label } = name;
  return { key: `name ${id}`, kind: "name", label, detail: same(id), logic: variable(id), name };
}

const IDIOMS: readonly Insertable[] = TEMPLATES.map(({ id, label, help, logic }) => ({
  key: `idiom ${id}`,
  kind: "idiom",
  label,
  detail: help,
  logic,
}));

/** Operators that people do not put in by name. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "var",
  "outer",
  "missing",
  "missing_some",
  "?:",
  "reduce",
]);

const FUNCTIONS: readonly Insertable[] = [
  ...[...OPERATOR_WORDS]
    .filter(([operator]) => !LEFT_OUT.has(operator))
    .map(
      ([operator, { call, sign }]): Insertable => ({
        key: `function ${operator}`,
        kind: "function",
        label: call,
        detail: same(sign ?? operator),
        logic: operation(operator, slotsOf(operator)),
      }),
    ),
  {
    key: "function count",
    kind: "function",
    label: IDIOM_WORDS.count,
    detail: same("count"),
    logic: operation("reduce", [HOLE, { "+": [variable("accumulator"), 1] }, 0]),
  },
  {
    key: "function sumOver",
    kind: "function",
    label: IDIOM_WORDS.sumOver,
    detail: same("sumOver"),
    logic: operation("reduce", [HOLE, { "+": [variable("accumulator"), HOLE] }, 0]),
  },
];

/** As many empty slots as make sense to begin with. */
function slotsOf(operator: string): readonly Logic[] {
  const usual: { readonly [operator: string]: number } = {
    if: 3,
    min: 2,
    max: 2,
    "+": 2,
    "*": 2,
    and: 2,
    or: 2,
  };
  const slots = filled(operator, []);
  const wanted = Object.hasOwn(usual, operator) ? (usual[operator] as number) : 1;
  return slots.length >= wanted ? slots : Array<Logic>(wanted).fill(HOLE);
}

function same(text: string): Text {
  return { zh: text, en: text };
}
