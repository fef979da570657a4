/** @module Every formula of one node brought into intermediate form, with the way that it takes and why not a faster one. */
import type { Operation } from "../logic/expression.ts";
import type { Rounding } from "../number/rounding.ts";
import type { PreparedNode, PreparedOutput, PreparedRequirement } from "../rule-set/prepare.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { FigureMeanings } from "./figure-meanings.ts";
import { type Condition, type IrNumber, NotCompiled } from "./ir.ts";
import type { Layout, PlacedInput } from "./layout.ts";
import { lazily } from "./lazily.ts";
import { Lowering } from "./lower.ts";
import { rowElement } from "./lower-lists.ts";
import { refuseManySteps } from "./many-steps.ts";
import { conditionOf, type Meaning, type Names, NO_FACTS, numberOf } from "./meaning.ts";
import { NodeNames, type Which } from "./node-names.ts";
import { readsRow } from "./operands.ts";
import type { Parameter } from "./parameters.ts";
import type {
  CompiledNumber,
  CompiledRequirement,
  NodeProgram,
  PartialProgram,
  PlannedFormula,
} from "./program.ts";
import { roundedForm, wayOf } from "./rounded.ts";

export class NodeCompiler {
  readonly programs: Map<PreparedNode, NodeProgram> = new Map();
  readonly #layout: Layout;
  readonly #arithmetic: Arithmetic;
  readonly #figures: FigureMeanings;
  readonly #names: NodeNames;
  /** Of the node at hand. */
  #plan: PlannedFormula[] = [];
  #asked = new Map<Operation, Condition | null>();

  constructor(layout: Layout, arithmetic: Arithmetic, parameters: readonly Parameter[]) {
    this.#layout = layout;
    this.#arithmetic = arithmetic;
    this.#figures = new FigureMeanings(layout, arithmetic);
    this.#names = new NodeNames(
      layout,
      arithmetic,
      this.#figures,
      parameters,
      (child) => (this.programs.get(child) as NodeProgram).score,
    );
  }

  /** Its children have been compiled before: its numbers have the ranges of their scores. */
  compile(node: PreparedNode): void {
    const plan: PlannedFormula[] = [];
    const asked = new Map<Operation, Condition | null>();
    [this.#plan, this.#asked] = [plan, asked];
    const score = this.#attempt(node, "score", () => this.#score(node, "all"), wayOfNumber);
    const outputs = node.outputs.map((one) =>
      this.#attempt(
        node,
        `outputs/${one.id}`,
        () => this.#output(node, one, score, "all"),
        wayOfNumber,
      ),
    );
    this.programs.set(node, {
      node,
      index: this.#layout.nodes.get(node.id) as number,
      score,
      outputs,
      partial: lazily(() => (node.children.length === 0 ? null : this.#partial(node))),
      requires: this.#requirements(node, "requires"),
      plausible: this.#requirements(node, "plausible"),
      asked,
      plan,
    });
  }

  #attempt<T>(
    node: PreparedNode,
    formula: string,
    work: () => T,
    way: (made: T) => PlannedFormula["way"],
  ): T | null {
    this.#arithmetic.takeTooLarge();
    this.#arithmetic.takeRoundedDouble();
    try {
      const made = work();
      const tooLarge = this.#arithmetic.takeTooLarge();
      const how = this.#arithmetic.takeRoundedDouble() ? "approx" : way(made);
      const why =
        how !== "approx"
          ? {}
          : tooLarge === null
            ? { reason: "number_of_terms_not_fixed" }
            : { reason: "integers_too_large", reaches: tooLarge.reaches };
      this.#plan.push({ node: node.id, formula, way: how, ...why });
      return made;
    } catch (error) {
      if (!(error instanceof NotCompiled)) throw error;
      this.#plan.push({ node: node.id, formula, way: "interpreter", reason: error.reason });
      return null;
    }
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

  #score(node: PreparedNode, children: Which): CompiledNumber {
    refuseManySteps(node);
    this.#names.trusted.clear();
    const names = this.#withParts(node, children);
    const meaning = this.#lowering(node, "score", children).lower(node.score, names);
    return this.#rounded(numberOf(meaning, NO_FACTS), node.rounding);
  }

  #output(
    node: PreparedNode,
    { id, output, expression }: PreparedOutput,
    score: CompiledNumber | null,
    children: Which,
  ): CompiledNumber {
    if (output.rounding === undefined) throw new NotCompiled("not_rounded");
    this.#names.trusted.clear();
    const names = this.#withParts(node, children);
    const own = this.#names.score(node, score);
    const lowering = this.#lowering(node, `outputs/${id}`, children);
    const meaning = lowering.lower(expression, (name) => (name === "score" ? own : names(name)));
    return this.#rounded(numberOf(meaning, NO_FACTS), output.rounding);
  }

  #requirements(
    node: PreparedNode,
    kind: "requires" | "plausible",
  ): readonly CompiledRequirement[] {
    return node[kind].map((prepared, index) => {
      const each = this.#figures.placed(node, prepared.requirement.each ?? "") ?? null;
      const ask = (): Condition => this.#requirement(node, prepared, each);
      const condition = this.#attempt(node, `${kind}/${index}`, ask, () => "exact");
      return { prepared, each, condition };
    });
  }

  #requirement(
    node: PreparedNode,
    { requirement, expression }: PreparedRequirement,
    each: PlacedInput | null,
  ): Condition {
    const rows = each?.place.kind === "rows" ? each.place : null;
    if ((rows !== null) !== (requirement.each !== undefined)) throw new NotCompiled("each_row");
    const lowering = new Lowering(this.#arithmetic);
    const row = rows && rowElement(lowering, this.#figures.rows(rows));
    const names: Names = (name) => {
      // A field hides a figure of the same name, also one that has no compiled form.
      if (rows?.fields.has(name.split(".")[0] ?? name))
        return row?.kind === "record" ? row.field(name) : undefined;
      return this.#figures.meaningOf(node, name) ?? this.#names.constant(node, name);
    };
    return conditionOf(lowering.lower(expression, names), NO_FACTS);
  }

  /** Names with the node's parts; every part is computed, as the interpreter does. */
  #withParts(node: PreparedNode, children: Which): Names {
    const parts = new Map<string, Meaning>();
    const names: Names = (name) => parts.get(name) ?? this.#names.meaningOf(node, name, children);
    for (const { id, expression } of node.parts)
      parts.set(id, this.#lowering(node, `parts/${id}`, children).lower(expression, names));
    return names;
  }

  #lowering(node: PreparedNode, formula: string, children: Which): Lowering {
    const varied = (at: string): Meaning | undefined =>
      this.#names.varied({ kind: "literal", node: node.id, formula, at });
    return new Lowering(this.#arithmetic, varied, children === "all" ? this.#seen : undefined);
  }

  /** Within a list an operation is asked of one element after the other, so it is no single question. */
  readonly #seen = (operation: Operation, condition: Condition): void => {
    const before = this.#asked.get(operation);
    const same = before === undefined || before?.id === condition.id;
    this.#asked.set(operation, same && !readsRow(condition) ? condition : null);
  };

  #rounded(number: IrNumber, rounding: Rounding): CompiledNumber {
    const rounded = roundedForm(this.#arithmetic, number, rounding);
    return { rounded, rounding, trusted: [...this.#names.trusted.values()] };
  }
}

function wayOfNumber({ rounded }: CompiledNumber): PlannedFormula["way"] {
  return wayOf(rounded);
}
