/** @module Another name for a named entry, followed wherever it is spoken of. */
import { isObject, type JsonValue, toPointer } from "../../engine/json/json-value.ts";
import { pointerSteps } from "../../engine/json/pointer.ts";
import { renameVariable } from "../../engine/logic/rename-variable.ts";
import { renameMember, setValue } from "../document/edit.ts";
import { treeOf } from "../document/nodes.ts";
import { renameInput, renamePart } from "../document/rename.ts";
import { type Place, type RuleDocument, valueAt } from "../document/rule-document.ts";

/**
 * @param member of the holder: `inputs`, `parts`, `constants`, `departments` …
 * @param startedFrom the set that the draft began with: a figure that it has is told as renamed since
 */
export function renameEntry(
  document: RuleDocument,
  place: Place,
  member: string,
  node: string | null,
  to: string,
  startedFrom: RuleDocument | null = null,
): RuleDocument {
  const from = pointerSteps(place.pointer).at(-1) ?? "";
  if (node !== null && (member === "inputs" || member === "parts")) {
    const renamed =
      member === "inputs"
        ? renameInput(document, node, from, to, isKnown(startedFrom, document, node, from))
        : renamePart(document, node, from, to);
    return renamed.ok ? renamed.document : document;
  }
  const edited = renameMember(document, place, to);
  if (node !== null && member === "constants") return renameConstant(edited, node, from, to);
  return member === "departments" ? renameDepartment(edited, from, to) : edited;
}

/** True when the earlier set has the figure; what was made since may have that name, and is no renamed one. */
function isKnown(
  earlier: RuleDocument | null,
  document: RuleDocument,
  id: string,
  input: string,
): boolean {
  const node = treeOf(document).byId.get(id)?.value;
  if (earlier === null || node === undefined) return false;
  if (node.inputs?.[input]?.was !== undefined) return true;
  const inputs = treeOf(earlier).byId.get(node.was?.[0]?.id ?? id)?.value.inputs;
  return isObject(inputs) && Object.hasOwn(inputs, input);
}

/** Formulas of the node and below, as far as no nearer name hides the constant. */
function renameConstant(
  document: RuleDocument,
  id: string,
  from: string,
  to: string,
): RuleDocument {
  let edited = document;
  const visit = (node: ReturnType<typeof treeOf>["root"]): void => {
    if (node === null) return;
    for (const place of node.formulas) {
      const logic = valueAt(edited, place);
      if (logic !== undefined) edited = setValue(edited, place, renameVariable(logic, from, to));
    }
    for (const child of node.children) {
      const { inputs = {}, constants = {}, parts = {} } = child.value;
      if (!(from in inputs || from in constants || from in parts)) visit(child);
    }
  };
  visit(treeOf(document).byId.get(id) ?? null);
  return edited;
}

function renameDepartment(document: RuleDocument, from: string, to: string): RuleDocument {
  let edited = document;
  const exchange = (place: Place): void => {
    const list = valueAt(edited, place);
    if (!Array.isArray(list) || !list.includes(from)) return;
    const now = (list as readonly JsonValue[]).map((one) => (one === from ? to : one));
    edited = setValue(edited, place, now);
  };
  for (const { file, pointer, value } of treeOf(document).nodes) {
    exchange({ file, pointer: `${pointer}/departments` });
    for (const name of Object.keys(isObject(value.inputs) ? value.inputs : {})) {
      exchange({ file, pointer: pointer + toPointer(["inputs", name, "suppliedBy"]) });
    }
  }
  return edited;
}
