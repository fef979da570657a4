/** @module Nodes of a draft's files in the order of the tree, as far as the files can be read: a draft may be damaged. */
import { isObject, type JsonObject, type JsonValue } from "../../engine/json/json-value.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import type { Node } from "../../engine/rule-set/rule-set.ts";
import { ROOT_FILE, type RuleFiles } from "./rule-set-files.ts";

export interface FoundNodes {
  /** By id; nothing is promised of a node's other members. */
  readonly nodes: ReadonlyMap<string, Node>;
  /** Every file that the tree names could be read. */
  readonly isWhole: boolean;
}

export function nodesOfFiles(files: RuleFiles): FoundNodes {
  const nodes = new Map<string, Node>();
  const read = new Set<string>();
  let isWhole = true;
  const readFile = (file: string): JsonValue | undefined => {
    const parsed = parseJson(files.get(file) ?? "", { inexactNumbers: "keep" });
    isWhole &&= parsed.ok;
    return parsed.ok ? parsed.value : undefined;
  };
  const visit = (value: JsonValue | undefined): void => {
    if (!isObject(value)) return;
    const { id, file, children } = value as JsonObject;
    if (id === undefined && typeof file === "string") {
      if (!read.has(file)) visit(readFile(file));
      read.add(file);
      return;
    }
    if (typeof id === "string" && !nodes.has(id)) nodes.set(id, value as unknown as Node);
    if (Array.isArray(children)) for (const child of children) visit(child as JsonValue);
  };
  const root = readFile(ROOT_FILE);
  if (isObject(root)) visit(root.tree as JsonValue | undefined);
  return { nodes, isWhole };
}
