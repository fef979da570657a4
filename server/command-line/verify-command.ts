/**
 * @module `chengping verify`: the store, an archive or an exported audit trail, each against heads kept elsewhere where
 * these are named.
 */
import { closeSync, openSync, readSync } from "node:fs";
import {
  AgainstHeads,
  checkSignatures,
  type HeadFault,
  type KeptHeads,
} from "../audit/against-heads.ts";
import { readKeptHeads } from "../audit/export-heads.ts";
import { readPublicKey, UnreadableKey } from "../audit/signing-key.ts";
import type { StoreFlags } from "./backup-command.ts";
import { CommandError, FINDINGS, FINE, print, printJson, type Shell, WRONG_USE } from "./shell.ts";
import { paint } from "./terminal.ts";
import { verifyArchiveCommand } from "./verify-archive-command.ts";
import { verifyStoreCommand } from "./verify-store-command.ts";
import { verifyTrailCommand } from "./verify-trail-command.ts";

export interface VerifyFlags extends StoreFlags {
  readonly heads?: string;
  readonly key?: readonly string[];
  readonly json?: boolean;
}

/** What was verified, before kept heads are told of. */
export interface Verified {
  readonly report: object;
  readonly isWhole: boolean;
  /** All rows of all chains were among it. */
  readonly hasAllRows: boolean;
  /** For people; printed without `--json`. */
  readonly text: string;
}

export async function verifyCommand(
  file: string | undefined,
  { heads, key = [], json = false, ...flags }: VerifyFlags,
  shell: Shell,
): Promise<number> {
  const kept = heads === undefined ? null : keptHeadsOrStop(heads, key, shell);
  const against = kept === null ? null : new AgainstHeads(kept.trusted);
  const { report, isWhole, hasAllRows, text } =
    file === undefined
      ? await verifyStoreCommand(flags, against, shell)
      : firstByteOf(file, shell) === "{"
        ? await verifyTrailCommand(file, against, shell)
        : await verifyArchiveCommand(file, against, shell);
  if (kept === null || against === null) {
    if (json) printJson(report);
    else print(text);
    return isWhole ? FINE : FINDINGS;
  }
  const { compared, faults: differing } = against.end({ whole: hasAllRows });
  const faults = [...kept.faults, ...differing];
  const { files } = kept;
  if (json) printJson({ ...report, heads: { files, compared, faults } });
  else print([text, describeHeads(files, compared, faults, shell)].join("\n"));
  return isWhole && faults.length === 0 ? FINE : FINDINGS;
}

function describeHeads(
  files: Kept["files"],
  compared: number,
  faults: readonly HeadFault[],
  { words }: Shell,
): string {
  const keys = [...new Set(files.map(({ key }) => key))];
  const counts = [
    `${words.headsFiles}  ${files.length}`,
    ...keys.map((key) => (key === null ? words.headsUnsigned : `${words.signedBy}  ${key}`)),
    `${words.headsCompared}  ${compared}`,
  ].join("\n");
  if (faults.length === 0) return `${counts}\n${paint("green", words.headsWhole)}`;
  const told = faults.map((one) => {
    const place = "chain" in one ? `  ${one.chain} ${one.number}` : "";
    return `  ${one.file}${place}  ${words[`heads_${one.fault}`]}`;
  });
  return [counts, paint("red", `${words.headsFaulty} ${faults.length}`), ...told].join("\n");
}

interface Kept {
  readonly files: readonly { file: string; at: string | null; key: string | null }[];
  readonly trusted: readonly KeptHeads[];
  readonly faults: readonly HeadFault[];
}

/** Without a key no signature is believed, and nobody is to think that it was checked. */
function keptHeadsOrStop(path: string, keys: readonly string[], shell: Shell): Kept {
  const { words } = shell;
  const kept = readKeptOrStop(path, shell);
  if (kept.length === 0) throw new CommandError(`${words.noHeads} ${path}`, WRONG_USE);
  if (keys.length === 0 && kept.some(({ content }) => content?.signature))
    throw new CommandError(words.keyNeeded, WRONG_USE);
  const { trusted, faults } = checkSignatures(kept, publicKeysOrStop(keys, shell));
  const files = kept.map(({ file, content }) => ({
    file,
    at: content?.at ?? null,
    key: content?.key ?? null,
  }));
  return { files, trusted, faults };
}

function readKeptOrStop(path: string, { words }: Shell): readonly KeptHeads[] {
  try {
    return readKeptHeads(path);
  } catch {
    throw new CommandError(`${words.unreadable} ${path}`, WRONG_USE);
  }
}

function publicKeysOrStop(files: readonly string[], { words }: Shell) {
  try {
    return files.map(readPublicKey);
  } catch (error) {
    if (!(error instanceof UnreadableKey)) throw error;
    throw new CommandError(`${words.unreadableKey} ${error.message}`, WRONG_USE);
  }
}

/** An archive is a zip file, an exported trail begins with a row. */
function firstByteOf(file: string, { words }: Shell): string {
  try {
    const handle = openSync(file, "r");
    const byte = Buffer.alloc(1);
    readSync(handle, byte);
    closeSync(handle);
    return byte.toString("latin1");
  } catch {
    throw new CommandError(`${words.unreadable} ${file}`, WRONG_USE);
  }
}
