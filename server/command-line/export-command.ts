/** @module `chengping export`: a published set as a folder, from the store, ready for git. */
import { join } from "node:path";
import { closestTo } from "../../engine/score/closest.ts";
import { planFolder, writeFolder } from "../rule-set-store/export-folder.ts";
import { PublishedRuleSets, type ServedRuleSet } from "../rule-set-store/published.ts";
import { placeOf } from "../start.ts";
import { openReadOnly } from "../storage/read-only.ts";
import type { Store } from "../storage/store.ts";
import { configurationOrStop } from "./serve-command.ts";
import { CommandError, FINDINGS, FINE, print, printJson, type Shell, WRONG_USE } from "./shell.ts";
import { commandErrorOf } from "./store-errors.ts";

export interface ExportFlags {
  readonly to?: string;
  readonly data?: string;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

export async function exportCommand(
  wanted: string,
  { to = ".", overwrite = false, json = false, data }: ExportFlags,
  shell: Shell,
): Promise<number> {
  const { words } = shell;
  const store = await readStoreOrStop(data, shell);
  try {
    const served = await findOrStop(new PublishedRuleSets(store), wanted, shell);
    const folder = join(to, served.id);
    const plan = planFolder(served.files, folder);
    const lost = [...plan.replaced, ...plan.removed];
    if (lost.length > 0 && !overwrite) {
      throw new CommandError(
        [`${words.wouldReplace} ${folder}`, ...lost.map((name) => `  ${name}`)].join("\n"),
        FINDINGS,
      );
    }
    writeFolder(served.files, folder, plan);
    const { id, revision, hash, contentHash } = served;
    if (json)
      printJson({ ruleSet: id, revision, hash: contentHash, filesHash: hash, folder, ...plan });
    else {
      const counts = `${served.files.size} ${words.filesCount}, ${plan.unchanged.length} ${words.unchangedCount}`;
      print(`${words.exported} ${folder}  ${id} r${revision} ${hash}  ${counts}`);
    }
    return FINE;
  } finally {
    await store.close();
  }
}

/** The store that settings and `--data` name, to be read beside a running service. */
export async function readStoreOrStop(data: string | undefined, shell: Shell): Promise<Store> {
  const configuration = configurationOrStop(data === undefined ? {} : { data }, shell);
  try {
    return await openReadOnly(placeOf(configuration));
  } catch (error) {
    throw commandErrorOf(error, shell);
  }
}

async function findOrStop(
  ruleSets: PublishedRuleSets,
  wanted: string,
  { words }: Shell,
): Promise<ServedRuleSet> {
  const served = await ruleSets.find(wanted);
  if (served !== undefined) return served;
  const known = (await ruleSets.all()).map(({ id }) => id);
  const closest = closestTo(wanted, known);
  throw new CommandError(
    `${words.unknownRuleSet} ${wanted}${closest ? `\n  → ${closest}` : ""}\n${words.availableRuleSets} ${known.join(" ")}`,
    WRONG_USE,
  );
}
