/** @module The cases as they lie in the files: each with its place, and the file where a node's cases belong. */
import type { Case } from "../../engine/cases/case.ts";
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { ROOT_FILE, treeOf } from "../document/nodes.ts";
import { type Place, type RuleDocument, readFile } from "../document/rule-document.ts";

export interface PlacedCase extends Place {
  /** What the file says; a draft may be damaged, so only what {@link isCase} asks is promised. */
  readonly case: Case;
  /** Position in the file's list. */
  readonly index: number;
}

const lists = new WeakMap<RuleDocument, readonly PlacedCase[]>();
const filesRead = new WeakMap<object, readonly PlacedCase[]>();

/** Every case, in the order of the files. Those of a file that did not change are the same objects. */
export function casesOf(document: RuleDocument): readonly PlacedCase[] {
  const known = lists.get(document);
  if (known !== undefined) return known;
  const cases = [...document.files.keys()].flatMap((file) => casesIn(document, file));
  lists.set(document, cases);
  return cases;
}

function casesIn(document: RuleDocument, file: string): readonly PlacedCase[] {
  if (!isCaseFile(file)) return [];
  const reading = readFile(document, file);
  const list = reading?.ok && isObject(reading.value) ? reading.value.cases : undefined;
  if (!Array.isArray(list)) return [];
  const known = filesRead.get(list);
  if (known?.every((one) => one.file === file)) return known;
  const cases = (list as readonly JsonValue[]).flatMap((one, index) =>
    isCase(one) ? [{ file, pointer: `/cases/${index}`, case: one, index }] : [],
  );
  filesRead.set(list, cases);
  return cases;
}

function isCase(value: JsonValue): value is JsonValue & Case {
  return (
    isObject(value) &&
    typeof value.id === "string" &&
    isObject(value.inputs) &&
    isObject(value.expect) &&
    isObject(value.name)
  );
}

export function isCaseFile(file: string): boolean {
  return file.startsWith("cases/");
}

/** Cases of one node; those of the whole city for `null`. */
export function casesOfNode(document: RuleDocument, node: string | null): readonly PlacedCase[] {
  return casesOf(document).filter((one) => (one.case.node ?? null) === node);
}

const WHOLE_CITY_FILE = "cases/whole-city.json";

/** Where a new case of the node belongs: beside its others, else in the file named like the node's own. */
export function caseFileOf(document: RuleDocument, node: string | null): string {
  const beside = casesOfNode(document, node).at(-1);
  if (beside !== undefined) return beside.file;
  const file = node === null ? undefined : treeOf(document).byId.get(node)?.file;
  return file === undefined || file === ROOT_FILE ? WHOLE_CITY_FILE : `cases/${file}`;
}

/** An id that is not taken yet: the wish itself, else with a number. */
export function freeCaseId(taken: ReadonlySet<string>, wish: string): string {
  const start = wish
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 110);
  const base = start === "" ? "case" : start;
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}
