/** @module Edits of cases, each a pure step from one document to the next. */
import type { Case, Expectation } from "../../engine/cases/case.ts";
import type { JsonObject, JsonValue } from "../../engine/json/json-value.ts";
import { toPointer } from "../../engine/json/json-value.ts";
import {
  insertItem,
  insertItems,
  insertMember,
  moveItem,
  removeValue,
  setValue,
  setValues,
} from "../document/edit.ts";
import { type RuleDocument, valueAt, withFile } from "../document/rule-document.ts";
import { caseFileOf, casesOf, freeCaseId, type PlacedCase } from "./case-places.ts";

/** Adds a case after the others of its node; its id is made free. */
export function addCase(document: RuleDocument, one: Case): { document: RuleDocument; id: string } {
  const { document: edited, ids } = addCases(document, [one]);
  return { document: edited, id: ids[0] ?? one.id };
}

/** Adds cases, each after the others of its node; a file is read and written once, however many go into it. */
export function addCases(
  document: RuleDocument,
  cases: readonly Case[],
): { readonly document: RuleDocument; readonly ids: readonly string[] } {
  const taken = new Set(casesOf(document).map(({ case: { id } }) => id));
  const byFile = new Map<string, { readonly index: number; readonly added: JsonObject }[]>();
  const ids = cases.map(({ file: _, ...one }) => {
    const id = freeCaseId(taken, one.id);
    taken.add(id);
    const file = caseFileOf(document, one.node ?? null);
    const added = { ...one, id } as unknown as JsonObject;
    const index = indexAfter(document, file, one.node);
    byFile.set(file, [...(byFile.get(file) ?? []), { index, added }]);
    return id;
  });
  let edited = document;
  for (const [file, all] of byFile) {
    const place = { file, pointer: "/cases" };
    edited = document.files.has(file)
      ? insertItems(
          edited,
          place,
          all.map(({ index, added }) => [index, added] as const),
        )
      : withFile(edited, file, newFile(all.map(({ added }) => added)));
  }
  return { document: edited, ids };
}

/** Behind the last case of the node in the file; at the file's end where it has none. */
function indexAfter(document: RuleDocument, file: string, node: string | undefined): number {
  const last = casesOf(document)
    .filter((placed) => placed.file === file && placed.case.node === node)
    .at(-1);
  if (last !== undefined) return last.index + 1;
  const list = valueAt(document, { file, pointer: "/cases" });
  return Array.isArray(list) ? list.length : 0;
}

function newFile(cases: readonly JsonObject[]): string {
  const head = { $schema: "../../schema/cases.schema.json", cases };
  return `${JSON.stringify(head, null, 2)}\n`;
}

/** A copy right behind the case. */
export function duplicateCase(
  document: RuleDocument,
  { file, index, case: one }: PlacedCase,
): { document: RuleDocument; id: string } {
  const taken = new Set(casesOf(document).map((placed) => placed.case.id));
  const id = freeCaseId(taken, one.id.replace(/-\d+$/, ""));
  const copy = { ...one, id } as unknown as JsonObject;
  return { document: insertItem(document, { file, pointer: "/cases" }, index + 1, copy), id };
}

export function removeCases(document: RuleDocument, ids: ReadonlySet<string>): RuleDocument {
  let edited = document;
  // From the end, so that the places before stay where they are.
  for (const { file, pointer } of gone(document, ids))
    edited = removeValue(edited, { file, pointer });
  return edited;
}

function gone(document: RuleDocument, ids: ReadonlySet<string>): readonly PlacedCase[] {
  return casesOf(document)
    .filter(({ case: { id } }) => ids.has(id))
    .reverse();
}

/** Moves a case by `by` places among those of its file. */
export function moveCase(
  document: RuleDocument,
  { file, index }: PlacedCase,
  by: number,
): RuleDocument {
  const list = valueAt(document, { file, pointer: "/cases" });
  const last = Array.isArray(list) ? list.length - 1 : 0;
  const to = Math.min(last, Math.max(0, index + by));
  return moveItem(document, { file, pointer: "/cases" }, index, to);
}

/** One figure; `undefined` takes it out, since a figure that is not given is something else than an empty one. */
export function setFigure(
  document: RuleDocument,
  placed: PlacedCase,
  steps: readonly string[],
  figure: JsonValue | undefined,
): RuleDocument {
  const place = { file: placed.file, pointer: placed.pointer + toPointer(["inputs", ...steps]) };
  if (figure === undefined) {
    return valueAt(document, place) === undefined ? document : removeValue(document, place);
  }
  const [node, input] = steps;
  if (input === undefined || node === undefined || placed.case.inputs[node] !== undefined) {
    return setValue(document, place, figure);
  }
  const holder = { file: placed.file, pointer: `${placed.pointer}${toPointer(["inputs", node])}` };
  return setValue(document, holder, { [input]: figure });
}

/** A member of the case itself; `undefined` takes it out. */
export function setMember(
  document: RuleDocument,
  { file, pointer, case: one }: PlacedCase,
  member: Exclude<keyof Case, "inputs" | "file">,
  value: JsonValue | undefined,
): RuleDocument {
  const place = { file, pointer: `${pointer}/${member}` };
  if (value !== undefined) return setValue(document, place, value);
  return one[member] === undefined ? document : removeValue(document, place);
}

/** What is expected of the score as the cell was typed; parts that no longer fit are for the reader to see. */
export function expectScore(
  document: RuleDocument,
  placed: PlacedCase,
  score: string | null | undefined,
): RuleDocument {
  const { issues: _, score: _score, ...others } = placed.case.expect;
  const expect = score === undefined ? others : { score, ...others };
  return worked(setMember(document, placed, "expect", expect as JsonObject), placed, "hand");
}

/** Takes the engine's answers over and says so, by whom. */
export function acceptActual(
  document: RuleDocument,
  answers: ReadonlyMap<string, Expectation>,
  by: string | undefined,
): RuleDocument {
  // A file is read once for all of its cases: there may be hundreds.
  const values = new Map<string, Map<string, JsonValue>>();
  let edited = document;
  for (const placed of casesOf(document)) {
    const actual = answers.get(placed.case.id);
    if (actual === undefined) continue;
    const { file, pointer, case: one } = placed;
    const ofFile = values.get(file) ?? new Map<string, JsonValue>();
    values.set(file, ofFile);
    ofFile.set(`${pointer}/expect`, expectationOf(one, actual));
    ofFile.set(`${pointer}/worked`, "accepted");
    if (by !== undefined) ofFile.set(`${pointer}/by`, by);
    else if (one.by !== undefined) edited = setMember(edited, placed, "by", undefined);
  }
  for (const [file, ofFile] of values) edited = setValues(edited, file, ofFile);
  return edited;
}

/** The engine's answer in the case's own terms: parts only where the case named parts, or nothing yet. */
function expectationOf({ expect }: Case, actual: Expectation): JsonObject {
  const { parts, ...rest } = actual;
  if (parts === undefined || actual.issues !== undefined) return actual as unknown as JsonObject;
  if (expect.parts === undefined) return rest as unknown as JsonObject;
  const named = Object.entries(parts).filter(([part]) => part in (expect.parts ?? {}));
  return { ...rest, parts: Object.fromEntries(named) } as unknown as JsonObject;
}

/** Worked out by a person, and how. */
export function markWorked(
  document: RuleDocument,
  placed: PlacedCase,
  basis: string,
  by: string | undefined,
): RuleDocument {
  return worked(setMember(document, placed, "basis", basis), placed, "hand", by);
}

function worked(
  document: RuleDocument,
  placed: PlacedCase,
  how: Case["worked"],
  by?: string,
): RuleDocument {
  const edited = setMember(document, placed, "worked", how);
  const { file, pointer, case: one } = placed;
  if (by === undefined)
    return one.by === undefined ? edited : setMember(edited, placed, "by", undefined);
  if (one.by !== undefined) return setMember(edited, placed, "by", by);
  return insertMember(edited, { file, pointer }, Object.keys(one).length, "by", by);
}

/** Figures and answer of a case taken out of a row of a pasted table. */
export interface CaseUpdate {
  readonly id: string;
  readonly changes: Partial<Pick<Case, "name" | "inputs" | "expect" | "basis">>;
}

/** Many cases at once, those that exist changed and the others added; one step. */
export function putCases(
  document: RuleDocument,
  updates: readonly CaseUpdate[],
  added: readonly Case[],
): RuleDocument {
  let edited = document;
  const byId = new Map(casesOf(document).map((placed) => [placed.case.id, placed]));
  for (const { id, changes } of updates) {
    const placed = byId.get(id);
    if (placed === undefined) continue;
    for (const [member, value] of Object.entries(changes)) {
      const place = { file: placed.file, pointer: `${placed.pointer}/${member}` };
      edited = setValue(edited, place, value as JsonValue);
    }
    if (changes.expect !== undefined) edited = worked(edited, placed, "hand");
  }
  return addCases(edited, added).document;
}
