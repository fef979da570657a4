/**
 * @module The shape of a rule set: what `rules/schema` describes for people, as types. A rule set says
 * everything that a notice can change; the engine knows this shape and no particular rule.
 */
import type { JsonValue } from "../json/json-value.ts";
import type { Rounding } from "../number/rounding.ts";

/** A formula: plain JSON Logic and nothing else. */
export type Logic = JsonValue;

/** Words for people. Chinese is the notice's own; English stands beside it. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** A number as JSON number (at most 15 significant digits) or decimal text. */
export type Numeral = number | string;

/** A rule set, put together from its files. */
export interface RuleSet {
  /** Version of the rule format. */
  readonly format: 1;
  readonly id: string;
  readonly name: Text;
  readonly edition: string;
  readonly revision: Revision;
  readonly basis: readonly Basis[];
  /** What the marks of change in the sources are against. */
  readonly changedAgainst?: string;
  readonly dates: readonly NamedDate[];
  /** From the root down: how a node at this depth is scored when it has no formula of its own, and rounded. */
  readonly levels: readonly Level[];
  readonly departments: { readonly [id: string]: Department };
  readonly notes: readonly Note[];
  /** The root: its score is the total. */
  readonly tree: Node;
}

export interface Revision {
  readonly number: number;
  /** Content hash of the revision that this one corrects. */
  readonly supersedes?: string;
  readonly reason?: Text;
  readonly document?: string;
}

/** A document that the rules come from. */
export interface Basis {
  readonly title: string;
  readonly number?: string;
  readonly issuer?: string;
  readonly date?: string;
}

export interface NamedDate {
  readonly id: string;
  readonly label: Text;
  /** ISO date. */
  readonly date: string;
}

export interface Level {
  readonly id: string;
  readonly name: Text;
  readonly rounding: Rounding;
  /** Formula of nodes at this level that have none; it sees `weight`, `children`, constants and inputs. */
  readonly score?: Logic;
  /**
   * What the weights of a node's children (those that have one) add up to: a number, or the node's own
   * `weight`. Absent: nothing is required.
   */
  readonly childWeightsSumTo?: Numeral | "weight";
  /** Full marks of a node at this level, as constant logic that sees `weight`; the check holds formulas to it. */
  readonly fullMarks?: Logic;
}

export interface Department {
  readonly name: Text;
  /** `department` of a city, `platform` or `central` office that supplies figures. */
  readonly kind: "department" | "platform" | "central";
  /** Other spellings found in the source. */
  readonly variants?: readonly string[];
}

/** A node of the tree: a group, an indicator, an item, or the root. Any of them may hold any of these. */
export interface Node {
  readonly id: string;
  readonly name: Text;
  /** Level when it is not the one of the node's depth. */
  readonly level?: string;
  /** Share or weight as a fraction (0.3 for 30 %), or constant logic such as {"/": [1, 3]}. */
  readonly weight?: Logic;
  /** The node or nodes of an earlier set that this one continues; absent: the node of the same id. */
  readonly was?: readonly Ancestry[];
  /** Default roles; a city maps its own units to them. */
  readonly departments?: readonly string[];
  /** Visible to the formulas of this node and of everything below it. */
  readonly inputs?: { readonly [id: string]: Input };
  readonly constants?: { readonly [id: string]: Constant };
  /** Refused when false. */
  readonly requires?: readonly Requirement[];
  /** Asks for an explanation when false, never refuses. */
  readonly plausible?: readonly Requirement[];
  /** Named parts in the notice's order (b1 … bn); each may use the ones before it. */
  readonly parts?: { readonly [id: string]: Part };
  readonly score?: Logic;
  /** Further answers, computed after the score; they also see `score`. */
  readonly outputs?: { readonly [id: string]: Output };
  readonly rounding?: Rounding;
  readonly source?: Source;
  readonly evidence?: readonly Text[];
  readonly notes?: readonly Note[];
  readonly children?: readonly Node[];
}

export interface Ancestry {
  /** Node id, or `node/input` for an input. */
  readonly id: string;
  readonly relation: "same" | "renamed" | "split" | "merged" | "redefined";
}

export interface Constant {
  readonly value: Numeral;
  readonly label: Text;
  readonly unit?: string;
}

export interface Part {
  readonly logic: Logic;
  readonly label?: Text;
  readonly unit?: string;
  /** Full marks that the source states for this part; the check compares them with what the formula can reach. */
  readonly fullMarks?: Numeral;
}

export interface Output {
  readonly type: "number" | "text" | "boolean" | "list";
  readonly label: Text;
  readonly logic: Logic;
  readonly unit?: string;
  readonly rounding?: Rounding;
}

/** A condition between inputs. */
export interface Requirement {
  readonly logic: Logic;
  /** Code of the refusal or warning; default `requirement_not_met`, for `plausible` always `implausible`. */
  readonly code?: "part_exceeds_whole" | "out_of_range" | "requirement_not_met";
  /** Input that the answer points at. */
  readonly input: string;
  /** Rows input that the condition is asked of, row by row; formulas then see the row's fields. */
  readonly each?: string;
  readonly message: Text;
}

export type Input =
  | NumberInput
  | BooleanInput
  | ChoiceInput
  | ListInput
  | CountsInput
  | RowsInput
  | TextInput;

interface InputBase {
  readonly label: Text;
  /** Longer wording of the source, beside the label. */
  readonly help?: Text;
  /** Date or period that the figure is taken at. */
  readonly asOf?: AsOf;
  /** Roles that supply it, where they are not the node's departments. */
  readonly suppliedBy?: readonly string[];
  /** `node/input` of the same figure asked for elsewhere. */
  readonly sameAs?: string;
  /**
   * What it means that no figure is given: `pending` (the default: the node waits for it), `absent`
   * (formulas see null), or a value in the form of a request.
   */
  readonly missing?: "pending" | "absent" | { readonly value: JsonValue };
  /** The figure itself may be null ("never updated"); formulas see null. */
  readonly nullable?: true;
  /** Recorded, not scored: no formula needs to read it. */
  readonly informational?: true;
  readonly was?: readonly Ancestry[];
}

export interface AsOf {
  /** ISO date; the figure's state on that day. */
  readonly date?: string;
  /** First and last day of the period that is counted. */
  readonly period?: readonly [string, string];
  /** True where the source prints none and it is taken by analogy. */
  readonly byAnalogy?: true;
}

/**
 * `count` is whole and not negative, `amount` not negative, `percent` travels as 95 and formulas see 0.95
 * (0 to 100 unless a range says otherwise), `number` is any number.
 */
export interface NumberInput extends InputBase {
  readonly type: "count" | "amount" | "percent" | "number";
  readonly unit?: string;
  readonly minimum?: Numeral;
  readonly maximum?: Numeral;
  readonly exclusiveMinimum?: Numeral;
  readonly exclusiveMaximum?: Numeral;
  /** Input of the same node (or row) that it cannot exceed. */
  readonly partOf?: string;
}

export interface BooleanInput extends InputBase {
  readonly type: "boolean";
}

export interface ChoiceInput extends InputBase {
  readonly type: "choice";
  readonly options: readonly Option[];
}

/** Any of the options, each at most once; formulas see a list of codes. */
export interface ListInput extends InputBase {
  readonly type: "list";
  readonly options: readonly Option[];
}

/** One count per option; options left out count 0; formulas see a record of counts. */
export interface CountsInput extends InputBase {
  readonly type: "counts";
  readonly options: readonly Option[];
  readonly unit?: string;
}

/** Any number of rows with the same fields; formulas see a list of records. */
export interface RowsInput extends InputBase {
  readonly type: "rows";
  readonly fields: { readonly [id: string]: NumberInput | BooleanInput | ChoiceInput | TextInput };
  /** At most this many rows; 10,000 is the limit of the product. */
  readonly maxRows?: number;
}

export interface TextInput extends InputBase {
  readonly type: "text";
  readonly maxLength?: number;
}

export interface Option {
  readonly code: string;
  readonly label: Text;
}

/** What the source says, word for word; scan errors are mended, each mend noted. */
export interface Source {
  /** Where in the document. */
  readonly place?: string;
  readonly purpose?: SourceText;
  readonly method?: SourceText;
  readonly data?: SourceText;
  readonly departments?: SourceText;
}

export interface SourceText {
  readonly text: string;
  /** Marks of change (underlined in the notice): [from, to) in UTF-16 units of `text`. */
  readonly changed?: readonly (readonly [number, number])[];
  readonly mends?: readonly Mend[];
}

export interface Mend {
  /** As the scan has it. */
  readonly scanned: string;
  /** As it stands in `text`. */
  readonly mended: string;
  readonly why?: Text;
}

/** `reading`: how a doubtful passage is read; `scan`: a damaged one; `conflict`: the source contradicts itself. */
export interface Note {
  readonly kind: "reading" | "scan" | "conflict" | "remark";
  readonly text: Text;
  /** True where the passage stays open to another reading. */
  readonly doubtful?: true;
  /** Another reading, as formulas that take the place of the node's own, so that its effect can be computed. */
  readonly alternative?: Alternative;
}

export interface Alternative {
  readonly label: Text;
  readonly score?: Logic;
  readonly parts?: { readonly [id: string]: Part };
}
