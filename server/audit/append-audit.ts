/** @module Appends to the audit trail, in the transaction of the change that a row tells of. */
import { sql } from "kysely";
import type { Store, Trx } from "../storage/store.ts";
import { appendInSql } from "./append-in-sql.ts";
import { auditHash, type Deed, NO_HASH, type Origin, toldOf } from "./chain.ts";

/** Appends a row; the head of the chain stays locked until the transaction ends. */
export async function appendAudit(
  trx: Trx,
  kind: Store["kind"],
  deed: Deed,
  origin: Origin,
  at: string,
): Promise<void> {
  const told = toldOf(deed, origin, at);
  if (kind === "postgres") {
    const append = appendInSql(told, null);
    const appended = async (): Promise<boolean> =>
      (await sql`with ${append}`.execute(trx)).numAffectedRows === 1n;
    if (await appended()) return;
    await beginChain(trx, told.chain);
    await appended();
    return;
  }
  const { chain } = told;
  const head = (await nextHead(trx, chain)) ?? (await firstHead(trx, chain));
  const named = { ...told, number: head.number, previous_hash: head.hash };
  const row = { ...named, hash: auditHash(named) };
  await trx.insertInto("audit").values(row).execute();
  await trx.updateTable("audit_head").set({ hash: row.hash }).where("chain", "=", chain).execute();
}

/** Counts the head on, which locks it; its hash is still the one of the row before. */
function nextHead(
  trx: Trx,
  chain: string,
): Promise<{ readonly number: number; readonly hash: string } | undefined> {
  return trx
    .updateTable("audit_head")
    .set((is) => ({ number: is("number", "+", 1) }))
    .where("chain", "=", chain)
    .returning(["number", "hash"])
    .executeTakeFirst();
}

async function firstHead(trx: Trx, chain: string) {
  await beginChain(trx, chain);
  const head = await nextHead(trx, chain);
  if (head === undefined) throw new Error(`the chain ${chain} has no head`);
  return head;
}

async function beginChain(trx: Trx, chain: string): Promise<void> {
  await trx
    .insertInto("audit_head")
    .values({ chain, number: 0, hash: NO_HASH })
    .onConflict((conflict) => conflict.column("chain").doNothing())
    .execute();
}
