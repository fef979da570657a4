/**
 * @module The figures of a request into slots, checked on the way: the fast twin of `validateInputs`. What it does
 * not find plain and clean, node by node, it leaves to that; so both always say the same.
 */
import type { InputIssue } from "../issue.ts";
import { isObject } from "../json/json-value.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { sameFigures } from "../score/same-figures.ts";
import { readNames, requirementIssue } from "../score/validate-inputs.ts";
import { type Test, test } from "./closures.ts";
import type { Layout, PlacedInput } from "./layout.ts";
import { type Machine, NO_TABLE, type TypedCity } from "./machine.ts";
import type { CompiledRequirement, Program } from "./program.ts";
import { type Found, type ReadFigure, readerOf } from "./read-figures.ts";

/** What reading a request has found. It is used again for the next request. */
export interface Reading {
  /** By place of the input. */
  readonly found: Found[];
  /** Inputs without a figure, in the order of the tree. */
  readonly missing: PlacedInput[];
  /** Nodes that the reference validation has to look at; the request as a whole where something is unknown. */
  readonly unclear: Set<PreparedNode>;
  strange: boolean;
  /** Of clean nodes. */
  readonly warnings: InputIssue[];
  readonly warned: Set<PreparedNode>;
}

interface ItemReader {
  readonly node: PreparedNode;
  readonly inherited: boolean;
  readonly inputs: readonly InputReader[];
}

interface InputReader {
  readonly node: PreparedNode;
  readonly placed: PlacedInput;
  readonly read: ReadFigure;
  /** The name is one that every object has, such as `constructor`. */
  readonly inherited: boolean;
  readonly twins: readonly PlacedInput[];
}

interface NodeCheck {
  readonly node: PreparedNode;
  readonly parts: readonly (readonly [PlacedInput, PlacedInput])[];
  /** A part, or a condition, that only the reference can ask about. */
  readonly alwaysUnclear: boolean;
  readonly conditions: readonly ConditionCheck[];
}

interface ConditionCheck {
  readonly severity: "error" | "warning";
  readonly requirement: CompiledRequirement;
  readonly holds: Test;
  /** It is asked only when all of these are known. */
  readonly asked: readonly PlacedInput[];
  /** Where the answer points to. */
  readonly owner: string;
  readonly input: string;
}

export class CityReader {
  readonly reading: Reading;
  readonly #items: readonly ItemReader[];
  /** By place of the input. */
  readonly #inputs: readonly InputReader[];
  /** Inputs that are declared to be the same as another. */
  readonly #copies: readonly (readonly [InputReader, PlacedInput])[];
  readonly #filled = new Set<PlacedInput>();
  readonly #checks: readonly NodeCheck[];
  readonly #machine: Machine;

  constructor(prepared: PreparedRuleSet, program: Program, machine: Machine) {
    const { layout } = program;
    this.#machine = machine;
    this.#items = itemsOf(prepared, layout);
    this.#inputs = this.#items.flatMap(({ inputs }) => inputs);
    this.#copies = this.#inputs.flatMap((one) => {
      const original = layout.inputs.get(one.placed.input.sameAs ?? "");
      return original === undefined ? [] : [[one, original] as const];
    });
    this.#checks = program.nodes
      .map(({ node, requires, plausible }) => checkOf(node, layout, requires, plausible))
      .filter((one) => one.alwaysUnclear || one.parts.length > 0 || one.conditions.length > 0);
    this.reading = {
      found: new Array<Found>(layout.inputs.size).fill("missing"),
      missing: [],
      unclear: new Set(),
      strange: false,
      warnings: [],
      warned: new Set(),
    };
  }

  /** Reads into `city`; what there is to say about it stands in {@link reading}. */
  read(inputs: { readonly [node: string]: unknown }, city: TypedCity): void {
    const { reading } = this;
    reading.missing.length = 0;
    if (reading.unclear.size > 0) reading.unclear.clear();
    reading.warnings.length = 0;
    if (reading.warned.size > 0) reading.warned.clear();
    let items = 0;
    reading.strange = false;
    for (let index = 0; index < this.#items.length; index++) {
      const item = this.#items[index] as ItemReader;
      const { id } = item.node;
      const figures = item.inherited && !Object.hasOwn(inputs, id) ? undefined : inputs[id];
      if (figures !== undefined) items++;
      this.#readItem(item, figures, city);
    }
    if (items !== Object.keys(inputs).length) reading.strange = true;
    if (this.#filled.size > 0) this.#filled.clear();
    if (reading.missing.length > 0) this.#fillFromTwins(city);
    for (let index = 0; index < this.#copies.length; index++)
      this.#compareTwins(...(this.#copies[index] as readonly [InputReader, PlacedInput]), city);
    this.#machine.city = city;
    for (let index = 0; index < this.#checks.length; index++)
      this.#check(this.#checks[index] as NodeCheck);
  }

  #readItem({ node, inputs }: ItemReader, figures: unknown, city: TypedCity): void {
    const { reading } = this;
    const there = isObject(figures) ? figures : undefined;
    if (there === undefined && figures !== undefined) reading.strange = true;
    let given = 0;
    for (let index = 0; index < inputs.length; index++) {
      const { placed, read, inherited } = inputs[index] as InputReader;
      const figure =
        there === undefined || (inherited && !Object.hasOwn(there, placed.id))
          ? undefined
          : there[placed.id];
      if (figure !== undefined) given++;
      const found = read(figure, city);
      reading.found[placed.index] = found;
      if (found === "unclear") reading.unclear.add(node);
      else if (found === "missing") reading.missing.push(placed);
    }
    if (there !== undefined && given !== Object.keys(there).length) reading.strange = true;
  }

  /** A figure given at both places is compared; how they differ is told by the reference. */
  #compareTwins({ node, placed }: InputReader, original: PlacedInput, city: TypedCity): void {
    const { found, unclear } = this.reading;
    if (found[placed.index] !== "given" || this.#filled.has(placed)) return;
    if (found[original.index] === "missing") return;
    const [mine, theirs] = [placed.place, original.place];
    const alike =
      found[original.index] === "given" &&
      mine.kind === "number" &&
      theirs.kind === "number" &&
      mine.formulaScale === theirs.formulaScale &&
      city.figures[mine.slot] === city.figures[theirs.slot];
    if (!alike) unclear.add(node);
  }

  /** A figure that is asked for twice may be given at either place. */
  #fillFromTwins(city: TypedCity): void {
    const { found, missing, unclear } = this.reading;
    for (const placed of missing) {
      const { node, twins } = this.#inputs[placed.index] as InputReader;
      if (twins.length === 0) continue;
      if (twins.some(({ index }) => found[index] === "unclear")) unclear.add(node);
      const twin = twins.find((one) => found[one.index] === "given" && !this.#filled.has(one));
      if (twin === undefined) continue;
      if (copyNumber(twin, placed, city)) this.#filled.add(placed);
      else unclear.add(node);
    }
    if (this.#filled.size === 0) return;
    for (const { index } of this.#filled) found[index] = "given";
    const still = missing.filter((placed) => !this.#filled.has(placed));
    missing.length = 0;
    missing.push(...still);
  }

  #check({ node, parts, alwaysUnclear, conditions }: NodeCheck): void {
    const { reading } = this;
    const { found, unclear } = reading;
    if (alwaysUnclear) {
      unclear.add(node);
      return;
    }
    const { figures } = this.#machine.city;
    for (let index = 0; index < parts.length; index++) {
      const [part, whole] = parts[index] as readonly [PlacedInput, PlacedInput];
      if (found[part.index] !== "given" || found[whole.index] !== "given") continue;
      // Both are numbers of one scale; null is never above.
      const above =
        (figures[(part.place as { slot: number }).slot] as number) >
        (figures[(whole.place as { slot: number }).slot] as number);
      if (above) unclear.add(node);
    }
    for (let index = 0; index < conditions.length; index++)
      this.#ask(node, conditions[index] as ConditionCheck);
  }

  #ask(node: PreparedNode, check: ConditionCheck): void {
    const { found } = this.reading;
    const machine = this.#machine;
    for (let index = 0; index < check.asked.length; index++) {
      const state = found[(check.asked[index] as PlacedInput).index];
      // Of rows, a name that is missing reads as null; the reference asks then.
      if (
        state === "missing" &&
        check.asked[index] !== check.requirement.each &&
        check.requirement.each
      )
        this.reading.unclear.add(node);
      if (state === "missing") return;
      // The node that asks is as unclear as the figure that it asks about.
      if (state === "unclear") {
        this.reading.unclear.add(node);
        return;
      }
    }
    const each = check.requirement.each?.place;
    machine.doubt = false;
    if (each?.kind !== "rows") {
      if (!check.holds(machine)) this.#tell(node, check, []);
    } else if (!Number.isNaN(machine.city.figures[each.count])) {
      const rows = machine.city.tables[each.table] ?? NO_TABLE;
      machine.table = rows;
      for (let row = 0, index = 0; row < rows.length; row += each.width, index++) {
        machine.row = row;
        const input = check.requirement.prepared.requirement.input;
        if (!check.holds(machine)) this.#tell(node, check, [index, input]);
      }
    }
    if (machine.doubt) this.reading.unclear.add(node);
  }

  #tell(node: PreparedNode, check: ConditionCheck, steps: readonly (string | number)[]): void {
    const { reading } = this;
    if (check.severity === "error") {
      reading.unclear.add(node);
      return;
    }
    const { requirement } = check.requirement.prepared;
    reading.warnings.push(
      requirementIssue(requirement, "warning", check.owner, check.input, steps),
    );
    reading.warned.add(node);
  }
}

function itemsOf(prepared: PreparedRuleSet, layout: Layout): readonly ItemReader[] {
  const groups = sameFigures(prepared);
  const items = new Map<
    string,
    { node: PreparedNode; inherited: boolean; inputs: InputReader[] }
  >();
  for (const placed of layout.inputs.values()) {
    const node = prepared.nodes.get(placed.node) as PreparedNode;
    const item = items.get(node.id) ?? { node, inherited: node.id in Object.prototype, inputs: [] };
    items.set(node.id, item);
    const twins = (groups.get(placed.key) ?? [])
      .filter((key) => key !== placed.key)
      .flatMap((key) => layout.inputs.get(key) ?? []);
    item.inputs.push({
      node,
      placed,
      read: readerOf(placed),
      inherited: placed.id in Object.prototype,
      twins,
    });
  }
  return [...items.values()];
}

/** False where the figure does not lie in the other's slot as it would be read there. */
function copyNumber(from: PlacedInput, to: PlacedInput, { figures }: TypedCity): boolean {
  const [source, target] = [from.place, to.place];
  if (source.kind !== "number" || target.kind !== "number") return false;
  const integer = figures[source.slot] as number;
  if (source.formulaScale !== target.formulaScale) return false;
  if (!(integer >= target.low && integer <= target.high)) return false;
  figures[target.slot] = integer;
  return true;
}

function checkOf(
  node: PreparedNode,
  layout: Layout,
  requires: readonly CompiledRequirement[],
  plausible: readonly CompiledRequirement[],
): NodeCheck {
  const own = [...layout.inputs.values()].filter((placed) => placed.node === node.id);
  const parts: (readonly [PlacedInput, PlacedInput])[] = [];
  let alwaysUnclear = false;
  for (const part of own) {
    const { input, place } = part;
    if (place.kind === "rows" && input.type === "rows")
      alwaysUnclear ||= Object.values(input.fields).some(
        (field) => "partOf" in field && field.partOf,
      );
    if (!("partOf" in input) || input.partOf === undefined) continue;
    const whole = own.find(({ id }) => id === input.partOf);
    const alike =
      place.kind === "number" &&
      whole?.place.kind === "number" &&
      place.formulaScale === whole.place.formulaScale;
    if (alike) parts.push([part, whole]);
    // A whole of another kind, or from above the node, is the reference's to find.
    else alwaysUnclear = true;
  }
  const conditions: ConditionCheck[] = [];
  for (const [list, severity] of [
    [requires, "error"],
    [plausible, "warning"],
  ] as const) {
    for (const requirement of list) {
      if (requirement.condition === null) {
        alwaysUnclear = true;
        continue;
      }
      conditions.push(conditionCheck(node, layout, requirement, requirement.condition, severity));
    }
  }
  return { node, parts, alwaysUnclear, conditions };
}

function conditionCheck(
  node: PreparedNode,
  layout: Layout,
  requirement: CompiledRequirement,
  condition: NonNullable<CompiledRequirement["condition"]>,
  severity: "error" | "warning",
): ConditionCheck {
  const { prepared, each } = requirement;
  const visible = node.inputs.get(prepared.requirement.input);
  const asked = readNames(node, prepared);
  return {
    severity,
    requirement,
    holds: test(condition),
    asked: [
      ...asked.flatMap(({ owner, id }) => layout.inputs.get(`${owner}/${id}`) ?? []),
      ...(each === null ? [] : [each]),
    ],
    owner: each?.node ?? visible?.owner ?? node.id,
    input: each?.id ?? visible?.id ?? prepared.requirement.input,
  };
}
