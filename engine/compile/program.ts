/** @module Every formula of a rule set in intermediate form, node by node, with the reason where it has none. */
import type { Operation } from "../logic/expression.ts";
import type { Rounding } from "../number/rounding.ts";
import type { PreparedNode, PreparedRequirement, PreparedRuleSet } from "../rule-set/prepare.ts";
import { Arithmetic } from "./arithmetic.ts";
import { NodeCompiler } from "./compile-node.ts";
import type { Condition, ExactNumber } from "./ir.ts";
import type { Layout, PlacedInput } from "./layout.ts";
import type { Parameter } from "./parameters.ts";
import type { Rounded } from "./rounded.ts";

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
  /**
   * The same formulas where some children are not known, made when they are first asked for; `null` for leaves, and
   * for the interpreter.
   */
  readonly partial: () => PartialProgram | null;
  readonly requires: readonly CompiledRequirement[];
  readonly plausible: readonly CompiledRequirement[];
  /** What operations of its formulas that mean a truth value are asked as; `null` where that is not one question. */
  readonly asked: ReadonlyMap<Operation, Condition | null>;
  readonly plan: readonly PlannedFormula[];
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
  const compiler = new NodeCompiler(layout, new Arithmetic(partsOf(layout)), parameters);
  const nodes = [...prepared.nodes.values()];
  for (let index = nodes.length - 1; index >= 0; index--)
    compiler.compile(nodes[index] as PreparedNode);
  const programs = nodes.map((node) => compiler.programs.get(node) as NodeProgram);
  return { layout, nodes: programs, plan: programs.flatMap(({ plan }) => plan) };
}

/** Whether a slot is declared to be a part of the other: it never exceeds it. */
function partsOf({ inputs }: Layout): (part: ExactNumber, whole: ExactNumber) => boolean {
  const bySlot = new Map<number, PlacedInput>();
  for (const placed of inputs.values())
    if (placed.place.kind === "number") bySlot.set(placed.place.slot, placed);
  return (part, whole) => {
    if (part.op !== "slot" || whole.op !== "slot") return false;
    if (part.memory !== "figures" || whole.memory !== "figures") return false;
    const [a, b] = [bySlot.get(part.slot), bySlot.get(whole.slot)];
    if (a === undefined || b === undefined || a.node !== b.node) return false;
    const sameScale =
      a.place.kind === "number" && b.place.kind === "number" && a.place.scale === b.place.scale;
    return sameScale && "partOf" in a.input && a.input.partOf === b.id;
  };
}
