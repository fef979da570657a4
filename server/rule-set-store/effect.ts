/** @module What a change of rules would do to every stored city: totals before and after, split by cause. */
import { shareRules } from "../computing/shared-rules.ts";
import { readFigures } from "../rounds/city-return.ts";
import type { Database } from "../storage/store.ts";
import { apart } from "./apart.ts";
import type { ScoredEffect } from "./effect-of-rules.ts";
import type { PublishedRuleSets } from "./published.ts";
import type { RuleFiles } from "./rule-set-files.ts";

export type CityEffect = { readonly round: string; readonly city: string } & ScoredEffect;

export interface EffectReport {
  readonly cities: readonly CityEffect[];
  /** Cities that were not computed, since there are more than a page shows. */
  readonly more: number;
}

const MOST = 200;
/** Cities of one task, so that the work of others comes in between. */
const TOGETHER = 25;

/**
 * @param ruleSet id; every city of every round of that rule set is scored as its round is scored now
 * @param after files that make a rule set
 * @param gone aborted when nobody waits for it any more
 * @throws Problem 422 where the rules take too long or too much memory
 */
export async function effectOnCities(
  db: Database,
  ruleSets: PublishedRuleSets,
  ruleSet: string,
  after: RuleFiles,
  gone?: AbortSignal,
): Promise<EffectReport> {
  const members = await db
    .selectFrom("round_city")
    .innerJoin("round", "round.id", "round_city.round")
    .selectAll("round")
    .select("round_city.city")
    .where("round.rule_set", "=", ruleSet)
    .orderBy("round.id")
    .orderBy("round_city.city")
    .execute();
  const shown = members.slice(0, MOST);
  const cities: CityEffect[] = [];
  while (cities.length < shown.length) {
    const [first, ...others] = shown.slice(cities.length, cities.length + TOGETHER);
    if (first === undefined) break;
    const sameRound = others.findIndex(({ id }) => id !== first.id);
    const group = [first, ...(sameRound === -1 ? others : others.slice(0, sameRound))];
    const before = await ruleSets.byHash(first.rule_set_hash);
    const figures = await Promise.all(
      group.map(({ city, ...round }) => readFigures(db, round, city, before)),
    );
    const scored = await apart(
      "scoreEffects",
      {
        before: shareRules(before.files),
        after: shareRules(after),
        cities: JSON.stringify(figures.map(({ inputs }) => inputs)),
      },
      gone === undefined ? {} : { gone },
    );
    for (const [index, { id, city }] of group.entries())
      cities.push({ round: id, city, ...(scored[index] as ScoredEffect) });
  }
  return { cities, more: members.length - shown.length };
}
