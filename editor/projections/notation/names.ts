/** @module How the names in a formula are printed: label or symbol, unit, percent or not, in the reader's language. */
import { isObject, type JsonValue } from "../../../engine/json/json-value.ts";
import type { Name, Names } from "../../../engine/language/formula-names.ts";
import { type Language, textIn } from "../../../engine/language/language.ts";
import { unitText } from "../../../engine/language/unit-words.ts";
import { fromLiteral, toDecimalText } from "../../../engine/number/decimal-text.ts";
import { multiply, type Rational, rational } from "../../../engine/number/rational.ts";
import type { Text } from "../../../engine/rule-set/rule-set.ts";
import { type DocumentNode, treeOf } from "../../document/nodes.ts";
import type { FormulaPlace, RuleDocument } from "../../document/rule-document.ts";
import { namesAt } from "../../formula/names.ts";
import { sameItems } from "../../ui/same-items.ts";

export interface NameView {
  readonly kind: Name["kind"] | "unknown";
  /** As formulas write it. */
  readonly path: string;
  /** As the notice calls it; the path where the file has no words for it. */
  readonly label: string;
  /** `b1` and its like stand in formulas as the notice prints them; the label is told beside. */
  readonly symbol?: string;
  readonly unit?: string;
  /** A fraction of one that reads as a percent: 0.9 is 90 %. */
  readonly share: boolean;
  /** Declared type of an input: `count`, `boolean`, `rows` …. */
  readonly type?: string;
  /** Printed in the name's place: a node's weight. */
  readonly printed?: string;
}

export interface FormulaNames {
  /** @param inList inside `map`, `reduce` …, where a name is a field of the row at hand */
  readonly nameOf: (path: string, inList?: boolean) => NameView;
  /** Label of a choice of an input, by code. */
  readonly optionLabel: (input: string, code: string) => string | null;
  /** What a further answer of the node is called. */
  readonly outputLabel: (id: string) => string;
  /** What a formula at this place may name. */
  readonly all: readonly NameView[];
}

interface Known {
  /** All that the names are made of. */
  readonly of: readonly unknown[];
  readonly names: FormulaNames;
}

const known = new WeakMap<FormulaPlace, Known>();

/** The very same object as long as nothing that it tells has changed. */
export function formulaNames(
  document: RuleDocument,
  place: FormulaPlace,
  language: Language,
): FormulaNames {
  const node = treeOf(document).byId.get(place.node);
  const names = namesAt(document, place);
  const of = [language, names, ...sayingsOf(node)];
  const before = known.get(place);
  if (before !== undefined && sameItems(before.of, of)) return before.names;
  const now = printedNames(node, names, language);
  known.set(place, { of, names: now });
  return now;
}

/** What a node says of names beside their declarations: its weight, labels of its parts, options of inputs. */
function sayingsOf(node: DocumentNode | undefined): readonly unknown[] {
  const parts: unknown = node?.value.parts;
  const said: unknown[] = [node?.weight, node?.value.outputs];
  for (const [id, part] of isObject(parts) ? Object.entries(parts) : [])
    said.push(id, isObject(part) ? part.label : undefined);
  for (let owner = node ?? null; owner !== null; owner = owner.parent)
    said.push(owner.value.inputs);
  return said;
}

function printedNames(
  node: DocumentNode | undefined,
  names: Names,
  language: Language,
): FormulaNames {
  const views = new Map([...names].map(([path, name]) => [path, view(name, node, language)]));
  return {
    all: [...views.values()],
    nameOf: (path, inList = false) => {
      const known = views.get(path) ?? (inList ? views.get(`current.${path}`) : undefined);
      if (known === undefined) return ownPart(node, path, language);
      // "this one · visits": inside a sum over rows the field alone says it.
      const isField = known.kind === "member" || known.path.startsWith("current.");
      return inList && isField ? { ...known, label: afterDot(known.label) } : known;
    },
    outputLabel: (id) => {
      const label: unknown = node?.value.outputs?.[id]?.label;
      return isText(label) ? textIn(label, language) : id;
    },
    optionLabel: (input, code) => optionLabel(node, input, code, language),
  };
}

/** Names of parts as the notice prints them: `b`, `b1`, `n`. */
export const NOTICE_SYMBOL: RegExp = /^[a-z]\d*$/;

function view(name: Name, node: DocumentNode | undefined, language: Language): NameView {
  const label = textIn(name.label, language);
  const printed = name.id === "weight" ? weightText(node?.weight) : null;
  return {
    kind: name.kind,
    path: name.id,
    label,
    share: name.percent,
    ...(name.unit === undefined ? {} : { unit: unitText(name.unit, language) }),
    ...(name.type === undefined ? {} : { type: name.type }),
    ...(name.kind === "part" && (NOTICE_SYMBOL.test(name.id) || label === name.id)
      ? { symbol: name.id }
      : {}),
    ...(printed === null ? {} : { printed }),
  };
}

/** A part's own name is not among those that its formula sees, yet it is printed before it; else a stranger. */
function ownPart(node: DocumentNode | undefined, path: string, language: Language): NameView {
  const part = node?.value.parts?.[path];
  const label = isText(part?.label) ? textIn(part.label, language) : path;
  const symbol = part !== undefined && (NOTICE_SYMBOL.test(path) || label === path);
  return {
    kind: part === undefined ? "unknown" : "part",
    path,
    label,
    share: false,
    ...(symbol ? { symbol: path } : {}),
  };
}

function afterDot(label: string): string {
  return label.slice(label.indexOf("·") + 1);
}

function optionLabel(
  node: DocumentNode | undefined,
  input: string,
  code: string,
  language: Language,
): string | null {
  for (let owner = node ?? null; owner !== null; owner = owner.parent) {
    const declared: unknown = owner.value.inputs?.[input];
    if (!isObject(declared)) continue;
    const options = Array.isArray(declared.options) ? (declared.options as readonly unknown[]) : [];
    const option = options.find((one) => isObject(one) && one.code === code);
    return isObject(option) && isText(option.label) ? textIn(option.label, language) : null;
  }
  return null;
}

function isText(value: unknown): value is Text {
  return isObject(value) && typeof value.zh === "string" && typeof value.en === "string";
}

/** A weight as the notice prints it: `30%`, `1/3`. */
export function weightText(weight: JsonValue | undefined): string | null {
  if (typeof weight === "number") return `${percentText(fromLiteral(weight)) ?? weight}%`;
  if (!isObject(weight)) return null;
  const quotient = weight["/"];
  return Array.isArray(quotient) && quotient.every((one) => typeof one === "number")
    ? quotient.join("/")
    : null;
}

const HUNDRED = rational(100n, 1n);

/** A hundred times a number, as decimal text; `null` where there is none. */
export function percentText(value: Rational): string | null {
  return toDecimalText(multiply(value, HUNDRED));
}
