/**
 * @module The figures of a request into slots, checked on the way: the fast twin of `validateInputs`. What it does
 * not find plain and clean, node by node, it leaves to that; so both always say the same.
 */
import type { InputIssue } from "../issue.ts";
import type { JsonPart } from "../json/json-part.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { type FusedChecks, fuseChecks } from "./fuse.ts";
import { type InputReader, type ItemReader, itemsOf } from "./item-readers.ts";
import type { PlacedInput } from "./layout.ts";
import { lazily } from "./lazily.ts";
import { type Machine, NO_TABLE, type TypedCity } from "./machine.ts";
import {
  type ConditionCheck,
  checkOf,
  type FlatCheck,
  flatChecks,
  type NodeCheck,
  stepsOf,
  warningOf,
} from "./node-checks.ts";
import type { Program } from "./program.ts";
import { ByteReader } from "./read-bytes.ts";
import type { Found } from "./read-figures.ts";
import { type FusedRead, fuseRead, readItems } from "./read-items.ts";
import { copyNumber, isAbove } from "./slots.ts";

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
  /** Nodes that have some, once for each. */
  readonly warned: PreparedNode[];
}

export class CityReader {
  readonly reading: Reading;
  readonly #items: readonly ItemReader[];
  /** By place of the input. */
  readonly inputs: readonly InputReader[];
  /** Inputs that are declared to be the same as another. */
  readonly #copies: readonly (readonly [InputReader, PlacedInput])[];
  /** Places of inputs that were not found given. */
  readonly #told: number[] = [];
  readonly #filled = new Set<PlacedInput>();
  /** Of nodes that are held to something besides each figure by itself. */
  readonly checks: readonly NodeCheck[];
  readonly #machine: Machine;
  readonly #fusedRead: FusedRead | null;
  readonly #byteReader: () => ByteReader;
  readonly #fusedChecks: FusedChecks | null;
  readonly #fails: (check: number, row: number) => void;
  readonly #doubts: (check: number) => void;
  /** Something has been told of the city before. */
  #used = false;

  constructor(
    prepared: PreparedRuleSet,
    program: Program,
    machine: Machine,
    backEnd: "closures" | "fused",
  ) {
    const { layout } = program;
    this.#machine = machine;
    this.#items = itemsOf(prepared, layout);
    this.inputs = this.#items.flatMap(({ inputs }) => inputs);
    this.#copies = this.inputs.flatMap((one) => {
      const original = layout.inputs.get(one.placed.input.sameAs ?? "");
      return original === undefined ? [] : [[one, original] as const];
    });
    const placed = new Map(
      this.#items.map(({ node, inputs }) => [node, inputs.map((one) => one.placed)]),
    );
    this.checks = program.nodes
      .map(({ node, requires, plausible }) =>
        checkOf(node, placed.get(node) ?? [], layout, requires, plausible),
      )
      .filter((one) => one.alwaysUnclear || one.parts.length > 0 || one.conditions.length > 0);
    this.reading = {
      found: new Array<Found>(layout.inputs.size).fill("given"),
      missing: [],
      unclear: new Set(),
      strange: false,
      warnings: [],
      warned: [],
    };
    // A node that is always unclear never has a plain city to be asked about.
    const fused = backEnd === "fused" && this.checks.every((one) => !one.alwaysUnclear);
    const flat = fused ? flatChecks(this.checks) : [];
    this.#fusedRead = backEnd === "fused" ? fuseRead(this.#items) : null;
    this.#byteReader = lazily(() => new ByteReader(this.#items, machine.city));
    this.#fusedChecks = fused ? fuseChecks(flat.map(({ check }) => check)) : null;
    this.#doubts = (check) => this.#unclear((flat[check] as FlatCheck).node);
    this.#fails = (check, row) => {
      const { node, condition, width } = flat[check] as FlatCheck;
      if (condition === null) this.#unclear(node);
      else this.#tell(node, condition, stepsOf(condition, row / width));
    };
  }

  /** Reads into `city`; what there is to say about it stands in {@link reading}. */
  read(inputs: { readonly [node: string]: unknown }, city: TypedCity): void {
    if (this.#used) this.#clear();
    this.#machine.city = city;
    if (this.#fusedRead !== null) this.#fusedRead(inputs, city, this.#readOne, this.#isStrange);
    else readItems(this.#items, inputs, this.#readOne, this.#isStrange);
    this.#compareAndCheck(city);
  }

  /** The same of inputs that are still text; false where that is not plain, and objects have to be made of it. */
  readPart(inputs: JsonPart, city: TypedCity): boolean {
    if (this.#used) this.#clear();
    this.#machine.city = city;
    if (!this.#byteReader().read(inputs, city, this.#readOne)) return false;
    this.#compareAndCheck(city);
    return true;
  }

  #compareAndCheck(city: TypedCity): void {
    const { reading } = this;
    if (reading.missing.length > 0) this.#fillFromTwins(city);
    for (let index = 0; index < this.#copies.length; index++) {
      const [copy, original] = this.#copies[index] as readonly [InputReader, PlacedInput];
      this.#compareTwins(copy, original, city);
    }
    const plain = reading.missing.length === 0 && reading.unclear.size === 0;
    if (plain && this.#fusedChecks !== null) this.#fusedChecks(city, this.#fails, this.#doubts);
    else for (const check of this.checks) this.#check(check);
  }

  #clear(): void {
    const { reading } = this;
    for (const index of this.#told) reading.found[index] = "given";
    this.#told.length = 0;
    reading.missing.length = 0;
    // To clear a set makes another, even where it is empty.
    if (reading.unclear.size > 0) reading.unclear.clear();
    reading.warnings.length = 0;
    reading.warned.length = 0;
    reading.strange = false;
    if (this.#filled.size > 0) this.#filled.clear();
    this.#used = false;
  }

  /** A figure that is not there, or not as it usually is. */
  readonly #readOne = (index: number, figure?: unknown): void => {
    const { node, placed, read } = this.inputs[index] as InputReader;
    const found = read(figure, this.#machine.city);
    if (found === "given") return;
    this.#used = true;
    this.reading.found[index] = found;
    this.#told.push(index);
    if (found === "unclear") this.reading.unclear.add(node);
    else this.reading.missing.push(placed);
  };

  readonly #isStrange = (): void => {
    this.#used = true;
    this.reading.strange = true;
  };

  /** A figure given at both places is compared; how they differ is told by the reference. */
  #compareTwins({ node, placed }: InputReader, original: PlacedInput, city: TypedCity): void {
    const { found } = this.reading;
    if (found[placed.index] !== "given" || this.#filled.has(placed)) return;
    if (found[original.index] === "missing") return;
    const [mine, theirs] = [placed.place, original.place];
    const alike =
      found[original.index] === "given" &&
      mine.kind === "number" &&
      theirs.kind === "number" &&
      mine.formulaScale === theirs.formulaScale &&
      city.figures[mine.slot] === city.figures[theirs.slot];
    if (!alike) this.#unclear(node);
  }

  #unclear(node: PreparedNode): void {
    this.#used = true;
    this.reading.unclear.add(node);
  }

  /** A figure that is asked for twice may be given at either place. */
  #fillFromTwins(city: TypedCity): void {
    const { found, missing } = this.reading;
    for (const placed of missing) {
      const { node, twins } = this.inputs[placed.index] as InputReader;
      let twin: PlacedInput | null = null;
      for (let index = 0; index < twins.length; index++) {
        const one = twins[index] as PlacedInput;
        const state = found[one.index];
        if (state === "unclear") this.#unclear(node);
        else if (state === "given" && twin === null) twin = one;
      }
      if (twin === null) continue;
      if (copyNumber(twin, placed, city)) this.#filled.add(placed);
      else this.#unclear(node);
    }
    if (this.#filled.size === 0) return;
    let still = 0;
    for (const placed of missing) {
      if (this.#filled.has(placed)) found[placed.index] = "given";
      else missing[still++] = placed;
    }
    missing.length = still;
  }

  #check({ node, parts, alwaysUnclear, conditions }: NodeCheck): void {
    const { found } = this.reading;
    if (alwaysUnclear) {
      this.#unclear(node);
      return;
    }
    const { city } = this.#machine;
    for (let index = 0; index < parts.length; index++) {
      const [part, whole] = parts[index] as readonly [PlacedInput, PlacedInput];
      if (found[part.index] !== "given" || found[whole.index] !== "given") continue;
      if (isAbove(part, whole, city)) this.#unclear(node);
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
        this.#unclear(node);
      if (state === "missing") return;
      // The node that asks is as unclear as the figure that it asks about.
      if (state === "unclear") {
        this.#unclear(node);
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
        if (!check.holds(machine)) this.#tell(node, check, stepsOf(check, index));
      }
    }
    if (machine.doubt) this.#unclear(node);
  }

  #tell(node: PreparedNode, check: ConditionCheck, steps: readonly (string | number)[]): void {
    const { reading } = this;
    if (check.severity === "error") {
      this.#unclear(node);
      return;
    }
    this.#used = true;
    reading.warnings.push(steps.length === 0 ? check.warning() : warningOf(check, steps));
    reading.warned.push(node);
  }
}
