/** @module What a revision does to the cases that stand beside the earlier rules: whose score moves, and by what. */
import type { Case } from "../cases/case.ts";
import { CaseRunner } from "../cases/case-runner.ts";
import { isObject, type JsonObject } from "../json/json-value.ts";
import { toFixedText } from "../number/decimal-text.ts";
import { compare, type Rational, subtract } from "../number/rational.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Text } from "../rule-set/rule-set.ts";
import { carryFigures } from "./carry-figures.ts";
import { type Figures, type Mixtures, mixturesOf } from "./mixtures.ts";
import { type CausePart, type ScoreWith, splitByCause } from "./split-by-cause.ts";

export interface CaseEffect {
  /** Id of the case. */
  readonly id: string;
  readonly name: Text;
  /** Node that is scored, by its id in the later set; the root's where the case is a whole city. */
  readonly node: string;
  /** Decimal text; `null` where the rules give no score or refuse the figures. */
  readonly before: string | null;
  readonly after: string | null;
  /** Difference, where there are both. */
  readonly change: string | null;
  /** Adds up to the difference; empty where there is none. */
  readonly byCause: readonly CausePart[];
}

/**
 * Cases whose score moves, as they are found; `null` for every case that was looked at, so that one can pause or tell
 * how far it is. Cases of nodes that are gone are left out: there is nothing to compare.
 *
 * @param cases those of the earlier set
 */
export function* caseEffects(
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  cases: readonly Case[],
): Generator<CaseEffect | null> {
  const mixtures = mixturesOf(before, after);
  for (const one of cases) {
    const id = one.node ?? before.root.id;
    const later = mixtures.laterOf(id);
    const [old, now] = [before.nodes.get(id), after.nodes.get(later ?? "")];
    if (old === undefined || now === undefined) {
      yield null;
      continue;
    }
    const given = one.node === undefined ? one.inputs : { [one.node]: one.inputs };
    const carried = withUnknown(given, carryFigures(before, after, given).inputs, mixtures);
    const scoreIn = (prepared: PreparedRuleSet, node: string, figures: object): Rational | null => {
      const inputs = (
        one.node === undefined
          ? figures
          : ((figures as { readonly [id: string]: object })[node] ?? {})
      ) as JsonObject;
      const { node: _, ...rest } = one;
      const run = new CaseRunner().run(prepared, {
        ...rest,
        inputs,
        ...(one.node === undefined ? {} : { node }),
      });
      return run.scores.get(node)?.score ?? null;
    };
    const [from, to] = [scoreIn(before, old.id, given), scoreIn(after, now.id, carried)];
    if (from === null ? to === null : to !== null && compare(from, to) === 0) {
      yield null;
      continue;
    }
    const places = Math.max(old.rounding.places, now.rounding.places);
    const scoreWith: ScoreWith = (applied) => {
      const prepared = mixtures.of(applied);
      if (prepared === null) return null;
      if (prepared === before) return from;
      if (prepared === after) return to;
      const node = applied.has("structure") ? now.id : old.id;
      return scoreIn(prepared, node, mixtures.figuresFor(prepared.ruleSet, given, carried));
    };
    yield {
      id: one.id,
      name: one.name,
      node: now.id,
      before: from && toFixedText(from, places),
      after: to && toFixedText(to, places),
      change: from && to && toFixedText(subtract(to, from), places),
      byCause: from && to ? splitByCause(scoreWith, places) : [],
    };
    yield null;
  }
}

/** Figures that no rules ask for stay, so that a case that shows their refusal shows it still. */
function withUnknown(given: JsonObject, carried: Figures, mixtures: Mixtures): Figures {
  const figures: { [node: string]: { [input: string]: unknown } } = { ...carried };
  for (const [id, own] of Object.entries(given)) {
    const declared = mixtures.before.nodes.get(id);
    const later = declared === undefined ? id : mixtures.laterOf(id);
    if (later === undefined || !isObject(own)) continue;
    const unknown = Object.entries(own).filter(
      ([input]) => declared?.node.inputs?.[input] === undefined,
    );
    if (unknown.length > 0 || declared === undefined)
      figures[later] = { ...figures[later], ...Object.fromEntries(unknown) };
  }
  return figures;
}
