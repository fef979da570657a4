/**
 * @module A row of the audit trail appended by PostgreSQL alone, in one statement: it locks the head of the chain, counts
 * it on and hashes as `auditHash` does, so that writers of a chain wait for each other no longer than that takes.
 */
import { type RawBuilder, sql } from "kysely";
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { Told } from "./chain.ts";

/**
 * What follows `WITH`. It inserts nothing where the chain has no head yet.
 *
 * @param after a query of the same statement: without a row of it nothing is appended, and with one a chain without a
 *   head is an error (a row without a number)
 */
export function appendInSql(told: Told, after: "claimed" | null): RawBuilder<unknown> {
  const { chain, at, actor, address, action, object, outcome, facts, request } = told;
  // The row as canonical JSON, whose members are sorted, before and after its number.
  const start = canonicalJson({ action, actor, address, at, chain, facts }).slice(0, -1);
  const end = canonicalJson({ object, outcome, request }).slice(1);
  const [rows, given] =
    after === null
      ? [sql`next`, sql`true`]
      : [
          sql`${sql.table(after)} left join next on true`,
          sql`exists (select 1 from ${sql.table(after)})`,
        ];
  return sql`
    head as (select number, hash from audit_head where chain = ${chain} and ${given} for update),
    next as (
      select number + 1 as number, hash as previous_hash, 'sha256:' || encode(sha256(convert_to(
        hash || chr(10) || ${`${start},"number":`} || (number + 1)::text || ${`,${end}`}, 'UTF8')), 'hex') as hash
      from head),
    moved as (
      update audit_head set number = next.number, hash = next.hash from next where audit_head.chain = ${chain})
    insert into audit
      (chain, number, at, actor, address, action, object, outcome, facts, request, previous_hash, hash)
    select ${chain}, next.number, ${at}, ${actor}, ${address}, ${action}, ${object}, ${outcome}, ${facts}, ${request},
      next.previous_hash, next.hash
    from ${rows}`;
}
