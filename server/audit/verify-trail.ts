/** @module An exported audit trail checked from its lines alone, without a database. */

import type { AuditRow } from "../storage/tables.ts";
import type { Line } from "../text/split-lines.ts";
import type { AgainstHeads } from "./against-heads.ts";
import { type ChainFault, type ChainReport, ChainVerifier } from "./chain.ts";

export interface TrailReport extends Omit<ChainReport, "faults"> {
  readonly faults: readonly (
    | ChainFault
    | { readonly line: number; readonly fault: "unreadable" }
  )[];
}

/** @param against takes the rows on the way */
export async function verifyTrail(
  lines: AsyncIterable<Line>,
  against: AgainstHeads | null,
): Promise<TrailReport> {
  const verifiers = new Map<string, ChainVerifier>();
  const unreadable: { readonly line: number; readonly fault: "unreadable" }[] = [];
  for await (const { number: line, text } of lines) {
    const row = readRow(text);
    if (row === null) {
      unreadable.push({ line, fault: "unreadable" });
      continue;
    }
    const verifier = verifiers.get(row.chain) ?? new ChainVerifier(row.chain);
    verifiers.set(row.chain, verifier);
    verifier.take(row);
    against?.take(row);
  }
  const chains = [...verifiers].map(([chain, { number, hash }]) => ({
    chain,
    rows: number,
    head: hash,
  }));
  // The export has no heads of its own: each chain is held against its last row.
  const broken = [...verifiers.values()].flatMap((verifier) => verifier.end(verifier));
  return { chains, faults: [...unreadable, ...broken] };
}

function readRow(text: string | null): AuditRow | null {
  try {
    const row = JSON.parse(text ?? "") as AuditRow;
    const { chain, number, hash } = row;
    const isRow =
      typeof chain === "string" && Number.isSafeInteger(number) && typeof hash === "string";
    return isRow ? row : null;
  } catch {
    return null;
  }
}
