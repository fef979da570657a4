/** @module Findings at the places that they speak of: file and pointer, node, formula and place within it. */

import type { Finding } from "../../engine/issue.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { pointerSteps } from "../../engine/json/pointer.ts";
import { shareStructure } from "../../engine/json/share-structure.ts";
import { type DocumentNode, ROOT_FILE, treeOf } from "../document/nodes.ts";
import type { FormulaPlace, Place, RuleDocument } from "../document/rule-document.ts";

export interface PlacedFinding {
  readonly finding: Finding;
  /** `null` where the document has no such place any more. */
  readonly place: Place | null;
  readonly node: string | null;
  readonly formula: FormulaPlace | null;
  /** Place within the formula. */
  readonly at: string;
  /** The case that it speaks of. */
  readonly case: string | null;
}

const placed = new WeakMap<Finding, { document: RuleDocument; placed: PlacedFinding }>();

export function placeFindings(
  findings: readonly Finding[],
  document: RuleDocument,
): readonly PlacedFinding[] {
  return findings.map((finding) => {
    const known = placed.get(finding);
    if (known?.document === document) return known.placed;
    // What says the same as before stays the very same, so that nobody draws it anew.
    const now = placeFinding(finding, document);
    const fresh = shareStructure(
      known?.placed as unknown as JsonValue | undefined,
      now as unknown as JsonValue,
    ) as unknown as PlacedFinding;
    placed.set(finding, { document, placed: fresh });
    return fresh;
  });
}

/** Readers speak of `file#/pointer`, preparation of `/tree/…`, checks of `node#/pointer` and of the set as `#/…`. */
function placeFinding(finding: Finding, document: RuleDocument): PlacedFinding {
  const { path } = finding;
  const nowhere = { finding, place: null, node: null, formula: null, at: "", case: null };
  const tree = treeOf(document);
  const cut = path.indexOf("#");
  if (cut < 0) {
    const place = assembledPlace(path, document);
    return place === null ? nowhere : within(finding, place, document);
  }
  const [subject, pointer] = [path.slice(0, cut), path.slice(cut + 1)];
  if (subject === "") return within(finding, { file: ROOT_FILE, pointer }, document);
  if (document.files.has(subject)) {
    if (pointer !== "" && !pointer.startsWith("/")) return { ...nowhere, case: pointer };
    return within(finding, { file: subject, pointer }, document);
  }
  const node = tree.byId.get(subject);
  if (node === undefined) return nowhere;
  const fromLevel = node.value.score === undefined && /^\/score(\/|$)/.test(pointer);
  const level = tree.levels.findIndex(({ id }) => id === node.level);
  const ofLevel = tree.levelFormulas.find(({ formula }) => formula === `levels/${level}/score`);
  if (fromLevel && ofLevel !== undefined) {
    const at = pointer.slice("/score".length);
    const place = { file: ofLevel.file, pointer: ofLevel.pointer + at };
    return { finding, place, node: node.id, formula: ofLevel, at, case: null };
  }
  return within(finding, { file: node.file, pointer: node.pointer + pointer }, document);
}

function within(finding: Finding, place: Place, document: RuleDocument): PlacedFinding {
  const tree = treeOf(document);
  let node: DocumentNode | null = null;
  for (const one of tree.nodes) {
    if (!holds(one, place)) continue;
    if (node === null || one.pointer.length >= node.pointer.length) node = one;
  }
  const formulas = [...(node?.formulas ?? []), ...tree.levelFormulas];
  const formula = formulas.find((one) => holds(one, place)) ?? null;
  const at = formula === null ? "" : place.pointer.slice(formula.pointer.length);
  return { finding, place, node: node?.id ?? null, formula, at, case: null };
}

function holds(outer: Place, { file, pointer }: Place): boolean {
  return (
    outer.file === file && (pointer === outer.pointer || pointer.startsWith(`${outer.pointer}/`))
  );
}

/** A place of the set as it is put together, where children stand inline. */
function assembledPlace(path: string, document: RuleDocument): Place | null {
  const steps = pointerSteps(path);
  if (steps[0] !== "tree") return { file: ROOT_FILE, pointer: path };
  let node = treeOf(document).root;
  let index = 1;
  while (node !== null && steps[index] === "children" && steps[index + 1] !== undefined) {
    node = node.children[Number(steps[index + 1])] ?? null;
    index += 2;
  }
  if (node === null) return null;
  const rest = path.split("/").slice(1 + index);
  return { file: node.file, pointer: [node.pointer, ...rest].join("/") };
}
