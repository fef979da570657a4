/** @module The tree of nodes as it lies in the files: each with its place and with the places of its formulas. */
import {
  isObject,
  type JsonObject,
  type JsonValue,
  toPointer,
} from "../../engine/json/json-value.ts";
import type { JsonProblem } from "../../engine/json/parse-json.ts";
import type { Level, Node, Text } from "../../engine/rule-set/rule-set.ts";
import { type FormulaPlace, type Place, type RuleDocument, readFile } from "./rule-document.ts";

export const ROOT_FILE = "rule-set.json";

export interface DocumentNode extends Place {
  readonly id: string;
  readonly name: Text;
  /** As it stands in the file: a share, or constant logic. */
  readonly weight: JsonValue | undefined;
  /** 0 for the root. */
  readonly depth: number;
  /** Id of the level that scores and rounds it; "" where the set has none at this depth. */
  readonly level: string;
  readonly parent: DocumentNode | null;
  readonly children: readonly DocumentNode[];
  /** In the order in which they are computed: parts, score, outputs, then the conditions between figures. */
  readonly formulas: readonly FormulaPlace[];
  /** What the file says of it. A draft may be damaged: nothing is promised of its members. */
  readonly value: Partial<Node>;
}

/** A file that cannot be read as JSON, or that a node asks for and that is not there. */
export interface FileProblem {
  readonly file: string;
  readonly problem: JsonProblem | "missing_file" | "file_used_twice";
}

export interface DocumentTree {
  readonly root: DocumentNode | null;
  /** Parents before children, in the order of the tree. */
  readonly nodes: readonly DocumentNode[];
  /** By id; the first where an id stands twice. */
  readonly byId: ReadonlyMap<string, DocumentNode>;
  readonly levels: readonly Level[];
  /** Formulas of levels: they score the nodes that have none of their own. */
  readonly levelFormulas: readonly FormulaPlace[];
  readonly problems: readonly FileProblem[];
}

const trees = new WeakMap<RuleDocument, DocumentTree>();
/** Each place there ever was: what is drawn for one stays as it is while it is the very same object. */
const places = new Map<string, FormulaPlace>();

export function treeOf(document: RuleDocument): DocumentTree {
  const read = trees.get(document);
  if (read !== undefined) return read;
  const tree = readTree(document);
  trees.set(document, tree);
  return tree;
}

function samePlace(place: FormulaPlace): FormulaPlace {
  const { file, pointer, node, formula } = place;
  const key = `${file}#${pointer} ${node} ${formula}`;
  const known = places.get(key) ?? place;
  places.set(key, known);
  return known;
}

function readTree(document: RuleDocument): DocumentTree {
  const nodes: DocumentNode[] = [];
  const problems: FileProblem[] = [];
  const used = new Set<string>();

  const read = (file: string): JsonValue | undefined => {
    const reading = readFile(document, file);
    if (reading === undefined || used.has(file)) {
      problems.push({ file, problem: reading === undefined ? "missing_file" : "file_used_twice" });
      return undefined;
    }
    used.add(file);
    if (reading.ok) return reading.value;
    problems.push({ file, problem: reading.problem });
    return undefined;
  };

  const head = read(ROOT_FILE);
  const levels = (isObject(head) && Array.isArray(head.levels) ? head.levels : []).filter(
    isObject,
  ) as unknown as readonly Level[];

  const visit = (
    value: JsonValue | undefined,
    place: Place,
    parent: DocumentNode | null,
  ): DocumentNode | null => {
    if (!isObject(value)) return null;
    const object = value as JsonObject;
    if (typeof object.file === "string" && object.id === undefined) {
      return visit(read(object.file), { file: object.file, pointer: "" }, parent);
    }
    const depth = parent === null ? 0 : parent.depth + 1;
    const id = typeof object.id === "string" ? object.id : "";
    const children: DocumentNode[] = [];
    const node: DocumentNode = {
      ...place,
      id,
      name: readName(object.name, id),
      weight: object.weight,
      depth,
      level: typeof object.level === "string" ? object.level : (levels[depth]?.id ?? ""),
      parent,
      children,
      formulas: formulasOf(object, place, id),
      value: object as Partial<Node>,
    };
    nodes.push(node);
    const below = Array.isArray(object.children) ? (object.children as readonly JsonValue[]) : [];
    for (const [index, child] of below.entries()) {
      const pointer = `${place.pointer}/children/${index}`;
      const found = visit(child, { file: place.file, pointer }, node);
      if (found !== null) children.push(found);
    }
    return node;
  };

  const root = isObject(head)
    ? visit(head.tree as JsonValue | undefined, { file: ROOT_FILE, pointer: "/tree" }, null)
    : null;
  const byId = new Map<string, DocumentNode>();
  for (const node of nodes) if (!byId.has(node.id)) byId.set(node.id, node);
  return { root, nodes, byId, levels, levelFormulas: formulasOfLevels(levels), problems };
}

function readName(name: JsonValue | undefined, id: string): Text {
  const { zh, en } = isObject(name) ? name : {};
  return { zh: typeof zh === "string" ? zh : id, en: typeof en === "string" ? en : id };
}

function formulasOf(node: JsonObject, { file, pointer }: Place, id: string): FormulaPlace[] {
  const formulas: FormulaPlace[] = [];
  const add = (formula: string, ...steps: readonly (string | number)[]): void => {
    formulas.push(samePlace({ file, pointer: pointer + toPointer(steps), node: id, formula }));
  };
  const named = (field: "parts" | "outputs"): void => {
    const members = node[field];
    if (!isObject(members)) return;
    for (const [name, member] of Object.entries(members)) {
      if (isObject(member) && "logic" in member) add(`${field}/${name}`, field, name, "logic");
    }
  };
  const conditions = (field: "requires" | "plausible"): void => {
    const list = node[field];
    if (!Array.isArray(list)) return;
    for (const index of list.keys()) add(`${field}/${index}`, field, index, "logic");
  };
  named("parts");
  if (node.score !== undefined) add("score", "score");
  named("outputs");
  conditions("requires");
  conditions("plausible");
  return formulas;
}

function formulasOfLevels(levels: readonly Level[]): FormulaPlace[] {
  const formulas: FormulaPlace[] = [];
  for (const [index, level] of levels.entries()) {
    for (const field of ["score", "fullMarks"] as const) {
      if (level[field] === undefined) continue;
      const pointer = `/levels/${index}/${field}`;
      formulas.push(samePlace({ file: ROOT_FILE, pointer, node: "", formula: pointer.slice(1) }));
    }
  }
  return formulas;
}
