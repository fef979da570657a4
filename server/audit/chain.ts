/**
 * @module The audit trail: rows chained by hash, written in the transaction of the change that they tell of. One
 * chain per place of work (a city, the people, a draft), so that writers of different places do not wait for
 * each other.
 */
import { createHash } from "node:crypto";
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonObject } from "../../engine/json/json-value.ts";
import type { Database } from "../storage/store.ts";
import type { AuditRow } from "../storage/tables.ts";
import type { AgainstHeads } from "./against-heads.ts";

/** What somebody did, or was refused. */
export interface Deed {
  /** Place of work: `city/<id>`, `people`, `rule-sets`, `rounds`, `system`. */
  readonly chain: string;
  /** What was done: `sheet.hand_in`, `draft.save`, `session.refused`. */
  readonly action: string;
  /** What it was done to, as a path. */
  readonly object: string;
  readonly outcome?: AuditRow["outcome"];
  readonly facts?: JsonObject;
}

/** Who did it, from where, in which request. */
export interface Origin {
  readonly actor: string;
  readonly address: string;
  readonly request: string;
}

/** Hash before the first row of a chain. */
export const NO_HASH = "sha256:0";

/** A row but for its place in the chain. */
export type Told = Omit<AuditRow, "number" | "previous_hash" | "hash">;

export function toldOf(deed: Deed, origin: Origin, at: string): Told {
  return {
    chain: deed.chain,
    at,
    actor: origin.actor,
    address: origin.address,
    action: deed.action,
    object: deed.object,
    outcome: deed.outcome ?? "done",
    facts: canonicalJson(deed.facts ?? {}),
    request: origin.request,
  };
}

export function auditHash(row: Omit<AuditRow, "hash">): string {
  const { previous_hash, ...named } = row;
  const text = `${previous_hash}\n${canonicalJson(named)}`;
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

export interface ChainFault {
  readonly chain: string;
  readonly number: number;
  readonly fault: "gap" | "wrong_previous" | "wrong_hash" | "wrong_head";
}

export interface ChainReport {
  readonly chains: readonly {
    readonly chain: string;
    readonly rows: number;
    readonly head: string;
  }[];
  readonly faults: readonly ChainFault[];
}

/** The latest moment at which a chain ends, where that is after the one given: the clock has been set back since. */
export async function lastDeedAfter(db: Database, moment: string): Promise<string | null> {
  const { last } = await db
    .selectFrom("audit_head")
    .innerJoin("audit", (join) =>
      join
        .onRef("audit.chain", "=", "audit_head.chain")
        .onRef("audit.number", "=", "audit_head.number"),
    )
    .select(({ fn }) => fn.max<string | null>("audit.at").as("last"))
    .where("audit.at", ">", moment)
    .executeTakeFirstOrThrow();
  return last;
}

const PAGE = 2_000;

/**
 * Recomputes every chain.
 *
 * @param against takes the rows on the way
 */
export async function verifyChains(
  db: Database,
  against: AgainstHeads | null = null,
): Promise<ChainReport> {
  const heads = await db.selectFrom("audit_head").selectAll().orderBy("chain").execute();
  const faults: ChainFault[] = [];
  const chains: { chain: string; rows: number; head: string }[] = [];
  for (const head of heads) {
    const verifier = new ChainVerifier(head.chain);
    for (;;) {
      const rows = await db
        .selectFrom("audit")
        .selectAll()
        .where("chain", "=", head.chain)
        .where("number", ">", verifier.number)
        .orderBy("number")
        .limit(PAGE)
        .execute();
      for (const row of rows) {
        verifier.take(row);
        against?.take(row);
      }
      if (rows.length < PAGE) break;
    }
    faults.push(...verifier.end(head));
    chains.push({ chain: head.chain, rows: verifier.number, head: verifier.hash });
  }
  return { chains, faults };
}

/** Takes the rows of one chain in their order. */
export class ChainVerifier {
  number: number;
  hash: string;
  readonly #chain: string;
  readonly #faults: ChainFault[] = [];

  /** @param after where the chain stood before the first row that is taken */
  constructor(chain: string, after = { number: 0, hash: NO_HASH }) {
    this.#chain = chain;
    this.number = after.number;
    this.hash = after.hash;
  }

  take({ hash, ...row }: AuditRow): void {
    const fault = (kind: ChainFault["fault"]): void => {
      this.#faults.push({ chain: this.#chain, number: row.number, fault: kind });
    };
    if (row.number !== this.number + 1) fault("gap");
    if (row.previous_hash !== this.hash) fault("wrong_previous");
    if (auditHash(row) !== hash) fault("wrong_hash");
    this.number = row.number;
    this.hash = hash;
  }

  end(head: { readonly number: number; readonly hash: string }): readonly ChainFault[] {
    if (head.number !== this.number || head.hash !== this.hash) {
      this.#faults.push({ chain: this.#chain, number: head.number, fault: "wrong_head" });
    }
    return this.#faults;
  }
}
