/** @module Formulas that a node does not have yet: its score, and one more part. */
import { schemas } from "virtual:rule-schemas";
import { HOLE } from "../../engine/logic/json-tree.ts";
import { freeName, putValue } from "../document/edit-members.ts";
import type { DocumentNode } from "../document/nodes.ts";
import type { FormulaPlace, RuleDocument } from "../document/rule-document.ts";
import { resolved } from "./schema.ts";

/** Members of a node in the schema's order. */
const MEMBERS = Object.keys(
  resolved({ $ref: "common.schema.json#/$defs/node" }, schemas).properties ?? {},
);

export interface AddedFormula {
  readonly document: RuleDocument;
  readonly place: FormulaPlace;
}

export function addScore(document: RuleDocument, node: DocumentNode): AddedFormula {
  const { file, pointer, id } = node;
  const place = { file, pointer: `${pointer}/score`, node: id, formula: "score" };
  return { document: putValue(document, place, HOLE, MEMBERS), place };
}

/** `b1`, `b2` … as the notice numbers them. */
export function nextPart({ value }: DocumentNode): string {
  const { parts = {}, inputs = {}, constants = {} } = value;
  const taken = [parts, inputs, constants].flatMap(Object.keys);
  const next = Object.keys(parts).length + 1;
  return freeName(`b${next}`, taken);
}

export function addPart(document: RuleDocument, node: DocumentNode): AddedFormula {
  const { file, pointer, id } = node;
  const name = nextPart(node);
  const holder = { file, pointer: `${pointer}/parts` };
  const part = { logic: HOLE, label: { zh: "得分", en: "Score" } };
  const edited =
    node.value.parts === undefined
      ? putValue(document, holder, { [name]: part }, MEMBERS)
      : putValue(document, { file, pointer: `${holder.pointer}/${name}` }, part);
  const place = {
    file,
    pointer: `${holder.pointer}/${name}/logic`,
    node: id,
    formula: `parts/${name}`,
  };
  return { document: edited, place };
}
