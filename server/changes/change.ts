/**
 * @module Every change goes through here: the change, its audit rows and the answer to a repeated request are one
 * transaction. A change that notes no deed is our own mistake and is refused.
 */
import { createHash } from "node:crypto";
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { appendAudit, type Deed, type Origin } from "../audit/chain.ts";
import type { Store, Trx } from "../storage/store.ts";

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

/** Runs a change; a repeated request is answered as the first one was, without doing it again. */
export async function change<T>(
  store: Store,
  clock: () => Date,
  { origin, idempotency }: ChangeRequest,
  work: (changing: Changing) => Promise<T>,
): Promise<T> {
  const requestHash = idempotency ? hashText(canonicalJson(idempotency.request)) : "";
  return store.transaction(async (trx) => {
    const now = clock().toISOString();
    if (idempotency) {
      const { key } = idempotency;
      // Claimed before anything else: whoever sends the same key at the same moment waits here for this answer.
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto("idempotency")
        .values({ actor: origin.actor, key, request_hash: requestHash, answer: "", at: now })
        .onConflict((conflict) => conflict.columns(["actor", "key"]).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n)
        return (await earlierAnswer(trx, origin.actor, key, requestHash)) as T;
    }
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
    if (idempotency) {
      await trx
        .updateTable("idempotency")
        .set({ answer: JSON.stringify(answer ?? null) })
        .where("actor", "=", origin.actor)
        .where("key", "=", idempotency.key)
        .execute();
    }
    // Last, and always in the same order: heads of chains are what writers wait for.
    deeds.sort((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : 0));
    for (const deed of deeds) await appendAudit(trx, deed, origin, now);
    return answer;
  });
}

async function earlierAnswer(
  trx: Trx,
  actor: string,
  key: string,
  requestHash: string,
): Promise<unknown> {
  const row = await trx
    .selectFrom("idempotency")
    .select(["request_hash", "answer"])
    .where("actor", "=", actor)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  if (row.request_hash !== requestHash) throw new KeyReused(key);
  return JSON.parse(row.answer);
}

function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
