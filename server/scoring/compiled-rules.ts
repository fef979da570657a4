/** @module Rule sets compiled for this process, each once: the first time that it is scored with. */
import { type CompiledRuleSet, compileRuleSet } from "../../engine/compile/compile.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";

const compiled = new WeakMap<PreparedRuleSet, CompiledRuleSet>();

export function compiledRules(prepared: PreparedRuleSet): CompiledRuleSet {
  const known = compiled.get(prepared);
  if (known !== undefined) return known;
  const made = compileRuleSet(prepared, { backEnd: "fused" });
  compiled.set(prepared, made);
  return made;
}
