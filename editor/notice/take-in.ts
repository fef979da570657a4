/** @module Taking a notice in: its words and underlines become the source texts of the draft; formulas stay untouched. */
import type { JsonObject, JsonValue } from "../../engine/json/json-value.ts";
import { putValue } from "../document/edit-members.ts";
import { type DocumentNode, ROOT_FILE, treeOf } from "../document/nodes.ts";
import { type RuleDocument, valueAt } from "../document/rule-document.ts";
import { addChild, newChild } from "../forms/edit-tree.ts";
import { marksIn } from "./difference.ts";
import { foldedText, type NoticeText } from "./notice-text.ts";
import { FIELDS, type Field, type NoticeRow } from "./rows.ts";

/** A row, and the item whose texts it gives. */
export interface Taken {
  readonly row: NoticeRow;
  readonly item: string;
}

/** A row that is a new item, below the indicator of its group. */
export interface Added {
  readonly row: NoticeRow;
  readonly id: string;
  readonly parent: string;
}

/** As the schema lists the members of a source and of a text. */
const SOURCE_ORDER = ["place", "purpose", "method", "data", "departments"];

/** @param against edition that the marks are against, told where the draft does not say it */
export function takeIn(
  document: RuleDocument,
  taken: readonly Taken[],
  added: readonly Added[],
  against: string | null,
): RuleDocument {
  const withTexts = taken.reduce((edited, { row, item }) => {
    const node = treeOf(document).byId.get(item);
    return node === undefined ? edited : withTextsOf(edited, node, row);
  }, document);
  const withNew = added.reduce((edited, { row, id, parent }) => {
    const holder = treeOf(edited).byId.get(parent);
    return holder === undefined
      ? edited
      : addChild(edited, holder, { ...newChild(edited, holder), ...newItem(row, id) });
  }, withTexts);
  const place = { file: ROOT_FILE, pointer: "/changedAgainst" };
  const isTold = valueAt(withNew, place) !== undefined || withNew === document;
  return against === null || isTold
    ? withNew
    : putValue(withNew, place, against, ["basis", "changedAgainst", "dates"]);
}

/** A cell that is empty says nothing: what stands in the draft stays. */
function withTextsOf(document: RuleDocument, node: DocumentNode, row: NoticeRow): RuleDocument {
  return FIELDS.reduce((edited, field) => {
    const said = row.texts[field];
    if (said === undefined || said.text === "") return edited;
    const place = { file: node.file, pointer: `${node.pointer}/source/${field}` };
    const value = sourceText(said, node, field);
    return JSON.stringify(value) === JSON.stringify(valueAt(edited, place))
      ? edited
      : putValue(edited, place, value, SOURCE_ORDER);
  }, document);
}

/** Words that differ in widths and spaces only keep their spelling, and what was mended in them. */
function sourceText(said: NoticeText, node: DocumentNode, field: Field): JsonValue {
  const present = node.value.source?.[field];
  const isSame = present !== undefined && foldedText(present.text) === foldedText(said.text);
  const marks = isSame ? marksIn(said, present.text) : said.marks;
  return {
    text: isSame ? present.text : said.text,
    ...(marks.length > 0 ? { changed: marks as unknown as JsonValue } : {}),
    ...(isSame && present.mends !== undefined
      ? { mends: present.mends as unknown as JsonValue }
      : {}),
  };
}

/** Beside what every new item begins with: its formula is empty, and the check says so until somebody writes it. */
function newItem(row: NoticeRow, id: string): JsonObject {
  const name = row.name === "" ? id : row.name;
  const texts = FIELDS.flatMap((field) => {
    const said = row.texts[field];
    return said === undefined || said.text === "" ? [] : [[field, plainText(said)] as const];
  });
  return { id, name: { zh: name, en: name }, source: Object.fromEntries(texts) };
}

function plainText({ text, marks }: NoticeText): JsonValue {
  return { text, ...(marks.length > 0 ? { changed: marks as unknown as JsonValue } : {}) };
}
