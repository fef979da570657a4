/**
 * @module Back end of generated source: all formulas of a rule set fused into one function over slots, common parts
 * computed once. For servers, batches and workers; a page under a strict content policy takes `closures.ts`.
 */
import type { Condition } from "./ir.ts";
import type { TypedCity } from "./machine.ts";
import type { CompiledNumber } from "./program.ts";
import { roundDouble, roundFraction } from "./round-number.ts";
import { blockOf, Source } from "./source.ts";
import { usesIn, usesInNumber } from "./uses.ts";

/** What a fused function computes at one place of its result; `null`: by the exact way, always. */
export interface Target {
  readonly place: number;
  readonly number: CompiledNumber | null;
}

/**
 * Fills `result`; scores of children are read from `scores`, which may be the same array. Where doubles cannot decide a
 * target it stops, and answers which; otherwise how many there are. A call in its place would be so rare that V8 has no
 * feedback of it, and each first one would throw away the machine code of the whole function.
 *
 * @param exactly units of a target that has no compiled form
 */
export type Fused = (
  city: TypedCity,
  parameters: Float64Array,
  scores: Float64Array,
  result: Float64Array,
  exactly: (target: number) => number,
) => number;

/**
 * @param targets in the order in which they are computed
 * @param ofScores the targets are the scores themselves, children before parents, and `result` is `scores`
 */
export function fuse(targets: readonly Target[], ofScores: boolean): Fused {
  const source = new Source("f, p, s");
  const lines = targets.flatMap((target, index) => targetLines(source, target, index, ofScores));
  const body = [...lines, `return ${targets.length};`];
  return made("city, p, s, r, exactly", body, source.beside) as Fused;
}

/** A condition between figures, asked of the city as a whole or of each row of a table. */
export interface Check {
  readonly condition: Condition;
  readonly each: { readonly table: number; readonly width: number } | null;
}

/** Tells which conditions fail; where a double cannot decide, `doubt` is told instead. */
export type FusedChecks = (
  city: TypedCity,
  fails: (check: number, row: number) => void,
  doubts: (check: number) => void,
) => void;

export function fuseChecks(checks: readonly Check[]): FusedChecks {
  const source = new Source("f");
  const lines = checks.flatMap((check, index) => checkLines(source, check, index));
  return made("city, fails, doubts", lines, source.beside) as FusedChecks;
}

function targetLines(
  source: Source,
  { place, number }: Target,
  index: number,
  ofScores: boolean,
): readonly string[] {
  if (number === null) return [`r[${place}] = exactly(${index});`];
  const { rounded, rounding, trusted } = number;
  const block = blockOf(usesIn(rounded));
  source.onDoubt = `return ${index};`;
  const held = trusted.map(({ slot, low, high }) => {
    const units = source.slot("scores", slot);
    return `if (!(${units} >= ${low} && ${units} <= ${high})) ${source.onDoubt}`;
  });
  const units = source.units(rounded, rounding.mode, block);
  const name = `u${place}`;
  if (ofScores) source.computed.add(place);
  return [...held, ...block.lines, `const ${name} = ${units};`, `r[${place}] = ${name};`];
}

function checkLines(source: Source, { condition, each }: Check, index: number): readonly string[] {
  source.onDoubt = "doubt = true;";
  source.doubts = false;
  const { lines, ...block } = blockOf(usesInNumber(condition));
  const holds = source.condition(condition, { lines, ...block });
  const told = `if (!${holds}) fails(${index}, ${each === null ? -1 : "row"});`;
  const asked = source.doubts
    ? ["doubt = false;", ...lines, `if (doubt) doubts(${index}); else ${told}`]
    : [...lines, told];
  if (each === null) return ["{", ...asked, "}"];
  const loop = `for (let row = 0; row < rows.length; row += ${each.width}) {`;
  return [`{ const rows = t[${each.table}]; ${loop}`, ...asked, "} }"];
}

function made(parameters: string, lines: readonly string[], beside: readonly string[]): unknown {
  const source = [
    '"use strict";',
    ...beside,
    `return function (${parameters}) {`,
    "const f = city.figures, t = city.tables;",
    "let doubt = false;",
    ...lines,
    "};",
  ].join("\n");
  const make = new Function("roundFraction", "roundDouble", source) as (
    ...helpers: readonly unknown[]
  ) => unknown;
  return make(roundFraction, roundDouble);
}
