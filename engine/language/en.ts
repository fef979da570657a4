/** @module English. */

import type { Messages, Words } from "./messages.ts";
import { percentText } from "./number-text.ts";
import { schemaWords } from "./schema-words.ts";
import { unitText } from "./unit-words.ts";

const range = (words: Words): string => {
  const parts = [
    words.minimum !== undefined
      ? `at least ${words.minimum}`
      : words.exclusiveMinimum !== undefined
        ? `more than ${words.exclusiveMinimum}`
        : "",
    words.maximum !== undefined
      ? `at most ${words.maximum}`
      : words.exclusiveMaximum !== undefined
        ? `less than ${words.exclusiveMaximum}`
        : "",
  ];
  return parts.filter(Boolean).join(" and ");
};

const TYPES = {
  count: "a whole number",
  amount: "a number (or decimal text such as 12.5)",
  percent: "a percent (95 for 95 %)",
  number: "a number (or decimal text such as -12.5)",
  boolean: "true or false",
  choice: "the code of a choice",
  list: "a list of codes",
  counts: "a count for each choice",
  rows: "a list of rows",
  row: "a row",
  text: "text",
  figures: "the figures of this item",
  inputs: "figures by item",
} as const;

const EXPECTED: { readonly [token: string]: string } = {
  value: "a value",
  end: "the end of the text",
  escape: "a valid escape",
};

const meant = (closest: string | undefined): string =>
  closest ? `; did you mean ${closest}?` : "";

const bound = (subject: string, points: string | null, side: string): string =>
  `${subject === "" ? "" : `${subject}: `}${side}${points === null ? "" : ` of the ${points}-point band`}`;

/** What has a label is called by it, its name beside it. */
const named = (name = "", label: string | undefined): string =>
  label === undefined ? name : `“${label}” (${name})`;

/** What is worked out has no name. */
const mayBeNull = (name: string | undefined, label: string | undefined): string => {
  if (name === "weight") return "the weight";
  return name === "operation" ? "what is worked out here" : named(name, label);
};

export const en: Messages = {
  inputs: {
    missing_input: () => "is missing; a final score needs it",
    unknown_item: ({ item }) => `there is no item ${item} that takes figures`,
    unknown_input: ({ found, input }) => `there is no figure named ${found ?? input}`,
    invalid_type: ({ expected = "", found }) =>
      `should be ${TYPES[expected as keyof typeof TYPES] ?? expected}, found ${found}`,
    not_whole: ({ found }) => `should be a whole number, found ${found}`,
    negative_value: ({ found }) => `cannot be negative, found ${found}`,
    out_of_range: (words) =>
      range(words) ? `should be ${range(words)}, found ${words.found}` : "is out of range",
    part_exceeds_whole: ({ found, whole, wholeInput }) =>
      found === undefined
        ? "the part exceeds its whole"
        : `${found} exceeds the total ${whole} (${wholeInput}); a part cannot exceed its whole`,
    invalid_choice: ({ found, options }) => `there is no choice ${found}; choices are ${options}`,
    duplicate_choice: ({ found }) => `the choice ${found} stands twice`,
    too_long: ({ length, maximum }) => `is too long: ${length}, at most ${maximum}`,
    same_as_differs: ({ value, other, otherItem, otherInput }) =>
      `should be the same figure as ${otherItem}/${otherInput}, but is ${value} here and ${other} there; each is used where it stands`,
    implausible: () => "is unlikely; please explain",
    requirement_not_met: () => "does not fit the other figures",
    evaluation_failed: ({ formula, problem }) =>
      `the formula ${formula} has no value (${problem}); the rule is at fault`,
  },
  types: TYPES,
  json: {
    json_syntax: ({ found, expected = "" }) =>
      `not JSON: expected ${EXPECTED[expected] ?? expected} ${found ? `at “${found}”` : "at the end"}`,
    json_too_deep: () => "JSON nested more than 64 deep",
    json_duplicate_key: ({ found }) => `the key “${found}” stands twice`,
    json_number_not_exact: ({ found }) =>
      `the number ${found} has more than 15 significant digits and cannot be taken exactly`,
  },
  findings: {
    schema: (words) => `does not keep to the file format: ${schemaWords(words, "en")}`,
    missing_file: ({ wanted }) => `the file ${wanted} is missing`,
    unused_file: ({ file }) => `no node refers to the file ${file}`,
    file_used_twice: ({ wanted }) => `the file ${wanted} is referred to twice`,
    file_too_large: ({ file, maximum }) => `the file ${file} is larger than ${maximum} bytes`,
    duplicate_case: ({ id, earlier }) => `the case ${id} has the name of one in ${earlier}`,
    duplicate_node: ({ node }) => `the node id ${node} stands twice`,
    unknown_level: ({ level }) => `there is no level ${level}`,
    no_formula: ({ node }) => `the node ${node} has no formula`,
    name_taken: ({ name }) => `the name ${name} is taken or cannot be used`,
    number_not_exact: ({ found }) => `the number ${found} cannot be taken exactly`,
    formula_too_deep: () => "the formula is nested more than 64 deep",
    formula_too_large: () => "the formula has more than 2,000 nodes",
    unknown_operator: ({ operator, closest }) =>
      `there is no operator ${operator}${meant(closest)}`,
    operand_count: ({ operator, found, minimum }) =>
      `the operator ${operator} has ${found} operands and takes ${minimum}`,
    unknown_name: ({ name, closest }) =>
      `there is no figure, part or constant named ${name}${meant(closest)}`,
    computed_name: () => "a name must be written out, it cannot be computed",
    unused_input: ({ input, text }) => `no formula uses the figure ${named(input, text)}`,
    unused_part: ({ part, text }) => `no formula uses the part ${named(part, text)}`,
    unused_constant: ({ constant, text }) =>
      `no formula uses the constant ${named(constant, text)}`,
    operand_type: ({ operator, expected, found }) =>
      `the operator ${operator} needs ${expected} and gets ${found}`,
    condition_not_boolean: () => "a condition must be true or false, not a number or text",
    result_not_number: () => "the formula's result is no number",
    null_reaches_arithmetic: ({ name, text }) =>
      `${mayBeNull(name, text)} may be null and must be asked for that first`,
    division_unguarded: () => "the divisor may be zero, and nothing says what then holds",
    weights_do_not_add_up: ({ sum, expected }) =>
      `the weights below add up to ${percentText(sum)}, not ${percentText(expected)}`,
    weight_not_constant: () => "a weight must be constant",
    weight_missing: ({ child }) => `the formula uses the weight, and ${child} has none`,
    unit_mismatch: ({ left = "", right = "" }) =>
      `different units: ${unitText(left, "en")} and ${unitText(right, "en")}`,
    ratio_of_different_units: ({ left = "", right = "" }) =>
      `a ratio of different units: ${unitText(left, "en")} to ${unitText(right, "en")}`,
    band_unreachable: ({ threshold, previous }) =>
      `the threshold ${threshold} is not below the one before it, ${previous}; the band is never reached`,
    band_points_rise: ({ points, previous }) =>
      `the threshold falls and the points rise from ${previous} to ${points}`,
    full_marks_differ: ({ fullMarks, reach }) =>
      `full marks are ${fullMarks}, the formula reaches ${reach}`,
    score_exceeds_share: ({ reach, share }) =>
      `the formula reaches ${reach}, more than weight × 100, which is ${share}`,
    score_unbounded: () => "the score has no upper bound; a ratio may exceed 1 without a cap",
    not_portable: ({ operators }) => `uses operators that JSON Logic does not have: ${operators}`,
    unknown_reference: ({ field, value, closest }) =>
      `${field} names ${value}, which there is not${meant(closest)}`,
    same_as_incompatible: ({ other }) =>
      `differs from ${other} in type or unit, so it cannot be the same figure`,
    span_outside_text: () => "a mark of change lies outside the text",
    doubtful_reading: ({ text }) => `doubtful: ${text}`,
    conflict_note: ({ text }) => `conflict: ${text}`,
    scan_note: ({ text }) => `scan: ${text}`,
    unassigned: ({ node }) => `nobody supplies the figures of ${node}`,
    sql_operator: ({ operator }) => `SQL cannot say the operator ${operator} exactly here`,
    sql_power: ({ maximum }) =>
      `SQL says powers exactly only with constant whole exponents from 0 to ${maximum}; roots are not exact`,
    sql_name: ({ name }) => `the name ${name} cannot be read in SQL here`,
    sql_kind: ({ found, expected }) =>
      expected
        ? `SQL needs a ${expected} here, found ${found}`
        : `SQL has no form for ${found} here`,
    sql_mixed_kinds: ({ found }) => `SQL needs values of one kind here, found ${found}`,
    sql_not_constant: () => "in SQL this operand must be a constant that is written out",
    sql_bounds: () => "in SQL the bounds must be constants, the lower one first",
    sql_number_too_large: () => "the number may have more digits than NUMERIC carries exactly",
    sql_too_many_columns: ({ maximum }) =>
      `more figures or nodes than a table has columns (${maximum})`,
    case_node_unknown: ({ node }) => `the case's node ${node} does not exist`,
  },
  problems: {
    division_by_zero: "division by zero",
    not_a_number: "not a number",
    not_a_text: "not text",
    not_a_list: "not a list",
    not_real: "no real number",
    invalid_operand: "an operand that does not fit",
    no_outer_scope: "no such name around it",
    unknown_operator: "unknown operator",
    operand_count: "wrong number of operands",
    number_too_large: "a number too large",
    text_too_long: "a text too long",
    list_too_long: "a list too long",
    value_too_large: "a value too large",
    value_too_deep: "a value nested too deep",
    too_many_steps: "too many steps",
    stopped: "stopped, it took too long",
  },
  targets: {
    branch: "branch",
    band: "band",
    zero: "zero rule",
    tick: "tick",
    threshold: "threshold",
    cap: "cap",
    floor: "floor",
    condition: "condition",
    refusal: "refusal",
    tie: "half a unit",
  },
  sides: {
    taken: "not reached",
    below: "below not shown",
    at: "exactly on it not shown",
    above: "above not shown",
    true: "met not shown",
    false: "not met not shown",
    refused: "refusal not shown",
  },
  causes: {
    tie: "exactly on half a unit, doubles miss it by the last bit",
    threshold: "exactly on a threshold, doubles miss it by the last bit",
    not_portable: "stock JSON Logic does not have the operator",
    unexplained: "unexplained",
  },
  changes: {
    "node-added": "added",
    "node-removed": "removed",
    "node-moved": "moved",
    "node-renamed": "new id",
    "nodes-reordered": "another order",
    "level-changed": "another level",
    "input-added": "figure added",
    "input-removed": "figure removed",
    "input-changed": "figure changed",
    "requirement-changed": "conditions between figures changed",
    "part-added": "part added",
    "part-removed": "part removed",
    "formula-changed": "formula changed",
    "number-changed": "number changed",
    "threshold-changed": "threshold changed",
    "constant-changed": "constant changed",
    "weight-changed": "weight changed",
    "rounding-changed": "rounding changed",
    "text-changed": "text changed",
  },
  changeCauses: {
    structure: "structure",
    inputs: "figures",
    formulas: "formulas",
    numbers: "numbers",
    weights: "weights",
    rounding: "rounding",
    texts: "texts",
  },
  changePlaces: {
    lower: (subject, points) => bound(subject, points, "lower bound"),
    upper: (subject, points) => bound(subject, points, "upper bound"),
    exact: (subject, points) => bound(subject, points, "value"),
    points: (condition) => (condition === "" ? "points" : `${condition}: points`),
    otherwise: "points otherwise",
    cap: "cap",
    floor: "floor",
  },
  noticeHeads: {
    weight: (level) => `${level} and weight`,
    purpose: (level) => `${level}: meaning and method`,
    method: (level) => `${level} and its calculation`,
    data: "Data required",
    source: "Source of the data",
  },
  saidOf: (name, what) => `“${name}”: ${what}`,
  changed: (subject) => `${subject.toLowerCase()} changed`,
  truth: { yes: "yes", no: "no" },
  period: (from, to) => `${from} to ${to}`,
  severities: { error: "error", warning: "warning", note: "note" },
  line: (line, column) => `line ${line}, column ${column}`,
  didYouMean: (closest) => `did you mean ${closest}?`,
  colon: ": ",
  listSeparator: ", ",
  memberSeparator: "; ",
};
