/**
 * @module The figures of a city, checked against the rule set's own declarations. Every refusal comes at
 * once; what is missing is no refusal unless a final figure is asked for.
 */
import type { InputIssue, InputIssueCode } from "../issue.ts";
import { canonicalJson } from "../json/canonical-json.ts";
import { isObject, own, toPointer } from "../json/json-value.ts";
import { namesIn } from "../logic/expression.ts";
import { createContext, interpret } from "../logic/interpret.ts";
import { isRecord, toJson, type Value, type ValueRecord } from "../logic/value.ts";
import { toText } from "../number/decimal-text.ts";
import { compare, equals, Rational } from "../number/rational.ts";
import type {
  PreparedNode,
  PreparedRequirement,
  PreparedRuleSet,
  VisibleInput,
} from "../rule-set/prepare.ts";
import type { NumberInput, Requirement } from "../rule-set/rule-set.ts";
import { closestTo } from "./closest.ts";
import { nodeConstants } from "./constants.ts";
import { type Figure, readFigure } from "./read-figure.ts";
import { figureKey, sameFigures } from "./same-figures.ts";

/** Normalised figures: what formulas see. */
export interface Figures {
  /** Values by `node/input`; absent where the figure is missing. */
  readonly values: ReadonlyMap<string, Value>;
  readonly issues: readonly InputIssue[];
  readonly warnings: readonly InputIssue[];
  /** Missing inputs, those of a row with their row. */
  readonly missing: readonly MissingFigure[];
}

export interface MissingFigure {
  readonly node: string;
  readonly input: string;
  readonly path: string;
}

/** Nodes to look at; all of them when absent. Figures of other nodes are still refused when unknown. */
export type NodeFilter = (node: PreparedNode) => boolean;

export function validateInputs(
  prepared: PreparedRuleSet,
  inputs: unknown,
  filter: NodeFilter = () => true,
): Figures {
  const issues: InputIssue[] = [];
  const warnings: InputIssue[] = [];
  if (!isObject(inputs)) {
    issues.push({
      code: "invalid_type",
      severity: "error",
      path: "",
      expected: "inputs",
      found: Array.isArray(inputs) ? "[…]" : String(inputs),
    });
    return { values: new Map(), issues, warnings, missing: [] };
  }
  reportUnknown(prepared, inputs, issues);

  const read = readAll(prepared, inputs, filter);
  const refused = new Set<string>();
  for (const { node, input, figure } of read.values()) {
    if (figure.kind !== "refused") continue;
    refused.add(figureKey(node, input));
    for (const { code, steps, facts } of figure.issues) {
      issues.push(issueAt(code, "error", node, input, steps, facts));
    }
  }

  const values = new Map<string, Value>();
  const missing: MissingFigure[] = [];
  const groups = sameFigures(prepared);
  for (const [key, { node, input, figure }] of read) {
    if (figure.kind === "given") {
      values.set(key, figure.value);
      continue;
    }
    if (figure.kind === "refused") continue;
    const twins = (groups.get(key) ?? []).filter((twin) => twin !== key);
    const filled = twins
      .map((twin) => read.get(twin)?.figure)
      .find((twin) => twin?.kind === "given");
    if (filled?.kind === "given") values.set(key, filled.value);
    // A twin that was refused is told once, at its own place.
    else if (twins.some((twin) => refused.has(twin))) refused.add(key);
    else {
      for (const steps of figure.steps) {
        missing.push({ node, input, path: toPointer([node, input, ...steps]) });
      }
    }
  }
  warnWhereTwinsDiffer(prepared, read, values, warnings);

  for (const node of prepared.nodes.values()) {
    if (!filter(node)) continue;
    const scope = figureScope(node, values);
    refuseParts(node, scope, values, issues);
    for (const { requirement, expression } of node.requires) {
      askRequirement(node, { requirement, expression }, scope, values, issues, "error");
    }
    for (const { requirement, expression } of node.plausible) {
      askRequirement(node, { requirement, expression }, scope, values, warnings, "warning");
    }
  }
  return { values, issues, warnings, missing };
}

interface ReadInput {
  readonly node: string;
  readonly input: string;
  readonly figure: Figure;
}

function readAll(
  prepared: PreparedRuleSet,
  inputs: { readonly [key: string]: unknown },
  filter: NodeFilter,
): ReadonlyMap<string, ReadInput> {
  const read = new Map<string, ReadInput>();
  for (const node of prepared.nodes.values()) {
    if (!filter(node)) continue;
    const given = own(inputs, node.id);
    for (const [input, declaration] of Object.entries(node.node.inputs ?? {})) {
      const figure = readFigure(declaration, isObject(given) ? own(given, input) : undefined);
      read.set(figureKey(node.id, input), { node: node.id, input, figure });
    }
  }
  return read;
}

function reportUnknown(
  prepared: PreparedRuleSet,
  inputs: { readonly [key: string]: unknown },
  issues: InputIssue[],
): void {
  for (const [item, given] of Object.entries(inputs)) {
    const declared = Object.hasOwn(inputs, item)
      ? Object.keys(prepared.nodes.get(item)?.node.inputs ?? {})
      : [];
    if (declared.length === 0) {
      const known = [...prepared.nodes.values()]
        .filter(({ node }) => node.inputs)
        .map(({ id }) => id);
      issues.push({
        code: "unknown_item",
        severity: "error",
        item,
        path: toPointer([item]),
        ...closestFact(item, known),
      });
    } else if (!isObject(given)) {
      issues.push({
        code: "invalid_type",
        severity: "error",
        item,
        path: toPointer([item]),
        expected: "figures",
        found: Array.isArray(given) ? "[…]" : String(given).slice(0, 40),
      });
    } else {
      for (const input of Object.keys(given)) {
        if (declared.includes(input)) continue;
        issues.push(
          issueAt("unknown_input", "error", item, input, [], closestFact(input, declared)),
        );
      }
    }
  }
}

function closestFact(found: string, known: readonly string[]): { closest?: string } {
  const closest = closestTo(found, known);
  return closest === null ? {} : { closest };
}

/** The dependent side carries the warning: the one that declares `sameAs`. */
function warnWhereTwinsDiffer(
  prepared: PreparedRuleSet,
  read: ReadonlyMap<string, ReadInput>,
  values: ReadonlyMap<string, Value>,
  warnings: InputIssue[],
): void {
  for (const { node, input, figure } of read.values()) {
    const other = prepared.nodes.get(node)?.node.inputs?.[input]?.sameAs;
    if (other === undefined || figure.kind !== "given") continue;
    const twin = values.get(other);
    if (twin === undefined || sameValue(figure.value, twin)) continue;
    const [otherItem, otherInput] = other.split("/");
    warnings.push(
      issueAt("same_as_differs", "warning", node, input, [], {
        value: toJson(figure.value),
        other: toJson(twin),
        otherItem,
        otherInput,
      }),
    );
  }
}

function sameValue(a: Value, b: Value): boolean {
  if (a instanceof Rational && b instanceof Rational) return equals(a, b);
  return canonicalJson(toJson(a)) === canonicalJson(toJson(b));
}

/** What conditions between inputs see: figures and constants, no parts. */
function figureScope(node: PreparedNode, values: ReadonlyMap<string, Value>): ValueRecord {
  const scope: { [name: string]: Value } = Object.create(null);
  Object.assign(scope, nodeConstants(node));
  for (const [name, { owner, id }] of node.inputs) {
    const value = values.get(figureKey(owner, id));
    if (value !== undefined) scope[name] = value;
  }
  return scope;
}

/** `partOf`: a part above its whole is refused, never capped. */
function refuseParts(
  node: PreparedNode,
  scope: ValueRecord,
  values: ReadonlyMap<string, Value>,
  issues: InputIssue[],
): void {
  for (const [id, input] of Object.entries(node.node.inputs ?? {})) {
    if (input.type === "rows") {
      const rows = values.get(figureKey(node.id, id));
      if (!Array.isArray(rows)) continue;
      for (const [index, row] of (rows as readonly Value[]).entries()) {
        if (!isRecord(row)) continue;
        for (const [field, declaration] of Object.entries(input.fields)) {
          if (
            declaration.type === "boolean" ||
            declaration.type === "choice" ||
            declaration.type === "text"
          )
            continue;
          const facts = exceeds(declaration, row[field], row);
          if (facts)
            issues.push(issueAt("part_exceeds_whole", "error", node.id, id, [index, field], facts));
        }
      }
    } else if ("partOf" in input) {
      const facts = exceeds(input, values.get(figureKey(node.id, id)), scope);
      if (facts) issues.push(issueAt("part_exceeds_whole", "error", node.id, id, [], facts));
    }
  }
}

function exceeds(
  declaration: NumberInput,
  part: Value | undefined,
  scope: ValueRecord,
): { readonly [fact: string]: unknown } | null {
  if (declaration.partOf === undefined) return null;
  const whole = scope[declaration.partOf];
  if (!(part instanceof Rational) || !(whole instanceof Rational)) return null;
  if (compare(part, whole) <= 0) return null;
  return { found: toText(part), whole: toText(whole), wholeInput: declaration.partOf };
}

function askRequirement(
  node: PreparedNode,
  { requirement, expression }: PreparedRequirement,
  scope: ValueRecord,
  values: ReadonlyMap<string, Value>,
  issues: InputIssue[],
  severity: "error" | "warning",
): void {
  const { each, input } = requirement;
  const ask = (
    data: Value,
    steps: readonly (string | number)[],
    owner: string,
    name: string,
  ): void => {
    const answer = interpret(expression, data, createContext());
    if (answer.ok && answer.value === true) return;
    const facts = answer.ok ? {} : { problem: answer.problem.code };
    issues.push(requirementIssue(requirement, severity, owner, name, steps, facts));
  };
  if (each !== undefined) {
    const place = node.inputs.get(each);
    const rows = place && values.get(figureKey(place.owner, place.id));
    if (!place || !Array.isArray(rows)) return;
    for (const [index, row] of (rows as readonly Value[]).entries()) {
      if (isRecord(row)) ask({ ...scope, ...row }, [index, input], place.owner, place.id);
    }
    return;
  }
  const asked = readNames(node, { requirement, expression });
  if (asked.some(({ owner, id }) => !values.has(figureKey(owner, id)))) return;
  const place: VisibleInput | undefined = node.inputs.get(input);
  ask(scope, [], place?.owner ?? node.id, place?.id ?? input);
}

/** What a condition that is not met is answered with. */
export function requirementIssue(
  { code, message }: Requirement,
  severity: "error" | "warning",
  owner: string,
  input: string,
  steps: readonly (string | number)[],
  facts: { readonly [fact: string]: unknown } = {},
): InputIssue {
  const told = severity === "warning" ? "implausible" : (code ?? "requirement_not_met");
  return { ...issueAt(told, severity, owner, input, steps, facts), message };
}

/** The inputs that a condition reads; it is asked only when all of them are known. */
export function readNames(
  node: PreparedNode,
  { expression }: PreparedRequirement,
): readonly VisibleInput[] {
  const read: VisibleInput[] = [];
  for (const name of namesIn(expression)) {
    const input = node.inputs.get(name.split(".")[0] ?? name);
    if (input !== undefined) read.push(input);
  }
  return read;
}

function issueAt(
  code: InputIssueCode,
  severity: "error" | "warning",
  item: string,
  input: string,
  steps: readonly (string | number)[],
  facts: { readonly [fact: string]: unknown },
): InputIssue {
  return { code, severity, item, input, path: toPointer([item, input, ...steps]), ...facts };
}
