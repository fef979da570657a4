/**
 * @module Names that follow: an input, a part or a node gets another name everywhere that it is spoken of, in
 * formulas, conditions, references and cases, and what it was called before is kept for the comparison of years.
 */
import {
  isObject,
  type JsonObject,
  type JsonValue,
  toPointer,
  toPointerStep,
} from "../../engine/json/json-value.ts";
import { operandsOf, operatorOf, withOperands } from "../../engine/logic/json-tree.ts";
import { renameOption as renameOptionIn } from "../../engine/logic/rename-option.ts";
import { renameVariable } from "../../engine/logic/rename-variable.ts";
import { RESERVED_NAMES } from "../../engine/rule-set/prepare.ts";
import type { Logic, Text } from "../../engine/rule-set/rule-set.ts";
import { type Refused, refused } from "../formula/operations/edited.ts";
import { label } from "../formula/operations/labels.ts";
import { insertMember, removeValue, renameMember, setValue } from "./edit.ts";
import { type DocumentNode, treeOf } from "./nodes.ts";
import {
  renameInCases,
  renameInputInCase,
  renameNodeInCase,
  renameOptionInCase,
  renamePartInCase,
  type Step,
} from "./rename-in-cases.ts";
import { type Place, type RuleDocument, valueAt } from "./rule-document.ts";

export type Renamed =
  | { readonly ok: true; readonly document: RuleDocument; readonly label: Text }
  | Refused;

/** rules/schema/common.schema.json, `name`. */
const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/**
 * @param recordWas the earlier set has the input: `was` says what it was called there
 * @issue `no_such_name`, `name_taken`, `name_not_allowed`
 */
export function renameInput(
  document: RuleDocument,
  nodeId: string,
  from: string,
  to: string,
  recordWas = false,
): Renamed {
  return renameMemberOf(document, nodeId, "inputs", from, to, (node) => {
    const steps: Step[] = [
      ...(recordWas ? [recordInputWas(node, from, to)] : []),
      ...changeFormulas(node, from, (logic) => renameVariable(logic, from, to)),
      ...renameInReferences(document, node, from, to),
      ...renameInCases(document, (one) => renameInputInCase(one, nodeId, from, to)),
    ];
    return steps;
  });
}

/** A part of a node. @issue as for {@link renameInput} */
export function renamePart(
  document: RuleDocument,
  nodeId: string,
  from: string,
  to: string,
): Renamed {
  return renameMemberOf(document, nodeId, "parts", from, to, (node) => [
    ...formulaPlaces(node).map((place) =>
      changeFormulaAt(place, (logic) => renameVariable(logic, from, to)),
    ),
    ...alternativesOf(node).map(
      (place): Step =>
        (before) => {
          const part = {
            file: place.file,
            pointer: `${place.pointer}/parts/${toPointerStep(from)}`,
          };
          return valueAt(before, part) === undefined ? before : renameMember(before, part, to);
        },
    ),
    ...renameInCases(document, (one) => renamePartInCase(one, nodeId, from, to)),
  ]);
}

/** An option of a choice, of a list, of counts, or of a field of rows. */
export interface OptionPlace {
  readonly node: string;
  readonly input: string;
  readonly field: string | null;
  readonly index: number;
}

/**
 * The code of an option, in formulas that see its input and in cases. What is not yet told apart, an empty code or one
 * that two options have, is only written: nothing can speak of it.
 *
 * @issue `no_such_name`
 */
export function renameOption(document: RuleDocument, at: OptionPlace, to: string): Renamed {
  const node = treeOf(document).byId.get(at.node);
  if (node === undefined) return refused("no_such_name", { name: at.node });
  const steps = ["inputs", at.input, ...(at.field === null ? [] : ["fields", at.field]), "options"];
  const list: Place = { file: node.file, pointer: node.pointer + toPointer(steps) };
  const options = valueAt(document, list);
  const codes = Array.isArray(options)
    ? (options as readonly JsonValue[]).map((one) => (isObject(one) ? one.code : undefined))
    : [];
  const from = codes[at.index];
  if (typeof from !== "string") return refused("no_such_name", { name: String(at.index) });
  const isTold = from !== "" && codes.filter((one) => one === from).length === 1;
  const follows = isTold && !codes.includes(to);
  const rename = (logic: Logic): Logic => renameOptionIn(logic, at, from, to);
  return done(
    document,
    [
      ...(follows ? changeFormulas(node, at.input, rename) : []),
      ...(follows ? renameInCases(document, (one) => renameOptionInCase(one, at, from, to)) : []),
      (before) => setValue(before, { ...list, pointer: `${list.pointer}/${at.index}/code` }, to),
    ],
    from,
    to,
  );
}

/**
 * A node of the tree: its id, references to its inputs, cases, and formulas that pick children by id.
 *
 * @param recordWas the earlier set has the node: `was` says what it was called there
 * @issue as for {@link renameInput}
 */
export function renameNode(
  document: RuleDocument,
  from: string,
  to: string,
  recordWas = false,
): Renamed {
  const { byId, nodes, levelFormulas } = treeOf(document);
  const node = byId.get(from);
  if (node === undefined) return refused("no_such_name", { name: from });
  if (!NAME.test(to)) return refused("name_not_allowed", { name: to });
  if (byId.has(to)) return refused("name_taken", { name: to });
  const steps: Step[] = [
    (before) => setValue(before, { file: node.file, pointer: `${node.pointer}/id` }, to),
    ...(recordWas ? [recordWasAt(node, node.value.was, from, to)] : []),
    ...nodes.flatMap((other) => [
      ...inputPlaces(other).map(
        (place): Step =>
          (before) => {
            const pointer = `${place.pointer}/sameAs`;
            const same = valueAt(before, { ...place, pointer });
            if (typeof same !== "string" || !same.startsWith(`${from}/`)) return before;
            return setValue(before, { ...place, pointer }, to + same.slice(from.length));
          },
      ),
      ...formulaPlaces(other).map((place) => renameIdAt(place, from, to)),
    ]),
    ...levelFormulas.map((place) => renameIdAt(place, from, to)),
    ...renameInCases(document, (one) => renameNodeInCase(one, from, to)),
  ];
  return done(document, steps, from, to);
}

function done(document: RuleDocument, steps: readonly Step[], from: string, to: string): Renamed {
  const renamed = steps.reduce((before, step) => step(before), document);
  return { ok: true, document: renamed, label: label("renamed", { a: from, b: to }) };
}

function renameMemberOf(
  document: RuleDocument,
  nodeId: string,
  field: "inputs" | "parts",
  from: string,
  to: string,
  stepsOf: (node: DocumentNode) => readonly Step[],
): Renamed {
  const node = treeOf(document).byId.get(nodeId);
  const members = node?.value[field];
  if (node === undefined || !isObject(members) || !Object.hasOwn(members, from))
    return refused("no_such_name", { name: from });
  if (!NAME.test(to)) return refused("name_not_allowed", { name: to });
  const taken = [...RESERVED_NAMES, ...namesOf(node), ...namesBelow(node)];
  if (taken.includes(to)) return refused("name_taken", { name: to });
  const pointer = `${node.pointer}/${field}/${toPointerStep(from)}`;
  const steps = [
    ...stepsOf(node),
    (before: RuleDocument) => renameMember(before, { file: node.file, pointer }, to),
  ];
  return done(document, steps, from, to);
}

function namesOf({ value }: DocumentNode): readonly string[] {
  return (["inputs", "constants", "parts"] as const).flatMap((field) =>
    Object.keys(isObject(value[field]) ? value[field] : {}),
  );
}

/** A name that a node below declares would hide this one there. */
function namesBelow(node: DocumentNode): readonly string[] {
  return node.children.flatMap((child) => [...namesOf(child), ...namesBelow(child)]);
}

/** Formulas of the node and below, as far as no nearer name hides this one. */
function changeFormulas(
  node: DocumentNode,
  name: string,
  change: (logic: Logic) => Logic,
): readonly Step[] {
  const own = formulaPlaces(node).map((place) => changeFormulaAt(place, change));
  const below = node.children
    .filter((child) => !namesOf(child).includes(name))
    .flatMap((child) => changeFormulas(child, name, change));
  return [...own, ...below];
}

function renameInReferences(
  document: RuleDocument,
  node: DocumentNode,
  from: string,
  to: string,
): readonly Step[] {
  const exchange =
    (place: Place, was: string, now: string): Step =>
    (before) =>
      valueAt(before, place) === was ? setValue(before, place, now) : before;
  const conditions = node.formulas.filter(({ formula }) => /^(requires|plausible)\//.test(formula));
  return [
    ...conditions.flatMap(({ file, pointer }) =>
      ["input", "each"].map((field) =>
        exchange({ file, pointer: pointer.replace(/logic$/, field) }, from, to),
      ),
    ),
    ...inputPlaces(node).map(({ file, pointer }) =>
      exchange({ file, pointer: `${pointer}/partOf` }, from, to),
    ),
    ...treeOf(document).nodes.flatMap((other) =>
      inputPlaces(other).map(({ file, pointer }) =>
        exchange({ file, pointer: `${pointer}/sameAs` }, `${node.id}/${from}`, `${node.id}/${to}`),
      ),
    ),
  ];
}

function inputPlaces({ file, pointer, value }: DocumentNode): readonly Place[] {
  const inputs = isObject(value.inputs) ? value.inputs : {};
  return Object.keys(inputs).map((id) => ({
    file,
    pointer: `${pointer}/inputs/${toPointerStep(id)}`,
  }));
}

/** Formulas of the node and those of its other readings. */
function formulaPlaces(node: DocumentNode): readonly Place[] {
  const alternatives = alternativesOf(node).flatMap(({ file, pointer, alternative }) => {
    const parts = isObject(alternative.parts) ? Object.keys(alternative.parts) : [];
    return [
      ...(alternative.score === undefined ? [] : [{ file, pointer: `${pointer}/score` }]),
      ...parts.map((id) => ({ file, pointer: `${pointer}/parts/${toPointerStep(id)}/logic` })),
    ];
  });
  return [...node.formulas, ...alternatives];
}

function alternativesOf({
  file,
  pointer,
  value,
}: DocumentNode): readonly (Place & { readonly alternative: JsonObject })[] {
  const notes = Array.isArray(value.notes) ? (value.notes as readonly JsonValue[]) : [];
  return notes.flatMap((note, index) => {
    const alternative = isObject(note) ? note.alternative : undefined;
    if (!isObject(alternative)) return [];
    const place = `${pointer}/notes/${index}/alternative`;
    return [{ file, pointer: place, alternative: alternative as JsonObject }];
  });
}

function changeFormulaAt(place: Place, change: (logic: Logic) => Logic): Step {
  return (document) => {
    const logic = valueAt(document, place);
    return logic === undefined ? document : setValue(document, place, change(logic));
  };
}

/** `{"==": [{"var": "id"}, "L6"]}` in a formula that picks children. */
function renameIdAt(place: Place, from: string, to: string): Step {
  const renamed = (logic: Logic): Logic => {
    const operands = operandsOf(logic);
    if (operands.length === 0) return logic;
    const compares = ["==", "!=", "===", "!==", "in"].includes(operatorOf(logic) ?? "");
    return withOperands(
      logic,
      operands.map((operand) => (compares && operand === from ? to : renamed(operand))),
    );
  };
  return changeFormulaAt(place, renamed);
}

function recordInputWas(node: DocumentNode, from: string, to: string): Step {
  const declared = isObject(node.value.inputs) ? node.value.inputs[from] : undefined;
  const earlier = node.value.was?.[0]?.id ?? node.id;
  const pointer = `${node.pointer}/inputs/${toPointerStep(from)}`;
  const was = isObject(declared) ? (declared.was as JsonValue | undefined) : undefined;
  return recordWasAt({ file: node.file, pointer }, was, `${earlier}/${from}`, `${earlier}/${to}`);
}

/** What it was called is said once; called so again, it has not been renamed. */
function recordWasAt(
  place: Place,
  was: JsonValue | readonly object[] | undefined,
  from: string,
  to: string,
): Step {
  const [known, ...others] = Array.isArray(was) ? (was as readonly JsonValue[]) : [];
  const member = { file: place.file, pointer: `${place.pointer}/was` };
  return (document) => {
    if (known === undefined) {
      const held = valueAt(document, place);
      const count = isObject(held) ? Object.keys(held).length : 0;
      return insertMember(document, place, count, "was", [{ id: from, relation: "renamed" }]);
    }
    const isBack =
      others.length === 0 && isObject(known) && known.relation === "renamed" && known.id === to;
    return isBack ? removeValue(document, member) : document;
  };
}
