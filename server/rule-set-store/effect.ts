/** @module What a change of rules would do to every stored city: totals before and after, split by cause. */
import { type Effect, effectOnCity } from "../../engine/compare/effect.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { readFigures } from "../rounds/city-return.ts";
import type { Database } from "../storage/store.ts";
import type { PublishedRuleSets } from "./published.ts";

export interface CityEffect {
  readonly round: string;
  readonly city: string;
  /** Absent where the rules refuse the figures. */
  readonly effect?: Effect;
  readonly refused?: number;
}

export interface EffectReport {
  readonly cities: readonly CityEffect[];
  /** Cities that were not computed, since there are more than a page shows. */
  readonly more: number;
}

const MOST = 200;

/** @param ruleSet id; every city of every round of that rule set is scored as its round is scored now */
export async function effectOnCities(
  db: Database,
  ruleSets: PublishedRuleSets,
  ruleSet: string,
  after: PreparedRuleSet,
): Promise<EffectReport> {
  const rounds = await db
    .selectFrom("round")
    .selectAll()
    .where("rule_set", "=", ruleSet)
    .orderBy("id")
    .execute();
  const cities: CityEffect[] = [];
  let more = 0;
  for (const round of rounds) {
    const before = await ruleSets.byHash(round.rule_set_hash);
    const members = await db
      .selectFrom("round_city")
      .select("city")
      .where("round", "=", round.id)
      .orderBy("city")
      .execute();
    for (const { city } of members) {
      if (cities.length >= MOST) {
        more++;
        continue;
      }
      const { inputs } = await readFigures(db, round, city, before);
      const result = effectOnCity(before.prepared, after, inputs);
      cities.push({
        round: round.id,
        city,
        ...(result.ok ? { effect: result.effect } : { refused: result.issues.length }),
      });
      // Requests of others are answered in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { cities, more };
}
