/**
 * @module Every change goes through here: the change, its audit rows and the answer to a repeated request are one
 * transaction. A change that notes no deed is our own mistake and is refused.
 */
import { createHash } from "node:crypto";
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Deed, Origin } from "../audit/chain.ts";
import type { Store, Trx } from "../storage/store.ts";
import { storeProblemOf } from "../storage/store-problem.ts";
import { type Claim, changeAtOnce, type Decide } from "./change-in-one-statement.ts";

export interface ChangeRequest {
  readonly origin: Origin;
  /** Key that the client repeats a request with, and what the request asked (IETF draft Idempotency-Key). */
  readonly idempotency?: { readonly key: string; readonly request: JsonValue };
}

/** What a change works with: its transaction, its moment, and where it notes what was done. */
export interface Changing {
  readonly trx: Trx;
  readonly kind: Store["kind"];
  /** ISO text; stamped once per change by the server's clock. */
  readonly now: string;
  readonly by: string;
  note(deed: Deed): void;
}

/** The key was used for another request before. */
export class KeyReused extends Error {
  override readonly name = "KeyReused";
}

/** The key was used before; what it was answered then is the answer. Undoes what was done a second time. */
class Repeated extends Error {
  override readonly name = "Repeated";
}

/**
 * Runs a change; a repeated request is answered as the first one was, and nothing of it is done again.
 *
 * @param decide where the change may come to one row written, the shorter way to it; `work` is done where that fails
 */
export async function change<T>(
  store: Store,
  clock: () => Date,
  { origin, idempotency }: ChangeRequest,
  work: (changing: Changing) => Promise<T>,
  decide?: Decide<T>,
): Promise<T> {
  const claim =
    idempotency === undefined
      ? null
      : {
          actor: origin.actor,
          key: idempotency.key,
          request_hash: hashText(canonicalJson(idempotency.request)),
        };
  try {
    if (decide !== undefined && store.kind === "postgres") {
      const done = await changeAtOnce(
        store.db,
        { origin, claim, now: clock().toISOString() },
        decide,
      );
      if (done !== null) return done.answer;
    }
    return await store.transaction(async (trx) => {
      const now = clock().toISOString();
      const deeds: Deed[] = [];
      const answer = await work({
        trx,
        kind: store.kind,
        now,
        by: origin.actor,
        note: (deed) => {
          deeds.push(deed);
        },
      });
      if (deeds.length === 0) throw new Error("a change without a deed in the audit trail");
      if (claim !== null) await keepAnswer(trx, claim, answer, now);
      // Last, and always in the same order: heads of chains are what writers wait for.
      deeds.sort((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : 0));
      for (const deed of deeds) await appendAudit(trx, store.kind, deed, origin, now);
      return answer;
    });
  } catch (error) {
    // Also where the work failed: what the first request did is often why the second one cannot be done.
    const earlier = claim === null ? undefined : await earlierAnswer(store, claim, error);
    if (earlier === undefined) throw error;
    return earlier.answer as T;
  }
}

/** Whoever sends the same key at the same moment waits here until the other one is committed or undone. */
async function keepAnswer(trx: Trx, claim: Claim, answer: unknown, at: string): Promise<void> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("idempotency")
    .values({ ...claim, answer: JSON.stringify(answer ?? null), at })
    .onConflict((conflict) => conflict.columns(["actor", "key"]).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new Repeated();
}

/** @throws KeyReused */
async function earlierAnswer(
  { db }: Store,
  { actor, key, request_hash }: Claim,
  failure: unknown,
): Promise<{ readonly answer: unknown } | undefined> {
  // A database that is full or away is not asked once more; one that was lost while it committed is.
  const problem = storeProblemOf(failure);
  if (problem !== null && problem !== "unknown") return undefined;
  const row = await db
    .selectFrom("idempotency")
    .select(["request_hash", "answer"])
    .where("actor", "=", actor)
    .where("key", "=", key)
    .executeTakeFirst()
    .catch((error: unknown) => {
      throw problem === "unknown" ? failure : error;
    });
  if (row === undefined) return undefined;
  if (row.request_hash !== request_hash) throw new KeyReused(key);
  return { answer: JSON.parse(row.answer) };
}

function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
