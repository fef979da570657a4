/** @module A change between two rule sets in words and numbers. */
import type { Change } from "../compare/change.ts";
import type { JsonValue } from "../json/json-value.ts";
import { pointerSteps } from "../json/pointer.ts";
import { readExpression } from "../logic/read-expression.ts";
import { shiftDecimal } from "../number/percent.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Level, Logic, Node, Text } from "../rule-set/rule-set.ts";
import { differingParts, type ValueWriter, valueInWords } from "./change-value.ts";
import { type NamedNode, namesSeenBy } from "./formula-names.ts";
import { textOf } from "./formula-text/print.ts";
import { type Language, textIn } from "./language.ts";
import { labelOf } from "./member-labels.ts";
import { type NumberPlace, numberPlace } from "./number-place.ts";
import { messagesIn } from "./sentence.ts";

export interface DescribedChange {
  /** Node with its name; "" for the set itself. */
  readonly place: string;
  /** What kind of change, with the part or figure that it concerns. */
  readonly what: string;
  /** Several lines where a list has several items. */
  readonly before: string;
  readonly after: string;
}

export function describeChange(
  change: Change,
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  language: Language,
): DescribedChange {
  const node = after.nodes.get(change.node) ?? before.nodes.get(change.node);
  const number = numberAt(change, after, node, language);
  const [old, now] = isWhole(change)
    ? [change.before, change.after]
    : differingParts(change.before, change.after);
  const show = (spoken: Language): readonly [string, string] => {
    const value = (one: JsonValue, prepared: PreparedRuleSet): string => {
      const writer = writerFor(change, prepared, spoken);
      return number?.isShare === true || change.kind === "weight-changed"
        ? shareText(one, writer)
        : valueText(one, change, writer);
    };
    return [value(old, before), value(now, after)];
  };
  const shown = show(language);
  // Where only the words of the other language changed, those are shown.
  const [oldText, newText] =
    shown[0] === shown[1] ? show(language === "en" ? "zh-CN" : "en") : shown;
  return {
    place: node ? `${node.id} ${textIn(node.node.name, language)}` : "",
    what: whatChanged(change, number, before, after, language),
    before: oldText,
    after: newText,
  };
}

/** Of these it is said what they are, not how they differ from nothing. */
function isWhole({ kind }: Change): boolean {
  return kind.endsWith("-added") || kind.endsWith("-removed") || kind === "formula-changed";
}

function whatChanged(
  change: Change,
  number: NumberPlace | null,
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  language: Language,
): string {
  const messages = messagesIn(language);
  const [holder = "", name = "", ...rest] = pointerSteps(change.path);
  const owner = after.nodes.get(change.node) ?? before.nodes.get(change.node);
  const earlier = before.nodes.get(change.node);
  const subject =
    change.node === "" && holder === "levels"
      ? levelName(
          after.ruleSet.levels[Number(name)] ?? before.ruleSet.levels[Number(name)],
          language,
        )
      : memberName(holder, name, [owner?.node, earlier?.node], language);
  const kind = kindWords(change, [holder, name, ...rest], language);
  // Words that say what a number is name the figure; the part is told by its short name.
  const isRename = change.kind === "input-changed" && rest.at(-1) === "id";
  if (number?.what != null) return `${holder === "parts" ? `${name} ` : ""}${number.what}`;
  const told = isRename ? "node-renamed" : change.kind;
  const what = kind ?? messages.changes[told] ?? told;
  const isNamed = holder === "inputs" || holder === "constants" || holder === "outputs";
  if (isNamed && subject !== "") return messages.saidOf(subject, what);
  return [subject, what].filter(Boolean).join(" ");
}

/** Texts are told by what the file calls them: "method changed". */
function kindWords(
  { kind, before, after }: Change,
  steps: readonly string[],
  language: Language,
): string | null {
  if (kind !== "text-changed" && kind !== "requirement-changed") return null;
  const [holder = "", name = "", member] = steps;
  const last = member ?? (holder === "source" || holder === "levels" ? name : holder);
  // Of a part everything but its formula is one text: it is told by what differs.
  if (holder === "parts" && member === undefined) {
    const keys = differingParts(before, after).flatMap((value) => Object.keys(value ?? {}));
    const labels = [...new Set(keys)].map((key) => textIn(labelOf(key), language));
    const { changed, listSeparator } = messagesIn(language);
    return labels.length === 0 ? null : changed(labels.join(listSeparator));
  }
  const context = holder === "source" ? "source" : "";
  return messagesIn(language).changed(textIn(labelOf(last, context), language));
}

function levelName(level: Level | undefined, language: Language): string {
  return level === undefined ? "" : textIn(level.name, language);
}

/** `b4 closure`, or the label of a figure; "" for what has no name of its own. */
function memberName(
  holder: string,
  id: string,
  nodes: readonly (Node | undefined)[],
  language: Language,
): string {
  if (!["parts", "inputs", "constants", "outputs"].includes(holder)) return "";
  const labels = nodes.flatMap((node): readonly Text[] => {
    const members = node?.[holder as "parts" | "inputs"] as
      | { readonly [id: string]: { readonly label?: Text } }
      | undefined;
    const label = members?.[id]?.label;
    return label === undefined ? [] : [label];
  });
  const [label] = labels;
  if (label === undefined) return id;
  return holder === "parts" ? `${id} ${textIn(label, language)}` : textIn(label, language);
}

/** What a number is, where the change is one number of a formula. */
function numberAt(
  change: Change,
  after: PreparedRuleSet,
  node: PreparedNode | undefined,
  language: Language,
): NumberPlace | null {
  if (change.kind !== "threshold-changed" && change.kind !== "number-changed") return null;
  const [, formula = "", at = ""] =
    /^(\/(?:parts|outputs)\/[^/]+\/logic|\/score|\/levels\/\d+\/score)(.*)$/.exec(change.path) ??
    [];
  const logic = formulaAt(formula, after, node);
  if (logic === undefined) return null;
  const place = numberPlace(readExpression(logic), at, node, language);
  // Where nothing is known of what is compared, bounds between 0 and 1 are shares.
  return place.what === null ? { ...place, isShare: change.kind === "threshold-changed" } : place;
}

function formulaAt(
  path: string,
  { ruleSet }: PreparedRuleSet,
  node: PreparedNode | undefined,
): Logic | undefined {
  const [holder, id = ""] = pointerSteps(path);
  if (holder === "levels") return ruleSet.levels[Number(id)]?.score;
  if (holder === "score") return node?.node.score;
  return holder === "parts" ? node?.node.parts?.[id]?.logic : node?.node.outputs?.[id]?.logic;
}

function writerFor(change: Change, prepared: PreparedRuleSet, language: Language): ValueWriter {
  const names = namesSeenBy(namedNode(prepared.nodes.get(change.node)), "outputs/");
  return {
    language,
    prepared,
    figure: (id) => {
      const label = names.get(id)?.label;
      return label === undefined ? id : textIn(label, language);
    },
    formula: (logic) => textOf(logic, names, language),
  };
}

function namedNode(node: PreparedNode | undefined): NamedNode | undefined {
  if (node === undefined) return undefined;
  return { id: node.id, value: node.node, parent: namedNode(node.parent ?? undefined) ?? null };
}

function valueText(value: JsonValue, change: Change, writer: ValueWriter): string {
  if (value === null) return "";
  if (change.kind === "formula-changed") return writer.formula(value);
  if (change.kind === "node-added" || change.kind === "node-removed")
    return textIn((value as unknown as Node).name, writer.language);
  const steps = pointerSteps(change.path);
  return valueInWords(value, steps.at(-1) ?? "", writer);
}

function shareText(value: JsonValue, writer: ValueWriter): string {
  if (value === null) return "";
  if (typeof value === "object") return writer.formula(value);
  const share = Number(value);
  // Shares read as percent in the notice: 0.3 is 30%.
  return Number.isFinite(share) && Math.abs(share) <= 1
    ? `${shiftDecimal(String(value), 2)}%`
    : String(value);
}
