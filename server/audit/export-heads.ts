/**
 * @module Each day's heads of the audit trail in a folder that the auditor keeps, while the service runs. What is
 * written is first held against the day before, so that a chain that was rewritten meanwhile is told within a day.
 */
import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { headsExported } from "../metrics.ts";
import type { Services } from "../services.ts";
import type { Database } from "../storage/store.ts";
import { AgainstHeads, type HeadFault, type KeptHeads } from "./against-heads.ts";
import { parseHeads, readHeads, writeHeads } from "./heads.ts";

const EVERY_MS = 3_600_000;
const NAME = /^audit-heads-[\d-]+\.ndjson$/;

/** `audit-heads-20260302.ndjson`; the day in UTC. */
function nameOfDay(now: Date): string {
  return `audit-heads-${now.toISOString().slice(0, 10).replaceAll("-", "")}.ndjson`;
}

/** A file, or all such files of a folder, by name and so by day. */
export function readKeptHeads(path: string): readonly KeptHeads[] {
  const read = (file: string): KeptHeads => ({
    file,
    content: parseHeads(readFileSync(file, "utf8")),
  });
  try {
    const names = readdirSync(path).filter((name) => NAME.test(name));
    return names.sort().map((name) => read(join(path, name)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTDIR") throw error;
    return [read(path)];
  }
}

/** Once a day, at the start or within an hour after midnight (UTC), until the service is told to stop. */
export function keepExportingHeads(services: Services): void {
  const { configuration, log, stopping } = services;
  const { auditHeads: folder } = configuration;
  if (folder === null) return;
  const attempt = (): void => {
    exportHeads(services, folder).catch((error: unknown) =>
      log.error({ err: error }, "heads of the audit trail could not be exported"),
    );
  };
  attempt();
  const timer = setInterval(attempt, EVERY_MS);
  timer.unref();
  stopping.signal.addEventListener("abort", () => clearInterval(timer));
}

/** Nothing where the day has its file already, by this server or by another one. */
export async function exportHeads(
  { store, clock, auditKey, log }: Services,
  folder: string,
): Promise<void> {
  const now = clock();
  const file = join(folder, nameOfDay(now));
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) {
    const last = readKeptHeads(folder).at(-1);
    const faults = last === undefined ? [] : await faultsSince(store.db, last);
    if (faults.length > 0)
      log.error({ faults }, "the audit trail does not go through the heads exported before");
    const text = writeHeads(now, await readHeads(store.db), auditKey);
    // Whole under its name, or not at all.
    const partial = `${file}.${randomUUID()}.part`;
    writeFileSync(partial, text, { flush: true });
    renameSync(partial, file);
    // A log that is kept elsewhere vouches for the file as well.
    const hash = createHash("sha256").update(text).digest("hex");
    log.info({ file, hash: `sha256:${hash}` }, "heads of the audit trail exported");
  }
  headsExported.set(now.getTime() / 1_000);
}

/** Looks up the rows of the heads alone, so that a day costs no more than there are chains. */
async function faultsSince(db: Database, last: KeptHeads): Promise<readonly HeadFault[]> {
  const against = new AgainstHeads([last]);
  for (const { chain, number } of last.content?.heads ?? []) {
    const row = await db
      .selectFrom("audit")
      .select(["chain", "number", "hash"])
      .where("chain", "=", chain)
      .where("number", "=", number)
      .executeTakeFirst();
    if (row !== undefined) against.take(row);
  }
  return against.end({ whole: true }).faults;
}
