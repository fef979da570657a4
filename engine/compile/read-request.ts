/**
 * @module What a request comes to before anything is scored: figures in slots where all is plain and clean, and what the
 * reference says of the rest.
 */
import type { InputIssue } from "../issue.ts";
import type { JsonPart } from "../json/json-part.ts";
import { isObject } from "../json/json-value.ts";
import type { Value } from "../logic/value.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { missingIssues, type RunOptions } from "../score/score.ts";
import { type MissingFigure, validateInputs } from "../score/validate-inputs.ts";
import { kinOf } from "./kin.ts";
import type { Layout, PlacedInput } from "./layout.ts";
import type { TypedCity } from "./machine.ts";
import type { CityReader } from "./read-city.ts";
import type { Beyond } from "./run.ts";

/** What a request comes to before anything is scored. */
export type Read =
  | { readonly kind: "whole"; readonly warnings: readonly InputIssue[] }
  | { readonly kind: "other"; readonly beyond: Beyond; readonly warnings: readonly InputIssue[] }
  | { readonly kind: "refused"; readonly issues: readonly InputIssue[] };

export class RequestReader {
  readonly #prepared: PreparedRuleSet;
  readonly #reader: CityReader;
  readonly #inputs: readonly PlacedInput[];
  /** Of inputs, by key. */
  readonly #places: ReadonlyMap<string, number>;

  constructor(prepared: PreparedRuleSet, layout: Layout, reader: CityReader) {
    this.#prepared = prepared;
    this.#reader = reader;
    this.#inputs = [...layout.inputs.values()];
    this.#places = new Map(this.#inputs.map(({ key, index }) => [key, index]));
  }

  read(inputs: unknown, options: RunOptions, city: TypedCity): Read {
    if (!isObject(inputs)) return this.#refusedAsWhole(inputs);
    this.#reader.read(inputs, city);
    return this.#readClearly(options) ?? this.#readUnclear(inputs, options);
  }

  /** The same of inputs that are still text; `null` where objects have to be made of it. */
  readPart(inputs: JsonPart, options: RunOptions, city: TypedCity): Read | null {
    return this.#reader.readPart(inputs, city) ? this.#readClearly(options) : null;
  }

  /** What was read, unless the reference has to look at the request. */
  #readClearly(options: RunOptions): Read | null {
    const { unclear, strange, missing, warnings } = this.#reader.reading;
    if (unclear.size > 0 || strange) return null;
    if (missing.length === 0) return { kind: "whole", warnings };
    if (options.final)
      return { kind: "refused", issues: missingIssues({ missing: missing.map(missingAt) }) };
    const beyond = { values: NO_VALUES, missing: new Set(missing), shouldStop: options.shouldStop };
    return { kind: "other", beyond, warnings };
  }

  #refusedAsWhole(inputs: unknown): Read {
    return { kind: "refused", issues: validateInputs(this.#prepared, inputs).issues };
  }

  /** The reference looks at the nodes that are not clean, and at all that belongs to them. */
  #readUnclear(inputs: unknown, options: RunOptions): Read {
    const { unclear, warned, missing, found } = this.#reader.reading;
    let looked = kinOf(this.#prepared, unclear);
    let figures = validateInputs(this.#prepared, inputs, (node) => looked.has(node));
    const absent = this.#inOrder(looked, missing, figures.missing);
    const issues = [
      ...figures.issues,
      ...(options.final ? missingIssues({ missing: absent }) : []),
    ];
    if (issues.length > 0) return { kind: "refused", issues };
    // Warnings of all nodes come in one order, so the nodes that have some are looked at as well.
    if (warned.length > 0) {
      looked = kinOf(this.#prepared, [...unclear, ...warned]);
      figures = validateInputs(this.#prepared, inputs, (node) => looked.has(node));
    }
    const values = new Map<PlacedInput, Value>();
    const without = new Set<PlacedInput>();
    for (const placed of this.#inputs) {
      const node = this.#prepared.nodes.get(placed.node) as PreparedNode;
      if (!looked.has(node)) {
        if (found[placed.index] === "missing") without.add(placed);
        continue;
      }
      const value = figures.values.get(placed.key);
      if (value === undefined) without.add(placed);
      else if (unclear.has(node) || found[placed.index] !== "given") values.set(placed, value);
    }
    const beyond = { values, missing: without, shouldStop: options.shouldStop };
    return { kind: "other", beyond, warnings: figures.warnings };
  }

  /** What is missing at nodes that were looked at, and at the others, in the order of the tree. */
  #inOrder(
    looked: ReadonlySet<PreparedNode>,
    missing: readonly PlacedInput[],
    ofLooked: readonly MissingFigure[],
  ): readonly MissingFigure[] {
    const others = missing.filter(
      ({ node }) => !looked.has(this.#prepared.nodes.get(node) as PreparedNode),
    );
    if (others.length === 0) return ofLooked;
    const placeOf = ({ node, input }: MissingFigure): number =>
      this.#places.get(`${node}/${input}`) ?? 0;
    return [...ofLooked, ...others.map(missingAt)].sort((a, b) => placeOf(a) - placeOf(b));
  }
}

const NO_VALUES: ReadonlyMap<PlacedInput, Value> = new Map();

function missingAt({ node, id, path }: PlacedInput): MissingFigure {
  return { node, input: id, path };
}
