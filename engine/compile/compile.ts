/**
 * @module Rules made fast: each node's formula compiled once, then run over flat memory, city after city.
 * The same cents as the interpreter, because whatever doubles cannot decide is left to it.
 */
import { isObject, own } from "../json/json-value.ts";
import { toFixedText } from "../number/decimal-text.ts";
import { rational } from "../number/rational.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { NotCompiled } from "./arithmetic.ts";
import { compileScore } from "./closures.ts";
import { exactUnits } from "./exact-node.ts";
import { DECIMAL_SCALE, layoutOf, type PlacedInput } from "./layout.ts";
import { lowerScore } from "./lower.ts";
import { createMachine, type Machine } from "./machine.ts";
import { exactInteger } from "./read-number.ts";

/** How a node is computed: in integers, as a quotient of integers, in bounded doubles, or by the interpreter. */
export interface PlannedNode {
  readonly node: string;
  readonly way: "exact" | "quotient" | "approx" | "interpreter";
  /** Why a node is left to the interpreter. */
  readonly reason?: string;
}

export interface CompiledRuleSet {
  /** Ids of all nodes in the order of the tree, the root first; the order of the scores. */
  readonly nodes: readonly string[];
  readonly plan: readonly PlannedNode[];
  /**
   * Scores of a complete city whose inputs have been validated, in units of each node's last place.
   * The array is used again by the next call.
   *
   * @throws NoValue where a formula has no value, as an unchecked rule set may have it
   */
  score(inputs: { readonly [node: string]: unknown }): Float64Array;
  /** A node's score as decimal text. */
  text(index: number, units: number): string;
}

export type CompileResult =
  | { readonly ok: true; readonly compiled: CompiledRuleSet }
  /** Scores that are not rounded cannot be carried as whole units. */
  | { readonly ok: false; readonly reason: "not_rounded"; readonly node: string };

export function compileRuleSet(prepared: PreparedRuleSet): CompileResult {
  const nodes = [...prepared.nodes.values()];
  const unrounded = nodes.find(({ rounding }) => rounding.mode === "none");
  if (unrounded !== undefined) return { ok: false, reason: "not_rounded", node: unrounded.id };

  const layout = layoutOf(prepared);
  const machine = createMachine(layout.slots, layout.objects);
  const slotOf = (node: PreparedNode): number => layout.scores.get(node.id) ?? 0;
  const readers = new Map<string, Reader[]>();
  for (const placed of layout.places.values()) {
    const list = readers.get(placed.node) ?? [];
    list.push({ placed, read: readerOf(placed) });
    readers.set(placed.node, list);
  }

  let city: { readonly [node: string]: unknown } = {};
  const given = (node: string, input: string): unknown => {
    const figures = own(city, node);
    const figure = isObject(figures) ? own(figures, input) : undefined;
    if (figure !== undefined) return figure;
    const twins = layout.places.get(`${node}/${input}`)?.twins ?? [];
    for (const [twinNode, twinInput] of twins) {
      const other = own(city, twinNode);
      const twin = isObject(other) ? own(other, twinInput) : undefined;
      if (twin !== undefined) return twin;
    }
    return undefined;
  };

  const plan: PlannedNode[] = [];
  // Children before parents: the reverse of the tree's order.
  const steps = nodes.map((node): Step => {
    const slot = slotOf(node);
    const exact = (): number =>
      exactUnits(node, given, (child) => machine.slots[slotOf(child)] as number);
    try {
      const number = lowerScore(node, layout);
      const run = compileScore(number, node.rounding);
      plan.push({ node: node.id, way: number.form });
      return {
        node,
        slot,
        run,
        exact,
        readers: readers.get(node.id) ?? [],
        shared: sharesInputs(node),
      };
    } catch (error) {
      if (!(error instanceof NotCompiled)) throw error;
      plan.push({ node: node.id, way: "interpreter", reason: error.reason });
      return { node, slot, run: null, exact, readers: readers.get(node.id) ?? [], shared: false };
    }
  });
  const order = [...steps].reverse();
  const inherited = steps.filter(({ node }) => node.children.length > 0 && node.node.inputs);
  const scores = new Float64Array(nodes.length);

  const score = (inputs: { readonly [node: string]: unknown }): Float64Array => {
    city = inputs;
    let sharedDoubt = false;
    for (const step of inherited) {
      machine.doubt = false;
      load(machine, step, inputs, given);
      sharedDoubt ||= machine.doubt;
    }
    for (const step of order) {
      machine.doubt = step.shared && sharedDoubt;
      if (step.node.children.length === 0) load(machine, step, inputs, given);
      const units = step.run === null || machine.doubt ? null : step.run(machine);
      machine.slots[step.slot] = units === null || machine.doubt ? step.exact() : units;
    }
    for (let index = 0; index < steps.length; index++) {
      scores[index] = machine.slots[(steps[index] as Step).slot] as number;
    }
    return scores;
  };
  const text = (index: number, units: number): string => {
    const places = nodes[index]?.rounding.places ?? 0;
    return toFixedText(rational(BigInt(units), 10n ** BigInt(places)), places);
  };
  return { ok: true, compiled: { nodes: nodes.map(({ id }) => id), plan, score, text } };
}

interface Step {
  readonly node: PreparedNode;
  readonly slot: number;
  readonly run: ((machine: Machine) => number) | null;
  readonly exact: () => number;
  readonly readers: readonly Reader[];
  /** Formulas may read inputs of nodes above. */
  readonly shared: boolean;
}

interface Reader {
  readonly placed: PlacedInput;
  readonly read: (machine: Machine, figure: unknown) => void;
}

function sharesInputs(node: PreparedNode): boolean {
  return [...node.inputs.values()].some(({ owner }) => owner !== node.id);
}

/** Reads the node's own figures into the machine. */
function load(
  machine: Machine,
  { node, readers }: Step,
  inputs: { readonly [node: string]: unknown },
  given: (node: string, input: string) => unknown,
): void {
  if (readers.length === 0) return;
  const figures = inputs[node.id] as { readonly [input: string]: unknown } | undefined;
  for (let index = 0; index < readers.length; index++) {
    const { placed, read } = readers[index] as Reader;
    const figure = figures?.[placed.input];
    read(machine, figure === undefined ? given(placed.node, placed.input) : figure);
  }
}

function readerOf({ place }: PlacedInput): Reader["read"] {
  const policy = place.input.missing;
  const whenMissing = typeof policy === "object" ? policy.value : null;
  const orDefault = (figure: unknown): unknown => figure ?? whenMissing;
  switch (place.kind) {
    case "number": {
      const { slot, input } = place;
      const scale = input.type === "count" ? 1 : DECIMAL_SCALE;
      return (machine, figure) => {
        const value = figure ?? whenMissing;
        machine.slots[slot] = value === null ? Number.NaN : exactInteger(machine, value, scale);
      };
    }
    case "flag": {
      const { slot } = place;
      return (machine, figure) => {
        machine.slots[slot] = orDefault(figure) === true ? 1 : 0;
      };
    }
    case "counts": {
      const { first, codes } = place;
      return (machine, figure) => {
        const counts = (orDefault(figure) ?? {}) as { readonly [code: string]: unknown };
        for (let index = 0; index < codes.length; index++) {
          const count = counts[codes[index] as string];
          machine.slots[first + index] = count === undefined ? 0 : exactInteger(machine, count, 1);
        }
      };
    }
    case "object": {
      const { index } = place;
      return (machine, figure) => {
        machine.objects[index] = orDefault(figure);
      };
    }
  }
}
