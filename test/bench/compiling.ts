/**
 * How long the whole set takes to compile while somebody types: before each time one weight is another, so that no rule set
 * comes twice, and formulas that the edit does not touch stay the same expressions, as the editor keeps them.
 */
import { compileRuleSet } from "../../engine/compile/compile.ts";
import { type PreparedRuleSet, prepare } from "../../engine/rule-set/prepare.ts";
import type { Node, RuleSet } from "../../engine/rule-set/rule-set.ts";
import { createRandom, realisticCity } from "../oracle/random-city.ts";
import { median, processorMs } from "./measure.ts";

export interface CompileFigure {
  readonly backEnd: "closures" | "fused";
  /** Milliseconds of the processor: the first in this process, and medians once the code is warm. */
  readonly first: number;
  readonly compile: number;
  /** With a first city validated and scored, for some of the work waits until then. */
  readonly andScore: number;
}

export const WARM = 100;
export const TIMED = 20;

export function measureCompiling(prepared: PreparedRuleSet): readonly CompileFigure[] {
  const city = realisticCity(createRandom(4));
  let current = prepared;
  return (["closures", "fused"] as const).map((backEnd) => {
    const compiling: number[] = [];
    const both: number[] = [];
    for (let time = 0; time < WARM + TIMED; time++) {
      current = edited(current, time);
      const started = processorMs();
      const rules = compileRuleSet(current, { backEnd });
      compiling.push(processorMs() - started);
      const typed = rules.type(city);
      if (!typed.ok) throw new Error("a realistic city is refused");
      rules.scores(typed.city);
      both.push(processorMs() - started);
    }
    const warm = (times: readonly number[]): number => median(times.slice(WARM));
    const [first = Number.NaN] = compiling;
    return { backEnd, first, compile: warm(compiling), andScore: warm(both) };
  });
}

/** The set with another weight at one leaf, each time at another. */
function edited(earlier: PreparedRuleSet, time: number): PreparedRuleSet {
  const leaves = [...earlier.nodes.values()].filter(
    ({ children, node }) => children.length === 0 && typeof node.weight === "number",
  );
  const chosen = leaves[time % leaves.length]?.id;
  const weight = (1 + (time % 99)) / 100;
  const visit = (node: Node): Node => {
    if (node.id === chosen) return { ...node, weight };
    return node.children ? { ...node, children: node.children.map(visit) } : node;
  };
  const ruleSet: RuleSet = { ...earlier.ruleSet, tree: visit(earlier.ruleSet.tree) };
  const result = prepare(ruleSet, earlier);
  if (!result.ok) throw new Error("another weight makes the set unreadable");
  return result.prepared;
}
