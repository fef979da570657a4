/**
 * @module The later set as the table of a notice, with what is new against the earlier one marked, as notices underline
 * it: a column for each level with its weights, then meaning, method, data and their source.
 */
import { shiftDecimal } from "../number/percent.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import type { SourceText, Text } from "../rule-set/rule-set.ts";
import { compareTexts } from "./compare-texts.ts";
import type { ComparedNode } from "./compared-nodes.ts";

/** Texts are the notice's own, Chinese. */
export interface MarkedText {
  readonly text: string;
  /** What is new: [from, to) in UTF-16 units. */
  readonly added: readonly (readonly [number, number])[];
}

export interface NoticeGroup extends MarkedText {
  readonly id: string;
  /** How many rows it stands beside, on its first row; 0 on the others. */
  readonly rows: number;
}

export interface NoticeRow {
  readonly id: string;
  /** The item is gone: its texts are the earlier ones. */
  readonly isGone: boolean;
  /** From the first level below the root; `null` where the item stands higher than others. */
  readonly groups: readonly (NoticeGroup | null)[];
  /** Of the group right above; it stands beside as many rows. */
  readonly purpose: MarkedText;
  readonly method: MarkedText;
  readonly data: MarkedText;
  readonly source: MarkedText;
}

export interface NoticeTable {
  /** Names of the levels that have a column. */
  readonly levels: readonly Text[];
  /** Name of the items' own level. */
  readonly itemLevel: Text;
  readonly rows: readonly NoticeRow[];
}

/** @param nodes as `comparedNodes` tells them */
export function noticeTable(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  nodes: readonly ComparedNode[],
): NoticeTable {
  const pairs = new Map(
    nodes.flatMap(({ after: now, before: old }) => (now === null ? [] : [[now, old]])),
  );
  const leaves = nodes.filter(({ isLeaf, depth }) => isLeaf && depth > 0);
  const depth = Math.max(1, ...leaves.map((leaf) => leaf.depth - 1));
  const earlierOf = (node: PreparedNode): PreparedNode | undefined =>
    before.nodes.get(pairs.get(node.id) ?? "");
  const rows = leaves.map((leaf) => {
    const isGone = leaf.after === null;
    const node = (isGone ? before : after).nodes.get(leaf.id) as PreparedNode;
    const old = isGone ? node : earlierOf(node);
    const path = pathOf(node).slice(0, -1);
    const groups = Array.from({ length: depth }, (_, index) => {
      const group = path[index];
      if (group === undefined) return null;
      // A group above what is gone may still be there.
      const kept = isGone ? (after.nodes.get(laterId(group.id, pairs)) ?? group) : group;
      const earlier = kept === group && isGone ? group : earlierOf(kept);
      return {
        id: kept.id,
        rows: 1,
        ...marked(titleOf(earlier), titleOf(kept)),
        purpose: marked(textOf(earlier, "purpose"), textOf(kept, "purpose")),
      };
    });
    const method = marked(methodOf(old), methodOf(node));
    return {
      id: leaf.id,
      isGone,
      groups,
      purpose: groups.findLast((group) => group !== null)?.purpose ?? EMPTY,
      method,
      data: marked(textOf(old, "data"), textOf(node, "data")),
      source: marked(textOf(old, "departments"), textOf(node, "departments")),
    };
  });
  return {
    levels: after.ruleSet.levels.slice(1, depth + 1).map(({ name }) => name),
    itemLevel: after.ruleSet.levels[depth + 1]?.name ?? { zh: "", en: "" },
    rows: joinGroups(rows),
  };
}

const EMPTY: MarkedText = { text: "", added: [] };

type Parts = Omit<NoticeRow, "groups"> & { readonly groups: readonly (NoticeGroup | null)[] };

/** Groups of neighbouring rows become one cell. */
function joinGroups(rows: readonly Parts[]): readonly NoticeRow[] {
  const same = (a: number, b: number, column: number): boolean =>
    [...Array(column + 1).keys()].every(
      (index) => rows[a]?.groups[index]?.id === rows[b]?.groups[index]?.id,
    );
  return rows.map((row, index) => ({
    ...row,
    groups: row.groups.map((group, column) => {
      if (group === null) return null;
      if (index > 0 && same(index - 1, index, column)) return { ...group, rows: 0 };
      let count = 1;
      while (index + count < rows.length && same(index, index + count, column)) count++;
      return { ...group, rows: count };
    }),
  }));
}

function laterId(earlier: string, pairs: ReadonlyMap<string, string | null>): string {
  for (const [now, old] of pairs) if (old === earlier) return now;
  return "";
}

function pathOf(node: PreparedNode): readonly PreparedNode[] {
  return node.parent === null ? [] : [...pathOf(node.parent), node];
}

function marked(before: string, after: string): MarkedText {
  if (before === after) return { text: after, added: [] };
  if (before === "") return { text: after, added: after === "" ? [] : [[0, after.length]] };
  return { text: after, added: compareTexts(before, after).added };
}

function textOf(
  node: PreparedNode | undefined,
  field: "purpose" | "method" | "data" | "departments",
): string {
  const text: SourceText | undefined = node?.node.source?.[field];
  return text?.text ?? "";
}

/** `惠民服务 L1 (26%)` */
function titleOf(node: PreparedNode | undefined): string {
  if (node === undefined) return "";
  const weight = weightText(node);
  return `${node.node.name.zh} ${node.id}${weight === "" ? "" : ` (${weight})`}`;
}

/** The method as the notice words it; where it is silent, what the item is called. A weight is in the words. */
function methodOf(node: PreparedNode | undefined): string {
  if (node === undefined) return "";
  const text = textOf(node, "method");
  return text === "" ? titleOf(node) : text;
}

function weightText({ node: { weight } }: PreparedNode): string {
  if (typeof weight !== "number" && typeof weight !== "string") return "";
  return Number.isFinite(Number(weight)) ? `${shiftDecimal(String(weight), 2)}%` : String(weight);
}
