/** @module Every formula of a rule set in intermediate form, node by node, with the reason where it has none. */
import { ELEMENT_OPERATORS, type Expression, type Operation } from "../logic/expression.ts";
import { MAX_STEPS } from "../logic/interpret.ts";
import type { Rounding } from "../number/rounding.ts";
import type {
  PreparedNode,
  PreparedOutput,
  PreparedRequirement,
  PreparedRuleSet,
} from "../rule-set/prepare.ts";
import { nodeWeight } from "../score/constants.ts";
import { MAX_ROWS } from "../score/read-figure.ts";
import { figureKey } from "../score/same-figures.ts";
import { Arithmetic } from "./arithmetic.ts";
import { type Condition, type ExactNumber, type IrNumber, NotCompiled } from "./ir.ts";
import { type Layout, mayBeNull, type PlacedInput, type RowsPlace, USUAL } from "./layout.ts";
import { Lowering } from "./lower.ts";
import { rowElement } from "./lower-lists.ts";
import {
  conditionOf,
  type Meaning,
  type Member,
  type Names,
  NO_FACTS,
  numberOf,
} from "./meaning.ts";
import { readsRow } from "./operands.ts";
import { type Parameter, type ParameterPlace, placeKey } from "./parameters.ts";
import { MAX_UNITS, type Rounded, rangeOfUnits, roundedForm, wayOf } from "./rounded.ts";

/** One rounded number that a node answers: its score, or an output. */
export interface CompiledNumber {
  readonly rounded: Rounded;
  readonly rounding: Rounding;
  /** Scores below that the interpreter may compute: a run has to see that they lie where this form takes them to. */
  readonly trusted: readonly Trusted[];
}

export interface Trusted {
  /** Place among the scores. */
  readonly slot: number;
  /** In units of the last place. */
  readonly low: number;
  readonly high: number;
}

/** How a formula is computed: in integers, as a quotient of integers, in bounded doubles, or by the interpreter. */
export interface PlannedFormula {
  readonly node: string;
  /** `score`, `outputs/x`, `requires/0`, `plausible/0`. */
  readonly formula: string;
  readonly way: "exact" | "quotient" | "approx" | "interpreter";
  /** Why not a faster way: a stable code, such as `integers_too_large` or `operator:power`. */
  readonly reason?: string;
  /** With `integers_too_large`: how far they would reach; up to 2^53 they are exact. */
  readonly reaches?: number;
}

export interface NodeProgram {
  readonly node: PreparedNode;
  readonly index: number;
  /** `null`: the interpreter's. */
  readonly score: CompiledNumber | null;
  readonly outputs: readonly (CompiledNumber | null)[];
  /** The same formulas where some children are not known; `null` for leaves, and for the interpreter. */
  readonly partial: PartialProgram | null;
  readonly requires: readonly CompiledRequirement[];
  readonly plausible: readonly CompiledRequirement[];
  /** What operations of its formulas that mean a truth value are asked as; `null` where that is not one question. */
  readonly asked: ReadonlyMap<Operation, Condition | null>;
}

export interface PartialProgram {
  readonly score: CompiledNumber;
  readonly outputs: readonly CompiledNumber[];
}

/** A condition between figures. */
export interface CompiledRequirement {
  readonly prepared: PreparedRequirement;
  /** `null`: only the interpreter can ask it. */
  readonly condition: Condition | null;
  /** The input whose rows it is asked for one by one. */
  readonly each: PlacedInput | null;
}

export interface Program {
  readonly layout: Layout;
  /** In the order of the tree, the root first. */
  readonly nodes: readonly NodeProgram[];
  readonly plan: readonly PlannedFormula[];
}

export function compileProgram(
  prepared: PreparedRuleSet,
  layout: Layout,
  parameters: readonly Parameter[],
): Program {
  const slots = new Map<string, PlacedInput>();
  for (const placed of layout.inputs.values())
    if (placed.place.kind === "number") slots.set(`${placed.place.slot}`, placed);
  const isPart = (part: ExactNumber, whole: ExactNumber): boolean => {
    if (part.op !== "slot" || whole.op !== "slot") return false;
    if (part.memory !== "figures" || whole.memory !== "figures") return false;
    const [a, b] = [slots.get(`${part.slot}`), slots.get(`${whole.slot}`)];
    if (a === undefined || b === undefined || a.node !== b.node) return false;
    const sameScale =
      a.place.kind === "number" && b.place.kind === "number" && a.place.scale === b.place.scale;
    return sameScale && "partOf" in a.input && a.input.partOf === b.id;
  };
  const compiler = new ProgramCompiler(layout, new Arithmetic(isPart), parameters);
  const nodes = [...prepared.nodes.values()];
  // Children before parents: a parent's numbers have the ranges of its children's scores.
  for (const node of [...nodes].reverse()) compiler.compile(node);
  return {
    layout,
    nodes: nodes.map(({ id }) => compiler.programs.get(id) as NodeProgram),
    plan: nodes.flatMap(({ id }) => compiler.plans.get(id) as readonly PlannedFormula[]),
  };
}

class ProgramCompiler {
  readonly programs = new Map<string, NodeProgram>();
  readonly plans = new Map<string, readonly PlannedFormula[]>();
  /** Of the formula at hand. */
  readonly #trusted = new Map<number, Trusted>();
  /** Of the node at hand. */
  #asked = new Map<Operation, Condition | null>();
  readonly #layout: Layout;
  readonly #arithmetic: Arithmetic;
  readonly #parameters: ReadonlyMap<
    string,
    { readonly index: number; readonly parameter: Parameter }
  >;

  constructor(layout: Layout, arithmetic: Arithmetic, parameters: readonly Parameter[]) {
    this.#layout = layout;
    this.#arithmetic = arithmetic;
    this.#parameters = new Map(
      parameters.map((parameter, index) => [placeKey(parameter.place), { index, parameter }]),
    );
  }

  compile(node: PreparedNode): void {
    this.#asked = new Map();
    const plan: PlannedFormula[] = [];
    const attempt = <T>(
      formula: string,
      work: () => T,
      way: (made: T) => PlannedFormula["way"],
    ): T | null => {
      this.#arithmetic.takeTooLarge();
      this.#arithmetic.takeRoundedDouble();
      try {
        const made = work();
        const tooLarge = this.#arithmetic.takeTooLarge();
        const how = this.#arithmetic.takeRoundedDouble() ? "approx" : way(made);
        const why =
          how === "approx"
            ? tooLarge === null
              ? { reason: "number_of_terms_not_fixed" }
              : { reason: "integers_too_large", reaches: tooLarge.reaches }
            : {};
        plan.push({ node: node.id, formula, way: how, ...why });
        return made;
      } catch (error) {
        if (!(error instanceof NotCompiled)) throw error;
        plan.push({ node: node.id, formula, way: "interpreter", reason: error.reason });
        return null;
      }
    };

    const score = attempt("score", () => this.#score(node, "all"), wayOfNumber);
    const outputs = node.outputs.map((output) =>
      attempt(`outputs/${output.id}`, () => this.#output(node, output, score, "all"), wayOfNumber),
    );
    const conditions = (kind: "requires" | "plausible"): readonly CompiledRequirement[] =>
      node[kind].map((prepared, index) => {
        const each = this.#placed(node, prepared.requirement.each ?? "") ?? null;
        const ask = (): Condition => this.#requirement(node, prepared, each);
        return { prepared, each, condition: attempt(`${kind}/${index}`, ask, () => "exact") };
      });
    const asked = this.#asked;
    const requires = conditions("requires");
    const plausible = conditions("plausible");
    this.plans.set(node.id, plan);
    this.programs.set(node.id, {
      node,
      index: this.#layout.nodes.get(node.id) as number,
      score,
      outputs,
      partial: node.children.length === 0 ? null : this.#partial(node),
      requires,
      plausible,
      asked,
    });
  }

  #partial(node: PreparedNode): PartialProgram | null {
    try {
      const score = this.#score(node, "known");
      return { score, outputs: node.outputs.map((one) => this.#output(node, one, score, "known")) };
    } catch (error) {
      if (error instanceof NotCompiled) return null;
      throw error;
    }
  }

  #output(
    node: PreparedNode,
    { id, output, expression }: PreparedOutput,
    score: CompiledNumber | null,
    children: "all" | "known",
  ): CompiledNumber {
    if (output.rounding === undefined) throw new NotCompiled("not_rounded");
    this.#trusted.clear();
    const names = this.#withParts(node, children);
    const own = this.#scoreSlot(node, score);
    const lowering = this.#lowering(node, `outputs/${id}`, children);
    const meaning = lowering.lower(expression, (name) => (name === "score" ? own : names(name)));
    const number = numberOf(meaning, NO_FACTS);
    return this.#rounded(number, output.rounding);
  }

  #score(node: PreparedNode, children: "all" | "known"): CompiledNumber {
    refuseManySteps(node);
    this.#trusted.clear();
    const names = this.#withParts(node, children);
    const number = numberOf(
      this.#lowering(node, "score", children).lower(node.score, names),
      NO_FACTS,
    );
    return this.#rounded(number, node.rounding);
  }

  #requirement(
    node: PreparedNode,
    { requirement, expression }: PreparedRequirement,
    each: PlacedInput | null,
  ): Condition {
    if ((each?.place.kind === "rows") !== (requirement.each !== undefined))
      throw new NotCompiled("each_row");
    const lowering = new Lowering(this.#arithmetic);
    const row = each?.place.kind === "rows" ? rowElement(lowering, this.#rows(each.place)) : null;
    const field: Names = (name) => (row?.kind === "record" ? row.field(name) : undefined);
    // A field hides a figure of the same name, also one that has no compiled form.
    const hidden = (name: string): boolean =>
      each?.place.kind === "rows" && each.place.fields.has(name.split(".")[0] ?? name);
    const names: Names = (name) =>
      hidden(name) ? field(name) : (this.#input(node, name) ?? this.#constant(node, name));
    return conditionOf(lowering.lower(expression, names), NO_FACTS);
  }

  /** Names with the node's parts; every part is computed, as the interpreter does. */
  #withParts(node: PreparedNode, children: "all" | "known"): Names {
    const parts = new Map<string, Meaning>();
    const names: Names = (name) => parts.get(name) ?? this.#name(node, name, children);
    for (const { id, expression } of node.parts)
      parts.set(id, this.#lowering(node, `parts/${id}`, children).lower(expression, names));
    return names;
  }

  #lowering(node: PreparedNode, formula: string, children: "all" | "known"): Lowering {
    const varied = (at: string): Meaning | undefined =>
      this.#varied({ kind: "literal", node: node.id, formula, at });
    return new Lowering(this.#arithmetic, varied, children === "all" ? this.#seen : undefined);
  }

  /** Within a list an operation is asked of one element after the other, so it is no single question. */
  readonly #seen = (operation: Operation, condition: Condition): void => {
    const before = this.#asked.get(operation);
    const same = before === undefined || before?.id === condition.id;
    this.#asked.set(operation, same && !readsRow(condition) ? condition : null);
  };

  #varied(place: ParameterPlace): Meaning | undefined {
    const found = this.#parameters.get(placeKey(place));
    if (found === undefined) return undefined;
    const { decimals, low, high } = found.parameter;
    const number = this.#arithmetic.slot("parameters", found.index, 10 ** decimals, low, high);
    return { kind: "number", number };
  }

  #name(node: PreparedNode, name: string, children: "all" | "known"): Meaning | undefined {
    if (name === "weight") return this.#weight(node);
    if (name === "children") return this.#children(node, children);
    return this.#input(node, name) ?? this.#constant(node, name);
  }

  #weight(node: PreparedNode): Meaning {
    const varied = this.#varied({ kind: "weight", node: node.id });
    return varied ?? new Lowering(this.#arithmetic).value(nodeWeight(node));
  }

  #constant(node: PreparedNode, name: string): Meaning | undefined {
    const constant = node.constants.get(name);
    if (constant === undefined) return undefined;
    const varied = this.#varied({ kind: "constant", node: constant.owner, constant: name });
    return varied ?? new Lowering(this.#arithmetic).value(constant.value);
  }

  #children(node: PreparedNode, which: "all" | "known"): Meaning {
    const members = node.children.map((child): Member => {
      const program = this.programs.get(child.id) as NodeProgram;
      const present =
        which === "all"
          ? this.#arithmetic.truth(true)
          : this.#arithmetic.slotTest("isTrue", "known", program.index);
      return {
        present,
        element: {
          kind: "record",
          field: (field) => {
            if (field === "score") return this.#scoreSlot(child, program.score);
            if (field === "weight") return this.#weight(child);
            return field === "id" ? { kind: "text", text: child.id } : undefined;
          },
        },
      };
    });
    return { kind: "members", members };
  }

  #rounded(number: IrNumber, rounding: Rounding): CompiledNumber {
    const rounded = roundedForm(this.#arithmetic, number, rounding);
    return { rounded, rounding, trusted: [...this.#trusted.values()] };
  }

  #scoreSlot(node: PreparedNode, score: CompiledNumber | null): Meaning {
    if (node.rounding.mode === "none") throw new NotCompiled("score_not_rounded");
    const slot = this.#layout.nodes.get(node.id) as number;
    const [lowest, highest] = score === null ? [-USUAL, USUAL] : rangeOfUnits(score.rounded);
    const [low, high] = [Math.max(lowest, -MAX_UNITS), Math.min(highest, MAX_UNITS)];
    // What is compiled leaves its range only where that is cut, or where it had to trust something itself.
    if (score === null || score.trusted.length > 0 || low > lowest || high < highest)
      this.#trusted.set(slot, { slot, low, high });
    const scale = 10 ** node.rounding.places;
    return { kind: "number", number: this.#arithmetic.slot("scores", slot, scale, low, high) };
  }

  #input(node: PreparedNode, path: string): Meaning | undefined {
    const [name = path, member, ...deeper] = path.split(".");
    const placed = this.#placed(node, name);
    if (placed === undefined || deeper.length > 0) return undefined;
    const { place } = placed;
    const { kind } = place;
    if (kind === "counts") {
      const option = member === undefined ? undefined : place.codes.get(member);
      if (option === undefined || mayBeNull(placed.input)) return undefined;
      return { kind: "number", number: this.#figure(place.first + option, 1, 0, USUAL) };
    }
    return member === undefined ? this.#meaning(placed) : undefined;
  }

  #placed(node: PreparedNode, name: string): PlacedInput | undefined {
    const visible = node.inputs.get(name);
    return visible && this.#layout.inputs.get(figureKey(visible.owner, visible.id));
  }

  #rows(place: RowsPlace): Meaning & { readonly kind: "rows" } {
    const { table, width, maximumRows, fields } = place;
    return {
      kind: "rows",
      rows: { table, width, maximumRows },
      count: this.#figure(place.count, 1, 0, maximumRows),
      fields,
      where: null,
    };
  }

  #meaning({ place, input }: PlacedInput): Meaning | undefined {
    const { kind } = place;
    const nullable = (slot: number, canBe: boolean, of: Meaning): Meaning =>
      canBe
        ? { kind: "nullable", isNull: this.#arithmetic.slotTest("isNull", "figures", slot), of }
        : of;
    switch (kind) {
      case "number": {
        const { slot, formulaScale, low, high } = place;
        const number = this.#figure(slot, formulaScale, low, high);
        return nullable(slot, place.nullable, { kind: "number", number });
      }
      case "flag": {
        const condition = this.#arithmetic.slotTest("isTrue", "figures", place.slot);
        return nullable(place.slot, place.nullable, { kind: "condition", condition });
      }
      case "choice": {
        const option = this.#figure(place.slot, 1, 0, place.codes.size - 1);
        return nullable(place.slot, place.nullable, { kind: "choice", option, codes: place.codes });
      }
      case "list":
        if (mayBeNull(input)) return undefined;
        return {
          kind: "list",
          has: (code) => {
            const option = place.codes.get(code);
            if (option === undefined) return this.#arithmetic.truth(false);
            return this.#arithmetic.slotTest("isTrue", "figures", place.first + option);
          },
          count: this.#figure(place.count, 1, 0, place.codes.size),
        };
      case "rows":
        return mayBeNull(input) ? undefined : this.#rows(place);
      default:
        return undefined;
    }
  }

  #figure(slot: number, scale: number, low: number, high: number): ExactNumber {
    return this.#arithmetic.slot("figures", slot, scale, low, high);
  }
}

function wayOfNumber({ rounded }: CompiledNumber): PlannedFormula["way"] {
  return wayOf(rounded);
}

/** What the interpreter might not finish within its budget must meet that budget, so it stays the interpreter's. */
function refuseManySteps(node: PreparedNode): void {
  for (const formula of [node.score, ...node.parts.map(({ expression }) => expression)])
    if (mostSteps(formula) > MAX_STEPS) throw new NotCompiled("too_many_steps");
}

function mostSteps(expression: Expression): number {
  if (expression.kind === "literal") return 1;
  const operands = expression.kind === "list" ? expression.items : expression.operands;
  const perElement = expression.kind === "operation" && ELEMENT_OPERATORS.has(expression.operator);
  return operands.reduce(
    (steps, operand, index) =>
      steps + mostSteps(operand) * (perElement && index === 1 ? MAX_ROWS : 1),
    1,
  );
}
