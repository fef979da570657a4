/**
 * @module An earlier node in the names of the later one: a figure that only has another name is told as renamed, and
 * what speaks of it (formulas, conditions, references) is the same.
 */
import { renameVariables } from "../logic/rename-variable.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Input, Logic, Requirement } from "../rule-set/rule-set.ts";
import { earlierInput } from "./match-nodes.ts";

type Renames = ReadonlyMap<string, string>;

export interface LaterNames {
  readonly formula: (earlier: Logic | undefined) => Logic | undefined;
  readonly conditions: (
    earlier: readonly Requirement[] | undefined,
  ) => readonly Requirement[] | undefined;
  readonly input: <Declared extends Partial<Input>>(earlier: Declared) => Declared;
}

/** @param matches id of the earlier node for each later one that continues it */
export function laterNames(
  node: PreparedNode,
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  matches: ReadonlyMap<string, string>,
): LaterNames {
  const seen = namesSeen(node, before, matches);
  const renamed = (name: string): string => seen.get(name) ?? name;
  return {
    formula: (logic) => (logic === undefined ? undefined : renameVariables(logic, seen)),
    conditions: (list) =>
      list?.map((one) => ({
        ...one,
        logic: renameVariables(one.logic, seen),
        input: renamed(one.input),
        ...(one.each === undefined ? {} : { each: renamed(one.each) }),
      })),
    input: (input) => ({
      ...input,
      ...("partOf" in input && input.partOf !== undefined ? { partOf: renamed(input.partOf) } : {}),
      ...(input.sameAs === undefined ? {} : { sameAs: referenceNow(input.sameAs) }),
    }),
  };

  /** `node/input`, as the later set calls both. */
  function referenceNow(reference: string): string {
    const [id = "", name = ""] = reference.split("/");
    const found = [...matches].find(([, earlier]) => earlier === id)?.[0];
    const owner = after.nodes.get(found ?? "");
    if (owner === undefined) return reference;
    return `${owner.id}/${renamesOf(owner, before, matches).get(name) ?? name}`;
  }
}

/** Later names of the figures that formulas of the node read: its own, and of those above what these do not hide. */
function namesSeen(
  node: PreparedNode,
  before: PreparedRuleSet,
  matches: ReadonlyMap<string, string>,
): Renames {
  const seen = new Map<string, string>();
  const hidden = new Set<string>();
  for (let owner: PreparedNode | null = node; owner !== null; owner = owner.parent) {
    for (const [from, to] of renamesOf(owner, before, matches))
      if (!hidden.has(from)) seen.set(from, to);
    const earlier = before.nodes.get(matches.get(owner.id) ?? "")?.node;
    for (const name of Object.keys(earlier?.inputs ?? {})) hidden.add(name);
  }
  return seen;
}

function renamesOf(
  node: PreparedNode,
  before: PreparedRuleSet,
  matches: ReadonlyMap<string, string>,
): Renames {
  const earlier = before.nodes.get(matches.get(node.id) ?? "");
  if (earlier === undefined) return new Map();
  const renames = new Map<string, string>();
  for (const id of Object.keys(node.node.inputs ?? {})) {
    const from = earlierInput(node, id, earlier);
    if (from !== null && from !== id) renames.set(from, id);
  }
  return renames;
}
