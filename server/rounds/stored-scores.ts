/** @module Stored scores: figures, rules, engine and result together, so that anybody can compute them again. */
import { isObject } from "../../engine/json/json-value.ts";
import { hashOf } from "../../engine/rule-set/hash.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { ENGINE_VERSION } from "../../engine/version.ts";
import type { Changing } from "../changes/change.ts";
import { newId } from "../changes/new-id.ts";
import { Problem } from "../problem.ts";
import type { PublishedRuleSets, ServedRuleSet } from "../rule-set-store/published.ts";
import { evaluate } from "../scoring/evaluate.ts";
import type { Database } from "../storage/store.ts";
import type { RoundRow, ScoreRow } from "../storage/tables.ts";
import { column, digestOf, inputHash, scoreReturn } from "./city-return.ts";

export interface StoredScore {
  readonly id: string;
  readonly total: string | null;
  readonly status: "final" | "provisional";
  readonly digest: string;
}

/** Null where the rules refuse the figures. */
export async function storeScore(
  { trx, now, by, note }: Changing,
  served: ServedRuleSet,
  round: RoundRow,
  city: string,
  { why, final = false }: { readonly why: string; readonly final?: boolean },
): Promise<StoredScore | null> {
  const { figures, outcome } = await scoreReturn(trx, served, round, city, { final });
  if (!outcome.ok) return null;
  const { result } = outcome;
  const id = newId();
  const digest = digestOf(result);
  await trx
    .insertInto("score")
    .values({
      id,
      round: round.id,
      city,
      rule_set_hash: served.hash,
      scoring_hash: served.scoringHash,
      engine: result.engine,
      input_hash: inputHash(figures.inputs),
      inputs: column(figures.inputs),
      parts: column(figures.parts),
      result: column(result),
      digest,
      why,
      by_person: by,
      at: now,
    })
    .execute();
  note({
    chain: `city/${city}`,
    action: "score.store",
    object: `rounds/${round.id}/cities/${city}/scores/${id}`,
    facts: { digest, total: result.total, ruleSet: served.hash },
  });
  return { id, total: result.total, status: result.status, digest };
}

/** @throws Problem 404 */
export async function readScore(
  db: Database,
  round: string,
  city: string,
  id: string,
): Promise<ScoreRow> {
  const row = await db
    .selectFrom("score")
    .selectAll()
    .where("id", "=", id)
    .where("round", "=", round)
    .where("city", "=", city)
    .executeTakeFirst();
  if (row === undefined) throw new Problem("not_found");
  return row;
}

export interface Verification {
  /** Whether the score is the same when it is computed again. */
  readonly verified: boolean;
  readonly digest: string;
  readonly computed: string | null;
  readonly inputsUnchanged: boolean;
  readonly ruleSetHash: string;
  readonly engine: { readonly stored: string; readonly now: string };
}

/** Computes a stored score again from its own figures and the rules that it names. */
export async function verifyScore(
  ruleSets: PublishedRuleSets,
  row: ScoreRow,
): Promise<Verification> {
  const { prepared } = await ruleSets.byHash(row.rule_set_hash);
  return computeAgain(prepared, {
    ...row,
    inputs: JSON.parse(row.inputs),
    result: JSON.parse(row.result),
  });
}

/** @param row with its columns of JSON opened */
export function computeAgain(
  prepared: PreparedRuleSet,
  {
    inputs,
    result,
    ...row
  }: Pick<ScoreRow, "rule_set_hash" | "engine" | "input_hash" | "digest"> & {
    readonly inputs: unknown;
    readonly result: unknown;
  },
): Verification {
  const final = isObject(result) && result.status === "final";
  const outcome = evaluate(prepared, inputs, { final });
  const computed = outcome.ok ? digestOf({ ...outcome.result, engine: row.engine }) : null;
  const inputsUnchanged = hashOf(inputs) === row.input_hash;
  return {
    verified: computed === row.digest && digestOf(result) === row.digest && inputsUnchanged,
    digest: row.digest,
    computed,
    inputsUnchanged,
    ruleSetHash: row.rule_set_hash,
    engine: { stored: row.engine, now: ENGINE_VERSION },
  };
}
