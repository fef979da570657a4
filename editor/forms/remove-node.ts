/** @module A node taken out of the set, with whatever speaks of it. */
import {
  isObject,
  type JsonObject,
  type JsonValue,
  toPointerStep,
} from "../../engine/json/json-value.ts";
import { casesOf, type PlacedCase } from "../cases/case-places.ts";
import { removeCases } from "../cases/edit-cases.ts";
import { removeValue, setValue } from "../document/edit.ts";
import { type DocumentNode, treeOf } from "../document/nodes.ts";
import { type Place, type RuleDocument, valueAt, withFile } from "../document/rule-document.ts";
import { placeInParent } from "./edit-tree.ts";

/** What goes with a node, and what is changed since it speaks of it. */
export interface Removal {
  /** The node and all below it. */
  readonly nodes: ReadonlySet<string>;
  readonly cases: readonly PlacedCase[];
  /** Cases of whole cities that give its figures, or expect its scores. */
  readonly cities: readonly PlacedCase[];
  /** `sameAs` of figures elsewhere that name one of its figures. */
  readonly references: readonly Place[];
}

export function removalOf(document: RuleDocument, node: DocumentNode): Removal {
  const nodes = new Set<string>();
  const visit = (one: DocumentNode): void => {
    nodes.add(one.id);
    one.children.forEach(visit);
  };
  visit(node);
  const cases = casesOf(document);
  return {
    nodes,
    cases: cases.filter(({ case: one }) => one.node !== undefined && nodes.has(one.node)),
    cities: cases.filter(
      (placed) => placed.case.node === undefined && tracesOf(document, placed, nodes).length > 0,
    ),
    references: treeOf(document).nodes.flatMap((one) =>
      nodes.has(one.id)
        ? []
        : Object.entries(one.value.inputs ?? {}).flatMap(([name, { sameAs }]): readonly Place[] => {
            const named = typeof sameAs === "string" && nodes.has(sameAs.split("/")[0] ?? "");
            const pointer = `${one.pointer}/inputs/${toPointerStep(name)}/sameAs`;
            return named ? [{ file: one.file, pointer }] : [];
          }),
    ),
  };
}

/** Takes a node out with everything below it, their cases, the files that only they need, and what names them. */
export function removeNode(document: RuleDocument, node: DocumentNode): RuleDocument {
  const { nodes, cases, cities, references } = removalOf(document, node);
  let edited = document;
  for (const place of references) edited = removeValue(edited, place);
  for (const placed of cities) {
    for (const place of tracesOf(edited, placed, nodes)) edited = removeValue(edited, place);
    edited = withoutIssuesOf(edited, placed, nodes);
  }
  edited = removeCases(edited, new Set(cases.map(({ case: one }) => one.id)));
  const place = placeInParent(edited, node);
  if (place !== null) edited = removeValue(edited, place);
  for (const id of nodes) {
    const { file, pointer } = treeOf(document).byId.get(id) ?? node;
    if (pointer === "") edited = withFile(edited, file, null);
  }
  return edited;
}

const BY_NODE = ["inputs", "expect/scores", "expect/ranges", "expect/outputs"] as const;

/** Where a case of a whole city gives figures of the nodes, or says what it expects of them. */
function tracesOf(
  document: RuleDocument,
  { file, pointer }: Place,
  nodes: ReadonlySet<string>,
): readonly Place[] {
  return BY_NODE.flatMap((holder) =>
    [...nodes]
      .map((id) => ({ file, pointer: `${pointer}/${holder}/${toPointerStep(id)}` }))
      .filter((place) => valueAt(document, place) !== undefined),
  );
}

/** Nobody can refuse or doubt a figure that is no longer asked for. */
function withoutIssuesOf(
  document: RuleDocument,
  { file, pointer }: Place,
  nodes: ReadonlySet<string>,
): RuleDocument {
  let edited = document;
  for (const member of ["issues", "warnings"] as const) {
    const place = { file, pointer: `${pointer}/expect/${member}` };
    const list = valueAt(edited, place);
    if (!Array.isArray(list)) continue;
    const kept = (list as readonly JsonValue[]).filter(
      (issue) => !isObject(issue) || !nodes.has(String((issue as JsonObject).item)),
    );
    if (kept.length === list.length) continue;
    edited = kept.length === 0 ? removeValue(edited, place) : setValue(edited, place, kept);
  }
  return edited;
}
