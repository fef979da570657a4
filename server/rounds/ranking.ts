/** @module All cities of a round: scores, ranks, mean, median. Equal scores share a rank. */
import { parseDecimal, toFixedText } from "../../engine/number/decimal-text.ts";
import {
  add,
  compare,
  divide,
  fromInteger,
  type Rational,
  ZERO,
} from "../../engine/number/rational.ts";
import { round as roundTo } from "../../engine/number/rounding.ts";
import type { PublishedRuleSets } from "../rule-set-store/published.ts";
import type { Database } from "../storage/store.ts";
import type { RoundRow } from "../storage/tables.ts";
import { scoreReturn } from "./city-return.ts";

export interface RankedCity {
  readonly city: string;
  readonly state: string;
  readonly status: "final" | "provisional" | "refused";
  readonly total: string | null;
  /** Null for a city without a score. */
  readonly rank: number | null;
}

export interface Ranking {
  readonly cities: readonly RankedCity[];
  readonly mean: string | null;
  readonly median: string | null;
}

export async function rankCities(
  db: Database,
  ruleSets: PublishedRuleSets,
  round: RoundRow,
): Promise<Ranking> {
  const members = await db
    .selectFrom("round_city")
    .select(["city", "state"])
    .where("round", "=", round.id)
    .orderBy("city")
    .execute();
  const served = await ruleSets.byHash(round.rule_set_hash);
  const { rounding } = served.prepared.root;
  const scored: (Omit<RankedCity, "rank"> & { readonly value: Rational | null })[] = [];
  for (const { city, state } of members) {
    const { outcome } = await scoreReturn(db, served, round, city);
    const total = outcome.ok ? outcome.result.total : null;
    scored.push({
      city,
      state,
      status: outcome.ok ? outcome.result.status : "refused",
      total,
      value: total === null ? null : parseDecimal(total),
    });
  }
  const values = scored.flatMap(({ value }) => (value === null ? [] : [value])).sort(compare);
  const text = (value: Rational | null): string | null =>
    value === null ? null : toFixedText(roundTo(value, rounding), rounding.places);
  return {
    cities: scored.map(({ value, ...city }) => ({
      ...city,
      rank: value === null ? null : 1 + values.filter((other) => compare(other, value) > 0).length,
    })),
    mean: text(mean(values)),
    median: text(median(values)),
  };
}

function mean(values: readonly Rational[]): Rational | null {
  if (values.length === 0) return null;
  return divide(values.reduce(add, ZERO), fromInteger(values.length));
}

function median(sorted: readonly Rational[]): Rational | null {
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return low === undefined || high === undefined ? null : mean([low, high]);
}
