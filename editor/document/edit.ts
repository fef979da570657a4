/**
 * @module Edits of a document. Each rewrites the range of one file that holds what is changed and nothing else,
 * in the file's own manner; values that stay keep their bytes, down to how a number is spelled.
 */
import { findNodeAtLocation, type Node as JsonNode, parseTree } from "jsonc-parser";
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { pointerSteps, splitPointer } from "../../engine/json/pointer.ts";
import { displayWidth, type JsonStyle, printJson, styleOf } from "./json-text.ts";
import { type Place, type RuleDocument, withFile } from "./rule-document.ts";

/** A place that is not there: a mistake of the caller, since every place comes from the document itself. */
export class NoSuchPlace extends Error {
  override readonly name = "NoSuchPlace";
  constructor({ file, pointer }: Place) {
    super(`${file}#${pointer}`);
  }
}

interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Puts a value at a place; a member that an object does not have yet is added at its end. Where the value that
 * stands there is of the same shape, only the parts that differ are rewritten.
 *
 * @throws NoSuchPlace when what should hold the value is not there
 */
export function setValue(document: RuleDocument, place: Place, value: JsonValue): RuleDocument {
  return setValues(document, place.file, new Map([[place.pointer, value]]));
}

/**
 * Many values of one file in one go, each as {@link setValue} puts it; none of the places lies within another.
 *
 * @param values by JSON pointer
 * @throws NoSuchPlace when what should hold one of them is not there
 */
export function setValues(
  document: RuleDocument,
  file: string,
  values: ReadonlyMap<string, JsonValue>,
): RuleDocument {
  const whole = { file, pointer: "" };
  const { text, style, find } = open(document, whole);
  const edits = [...values].flatMap(([pointer, value]): readonly TextEdit[] => {
    const node = find(pointer);
    if (node !== undefined) return replacements(node, value, text, style);
    const split = splitPointer(pointer);
    const holder = split === null ? undefined : find(split.holder);
    if (split === null || holder?.type !== "object") throw new NoSuchPlace({ file, pointer });
    const count = holder.children?.length ?? 0;
    return [insertion(holder, count, value, text, style, split.step)];
  });
  return close(document, whole, text, edits);
}

/** Takes a member or an item out, with its comma. @throws NoSuchPlace */
export function removeValue(document: RuleDocument, place: Place): RuleDocument {
  const { text, find } = open(document, place);
  const node = find(place.pointer);
  if (node?.parent === undefined) throw new NoSuchPlace(place);
  return close(document, place, text, [removal(slotOf(node), text)]);
}

/** Puts an item into the list at `place`; `index` may be the list's length. @throws NoSuchPlace */
export function insertItem(
  document: RuleDocument,
  place: Place,
  index: number,
  value: JsonValue,
): RuleDocument {
  return insertItems(document, place, [[index, value]]);
}

/**
 * Many items put in in one go, each before the item that stands at its index now; several at one index stay in the
 * order given. @throws NoSuchPlace
 */
export function insertItems(
  document: RuleDocument,
  place: Place,
  items: readonly (readonly [index: number, value: JsonValue])[],
): RuleDocument {
  const { text, style, find } = open(document, place);
  const list = find(place.pointer);
  if (list?.type !== "array") throw new NoSuchPlace(place);
  const values = items.map(([, value]) => value);
  const isEmpty = (list.children ?? []).length === 0;
  const edits = isEmpty
    ? [reprinted(list, values, text, style)]
    : items.map(([index, value]) => insertion(list, index, value, text, style));
  return close(document, place, text, edits);
}

/** Puts a member into the object at `place`, at its position among the members. @throws NoSuchPlace */
export function insertMember(
  document: RuleDocument,
  place: Place,
  index: number,
  key: string,
  value: JsonValue,
): RuleDocument {
  const { text, style, find } = open(document, place);
  const object = find(place.pointer);
  if (object?.type !== "object") throw new NoSuchPlace(place);
  return close(document, place, text, [insertion(object, index, value, text, style, key)]);
}

/**
 * Moves an item of the list, or a member of the object, at `place` to another position in it; its text goes
 * with it unchanged. @throws NoSuchPlace
 */
export function moveItem(
  document: RuleDocument,
  place: Place,
  from: number,
  to: number,
): RuleDocument {
  const { text, find } = open(document, place);
  const slots = find(place.pointer)?.children ?? [];
  const last = slots.length - 1;
  if (slots[from] === undefined || to < 0 || to > last) throw new NoSuchPlace(place);
  if (from === to) return document;
  const order = [...slots.keys()];
  order.splice(to, 0, ...order.splice(from, 1));
  const edits = order.flatMap((source, index): TextEdit[] => {
    if (source === index) return [];
    const [target, moved] = [slots[index] as JsonNode, slots[source] as JsonNode];
    return [{ ...rangeOf(target), text: textOf(moved, text) }];
  });
  return close(document, place, text, edits);
}

/** Gives a member another key at the same position. @throws NoSuchPlace */
export function renameMember(document: RuleDocument, place: Place, key: string): RuleDocument {
  const { text, find } = open(document, place);
  const member = find(place.pointer)?.parent;
  const [name] = member?.type === "property" ? (member.children ?? []) : [];
  if (name === undefined) throw new NoSuchPlace(place);
  return close(document, place, text, [{ ...rangeOf(name), text: JSON.stringify(key) }]);
}

function open(document: RuleDocument, place: Place) {
  const text = document.files.get(place.file);
  const root = text === undefined ? undefined : parseTree(text.replace(/^\uFEFF/, " "));
  if (text === undefined || root === undefined) throw new NoSuchPlace(place);
  const find = (pointer: string): JsonNode | undefined => {
    let node: JsonNode | undefined = root;
    for (const step of pointerSteps(pointer)) {
      if (node === undefined) return undefined;
      node = findNodeAtLocation(node, [node.type === "array" ? Number(step) : step]);
    }
    return node;
  };
  return { text, style: styleOf(text), find };
}

function close(
  document: RuleDocument,
  { file }: Place,
  text: string,
  edits: readonly TextEdit[],
): RuleDocument {
  let edited = "";
  let at = 0;
  // Sorting is stable: what is put in at one offset stays in the order given.
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    edited += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return withFile(document, file, edited + text.slice(at));
}

function rangeOf(node: JsonNode): { readonly from: number; readonly to: number } {
  return { from: node.offset, to: node.offset + node.length };
}

function textOf(node: JsonNode, text: string): string {
  return text.slice(node.offset, node.offset + node.length);
}

/** What a value takes up in its holder: the member with its key, or the item itself. */
function slotOf(node: JsonNode): JsonNode {
  return node.parent?.type === "property" ? node.parent : node;
}

function replacements(
  node: JsonNode,
  value: JsonValue,
  text: string,
  style: JsonStyle,
): readonly TextEdit[] {
  if (node.type === "array" && Array.isArray(value)) {
    return listEdits(node, value as readonly JsonValue[], text, style);
  }
  if (node.type === "object" && isObject(value)) {
    const members = (node.children ?? []).map(({ children = [] }) => children);
    const entries = Object.entries(value) as readonly (readonly [string, JsonValue])[];
    const sameKeys = members.every(([name], index) => name?.value === entries[index]?.[0]);
    // An operation that only changes its operator keeps the text of its operands.
    if (members.length === entries.length && (sameKeys || members.length === 1)) {
      return members.flatMap(([name, old], index): readonly TextEdit[] => {
        const [key, now] = entries[index] as readonly [string, JsonValue];
        if (name === undefined || old === undefined) return [];
        const renamed = name.value === key ? [] : [{ ...rangeOf(name), text: JSON.stringify(key) }];
        return [...renamed, ...replacements(old, now, text, style)];
      });
    }
  } else if (node.type !== "array" && node.type !== "object" && Object.is(node.value, value)) {
    return [];
  }
  return [reprinted(node, value, text, style)];
}

function reprinted(node: JsonNode, value: JsonValue, text: string, style: JsonStyle): TextEdit {
  const line = text.slice(text.lastIndexOf("\n", node.offset - 1) + 1, node.offset);
  const margin = marginAt(text, slotOf(node).offset);
  return { ...rangeOf(node), text: printJson(value, style, margin, displayWidth(line), 1) };
}

/** Items that stay at the beginning and at the end keep their text; those between are put in or taken out. */
function listEdits(
  list: JsonNode,
  value: readonly JsonValue[],
  text: string,
  style: JsonStyle,
): readonly TextEdit[] {
  const items = list.children ?? [];
  if (items.length === value.length) {
    return items.flatMap((item, index) =>
      replacements(item, value[index] as JsonValue, text, style),
    );
  }
  const same = (item: JsonNode | undefined, now: JsonValue | undefined): boolean =>
    item !== undefined && now !== undefined && sameValue(item, now);
  let start = 0;
  while (same(items[start], value[start])) start++;
  let end = 0;
  const shorter = Math.min(items.length, value.length);
  while (end < shorter - start && same(items.at(-1 - end), value.at(-1 - end))) end++;
  const [old, now] = [
    items.slice(start, items.length - end),
    value.slice(start, value.length - end),
  ];
  if (items.length === 0 || value.length === 0) return [reprinted(list, value, text, style)];
  const paired = Math.min(old.length, now.length);
  const kept = old
    .slice(0, paired)
    .flatMap((item, index) => replacements(item, now[index] as JsonValue, text, style));
  if (old.length > paired)
    return [...kept, removalOf(items, start + paired, old.length - paired, text)];
  const added = now.slice(paired);
  return [...kept, ...added.map((item) => insertion(list, start + paired, item, text, style))];
}

function sameValue(node: JsonNode, value: JsonValue): boolean {
  if (Array.isArray(value)) {
    const items = node.children ?? [];
    return (
      node.type === "array" &&
      items.length === value.length &&
      items.every((item, index) => sameValue(item, value[index] as JsonValue))
    );
  }
  if (isObject(value)) {
    const [members, keys] = [node.children ?? [], Object.keys(value)];
    return (
      node.type === "object" &&
      members.length === keys.length &&
      members.every(
        ({ children = [] }, index) =>
          children[0]?.value === keys[index] &&
          children[1] !== undefined &&
          sameValue(children[1], value[keys[index] as string] as JsonValue),
      )
    );
  }
  return node.type !== "array" && node.type !== "object" && Object.is(node.value, value);
}

/** Indentation of the line that an offset lies on. */
function marginAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

function insertion(
  holder: JsonNode,
  index: number,
  value: JsonValue,
  text: string,
  style: JsonStyle,
  key?: string,
): TextEdit {
  const slots = holder.children ?? [];
  const name = key === undefined ? "" : `${JSON.stringify(key)}:${style.space}`;
  const margin = marginAt(text, slotOf(holder).offset);
  const [first] = slots;
  if (first === undefined)
    return reprinted(holder, key === undefined ? [value] : { [key]: value }, text, style);
  // As the members that are there: each on its line, or all on one.
  const before = text.slice(holder.offset + 1, first.offset);
  const own = before.includes("\n") ? marginAt(text, first.offset) : margin;
  const gap = before.includes("\n") ? `${style.eol}${own}` : style.space;
  const lineStyle = before.includes("\n") ? style : { ...style, indent: null };
  const printed = `${name}${printJson(value, lineStyle, own, own.length + name.length, 1)}`;
  const next = slots[index];
  if (next !== undefined) return { from: next.offset, to: next.offset, text: `${printed},${gap}` };
  const last = slots.at(-1) as JsonNode;
  const end = last.offset + last.length;
  return { from: end, to: end, text: `,${gap}${printed}` };
}

function removal(slot: JsonNode, text: string): TextEdit {
  const slots = slot.parent?.children ?? [slot];
  return removalOf(slots, slots.indexOf(slot), 1, text);
}

/** One edit that takes `count` neighbours out with the commas and spaces between. */
function removalOf(
  slots: readonly JsonNode[],
  start: number,
  count: number,
  text: string,
): TextEdit {
  const [first, last] = [slots[start] as JsonNode, slots[start + count - 1] as JsonNode];
  const [before, next] = [slots[start - 1], slots[start + count]];
  const end = last.offset + last.length;
  if (next !== undefined) return { from: first.offset, to: next.offset, text: "" };
  if (before !== undefined) return { from: before.offset + before.length, to: end, text: "" };
  // The holder is left empty: its brackets close up.
  const holder = first.parent as JsonNode;
  const bracket = text[holder.offset] === "{" ? "{}" : "[]";
  return { ...rangeOf(holder), text: bracket };
}
