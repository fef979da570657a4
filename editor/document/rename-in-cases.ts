/** @module Cases that follow when an input, a part or a node gets another name; each keeps its bytes otherwise. */
import {
  isObject,
  type JsonObject,
  type JsonValue,
  toPointerStep,
} from "../../engine/json/json-value.ts";
import { setValues } from "./edit.ts";
import { type RuleDocument, readFile } from "./rule-document.ts";

/** One change of a document; a rename is a row of them. */
export type Step = (document: RuleDocument) => RuleDocument;

/** What a rename of one case comes to in all of them. */
export function renameInCases(
  document: RuleDocument,
  rename: (one: JsonObject) => JsonObject,
): readonly Step[] {
  const steps: Step[] = [];
  for (const file of document.files.keys()) {
    if (!file.startsWith("cases/")) continue;
    const reading = readFile(document, file);
    const list = reading?.ok && isObject(reading.value) ? reading.value.cases : undefined;
    if (!Array.isArray(list)) continue;
    const values = new Map<string, JsonValue>();
    for (const [index, one] of (list as readonly JsonValue[]).entries()) {
      if (!isObject(one)) continue;
      const before = one as JsonObject;
      const after = rename(before);
      if (JSON.stringify(after) === JSON.stringify(before)) continue;
      for (const field of ["node", "inputs", "expect"]) {
        const value = after[field];
        if (value === undefined || value === before[field]) continue;
        values.set(`/cases/${index}/${field}`, value);
      }
    }
    if (values.size > 0) steps.push((changing) => setValues(changing, file, values));
  }
  return steps;
}

export function renameInputInCase(
  one: JsonObject,
  node: string,
  from: string,
  to: string,
): JsonObject {
  const inputs =
    one.node === node
      ? renamed(one.inputs, from, to)
      : one.node === undefined
        ? renamedIn(one.inputs, node, from, to)
        : one.inputs;
  const expect = changedIssues(one.expect, (issue) => {
    if (issue.item !== node || issue.input !== from) return issue;
    const path = typeof issue.path === "string" ? issue.path : "";
    const below = `/${toPointerStep(node)}/`;
    const moved = path.startsWith(`${below}${toPointerStep(from)}`)
      ? below + toPointerStep(to) + path.slice(below.length + toPointerStep(from).length)
      : path;
    return { ...issue, input: to, ...(issue.path === undefined ? {} : { path: moved }) };
  });
  return withFields(one, { inputs, expect });
}

export function renamePartInCase(
  one: JsonObject,
  node: string,
  from: string,
  to: string,
): JsonObject {
  if (one.node !== node) return one;
  return withFields(one, { expect: renamedIn(one.expect, "parts", from, to) });
}

export function renameNodeInCase(one: JsonObject, from: string, to: string): JsonObject {
  const node = one.node === from ? to : one.node;
  const inputs = one.node === undefined ? renamed(one.inputs, from, to) : one.inputs;
  let expect: JsonValue | undefined = changedIssues(one.expect, (issue) => {
    if (issue.item !== from) return issue;
    const path = typeof issue.path === "string" ? issue.path : "";
    const start = `/${toPointerStep(from)}`;
    const moved =
      path === start || path.startsWith(`${start}/`)
        ? `/${toPointerStep(to)}${path.slice(start.length)}`
        : path;
    return { ...issue, item: to, ...(issue.path === undefined ? {} : { path: moved }) };
  });
  for (const field of ["scores", "ranges", "outputs"]) expect = renamedIn(expect, field, from, to);
  return withFields(one, { node, inputs, expect });
}

/**
 * The code of an option: of a choice, of those chosen from a list, of a count, or of a field of rows.
 *
 * @param field of rows; `null` where the input itself has the options
 */
export function renameOptionInCase(
  one: JsonObject,
  {
    node,
    input,
    field,
  }: { readonly node: string; readonly input: string; readonly field: string | null },
  from: string,
  to: string,
): JsonObject {
  const inFigure = (figure: JsonValue): JsonValue => {
    if (Array.isArray(figure)) return (figure as readonly JsonValue[]).map(inFigure);
    if (field !== null)
      return isObject(figure) && (figure as JsonObject)[field] === from
        ? { ...(figure as JsonObject), [field]: to }
        : figure;
    return figure === from ? to : (renamed(figure, from, to) as JsonValue);
  };
  const inInputs = (inputs: JsonValue | undefined): JsonValue | undefined =>
    changedMember(inputs, input, inFigure);
  const inputs =
    one.node === node
      ? inInputs(one.inputs)
      : one.node === undefined
        ? changedMember(one.inputs, node, (below) => inInputs(below) as JsonValue)
        : one.inputs;
  const counted = `/${[node, input, from].map(toPointerStep).join("/")}`;
  const expect = changedIssues(one.expect, (issue) =>
    issue.path === counted
      ? { ...issue, path: `/${[node, input, to].map(toPointerStep).join("/")}` }
      : issue,
  );
  return withFields(one, { inputs, expect });
}

function changedMember(
  value: JsonValue | undefined,
  name: string,
  change: (member: JsonValue) => JsonValue,
): JsonValue | undefined {
  if (!isObject(value) || !Object.hasOwn(value, name)) return value as JsonValue | undefined;
  const object = value as JsonObject;
  return withFields(object, { [name]: change(object[name] as JsonValue) });
}

function changedIssues(
  expect: JsonValue | undefined,
  change: (issue: JsonObject) => JsonObject,
): JsonValue | undefined {
  if (!isObject(expect)) return expect as JsonValue | undefined;
  let result = expect as JsonObject;
  for (const field of ["issues", "warnings"]) {
    const list = result[field];
    if (!Array.isArray(list)) continue;
    const changedList = (list as readonly JsonValue[]).map((issue) =>
      isObject(issue) ? change(issue as JsonObject) : issue,
    );
    result = { ...result, [field]: changedList };
  }
  return result;
}

function withFields(
  one: JsonObject,
  fields: { readonly [field: string]: JsonValue | undefined },
): JsonObject {
  return Object.fromEntries(
    Object.entries(one).map(([key, value]) => [
      key,
      key in fields ? (fields[key] ?? value) : value,
    ]),
  );
}

function renamedIn(
  value: JsonValue | undefined,
  field: string,
  from: string,
  to: string,
): JsonValue | undefined {
  if (!isObject(value) || !Object.hasOwn(value, field)) return value as JsonValue | undefined;
  const object = value as JsonObject;
  return withFields(object, { [field]: renamed(object[field], from, to) });
}

/** The object with one key renamed at its position. */
function renamed(value: JsonValue | undefined, from: string, to: string): JsonValue | undefined {
  if (!isObject(value) || !Object.hasOwn(value, from)) return value as JsonValue | undefined;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, member]) => [key === from ? to : key, member]),
  );
}
