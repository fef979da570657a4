/**
 * @module A change in one statement of PostgreSQL: decided on what was read before, and done only where all of that still
 * stands. The row, the key with its answer and the audit row are there together or not at all, as in a transaction.
 */
import { type RawBuilder, sql } from "kysely";
import { appendInSql } from "../audit/append-in-sql.ts";
import { type Deed, type Origin, toldOf } from "../audit/chain.ts";
import type { Database } from "../storage/store.ts";
import { isDuplicate, isRetryable, isWithoutValue } from "../storage/store-problem.ts";

/** The key that a request came with. */
export interface Claim {
  readonly actor: string;
  readonly key: string;
  readonly request_hash: string;
}

/** What a change comes to. */
export interface Decided<T> {
  readonly answer: T;
  readonly deed: Deed;
  /** Queries, for `WITH`; the last is named `written` and has one row, or none where something has changed meanwhile. */
  readonly write: RawBuilder<unknown>;
}

/** @returns null where more is to be asked or refused, which a transaction does */
export type Decide<T> = (at: {
  readonly now: string;
  readonly by: string;
}) => Promise<Decided<T> | null>;

/** @returns null where nothing was done */
export async function changeAtOnce<T>(
  db: Database,
  {
    origin,
    claim,
    now,
  }: { readonly origin: Origin; readonly claim: Claim | null; readonly now: string },
  decide: Decide<T>,
): Promise<{ readonly answer: T } | null> {
  const decided = await decide({ now, by: origin.actor });
  if (decided === null) return null;
  const { answer, deed, write } = decided;
  // A key that is there already is an error, which undoes the rest.
  const claimed =
    claim === null
      ? sql`select 1 from written`
      : sql`insert into idempotency (actor, key, request_hash, answer, at)
            select ${claim.actor}, ${claim.key}, ${claim.request_hash}, ${JSON.stringify(answer)}, ${now} from written
            returning 1`;
  const append = appendInSql(toldOf(deed, origin, now), "claimed");
  try {
    const { numAffectedRows } = await sql`
      with ${write}, claimed as (${claimed}), ${append}`.execute(db);
    return numAffectedRows === 1n ? { answer } : null;
  } catch (error) {
    if (isRetryable(error) || isDuplicate(error) || isWithoutValue(error)) return null;
    throw error;
  }
}
