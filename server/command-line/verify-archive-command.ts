/** @module `chengping verify FILE`: an archive checked and scored again, without network or database. */
import { readFileSync, statSync } from "node:fs";
import { archiveFaultSentence } from "../archive/fault-words.ts";
import { MAX_ARCHIVE_BYTES } from "../archive/open-archive.ts";
import { type ArchiveReport, verifyArchive } from "../archive/verify-archive.ts";
import type { AgainstHeads } from "../audit/against-heads.ts";
import { CommandError, type Shell, WRONG_USE } from "./shell.ts";
import { paint, table } from "./terminal.ts";
import type { Verified } from "./verify-command.ts";

export async function verifyArchiveCommand(
  file: string,
  against: AgainstHeads | null,
  shell: Shell,
): Promise<Verified> {
  const report = await verifyArchive(readOrStop(file, shell), against);
  const faults = report.faults.map((fault) => ({
    ...fault,
    message: archiveFaultSentence(fault, shell.language),
  }));
  return {
    report: { file, ...report, faults },
    isWhole: report.verified,
    hasAllRows: false,
    text: describe(report, shell),
  };
}

function readOrStop(file: string, { words }: Shell): Buffer {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined || size > MAX_ARCHIVE_BYTES)
    throw new CommandError(`${words.unreadable} ${file}`, WRONG_USE);
  try {
    return readFileSync(file);
  } catch {
    throw new CommandError(`${words.unreadable} ${file}`, WRONG_USE);
  }
}

function describe(report: ArchiveReport, { language, words }: Shell): string {
  const rows = [
    [words.archiveRound, report.round ?? "—"],
    [words.archiveHash, report.hash],
    [words.archiveVersion, report.version ?? "—"],
    ...report.ruleSets.map(({ id, hash }) => [words.archiveRules, `${id} ${hash}`]),
    ...report.cities.flatMap(({ city, name, total, digest, scores, audit }) => [
      [words.archiveCity, `${city} ${name}`],
      [`  ${words.total}`, `${total ?? "—"}  ${digest ?? ""}`],
      [`  ${words.archiveScores}`, String(scores)],
      [`  ${words.archiveAudit}`, `${audit.chain} ${audit.number} ${audit.hash}`],
    ]),
  ];
  const faults = report.faults.map((fault) => `  ${archiveFaultSentence(fault, language)}`);
  const verdict = report.verified
    ? paint("green", words.archiveWhole)
    : paint("red", `${words.archiveFaulty} ${report.faults.length}`);
  return [table(rows), verdict, ...faults].join("\n");
}
