/** @module `chengping verify audit.ndjson`: an exported audit trail, without network or database. */
import { createReadStream } from "node:fs";
import type { AgainstHeads } from "../audit/against-heads.ts";
import { verifyTrail } from "../audit/verify-trail.ts";
import { splitLines } from "../text/split-lines.ts";
import type { Shell } from "./shell.ts";
import { paint, table } from "./terminal.ts";
import type { Verified } from "./verify-command.ts";

/** Bytes of a row: facts hold hashes and reasons, never a whole figure sheet. */
const MAX_ROW_BYTES = 4_194_304;

export async function verifyTrailCommand(
  file: string,
  against: AgainstHeads | null,
  { words }: Shell,
): Promise<Verified> {
  const report = await verifyTrail(splitLines(createReadStream(file), MAX_ROW_BYTES), against);
  const { chains, faults } = report;
  const isWhole = faults.length === 0;
  const rows = chains.map(({ chain, rows, head }) => [chain, String(rows), head]);
  const told = faults.map((one) =>
    "line" in one
      ? `  ${words.line} ${one.line}  ${one.fault}`
      : `  ${one.chain} ${one.number}  ${one.fault}`,
  );
  const verdict = isWhole
    ? paint("green", words.trailWhole)
    : paint("red", `${words.archiveFaulty} ${faults.length}`);
  return {
    report: { file, ...report },
    isWhole,
    hasAllRows: true,
    text: [table(rows, new Set([1])), verdict, ...told].join("\n"),
  };
}
