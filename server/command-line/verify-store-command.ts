/** @module `chengping verify`: is everything in the store as it was written? */
import { verifyStore } from "../upkeep/verify-store.ts";
import type { StoreFlags } from "./backup-command.ts";
import { readStoreOrStop } from "./export-command.ts";
import { createProgressLine } from "./progress-line.ts";
import { FINDINGS, FINE, print, printJson, type Shell } from "./shell.ts";

export async function verifyStoreCommand(
  { data, json = false }: StoreFlags & { readonly json?: boolean },
  shell: Shell,
): Promise<number> {
  const { words } = shell;
  const store = await readStoreOrStop(data, shell);
  const progress = createProgressLine();
  try {
    const report = await verifyStore(store, progress.show);
    progress.end();
    const { checked, faults } = report;
    if (json) printJson(report);
    else {
      const { audit, text, rule_set, score, revision, evidence } = checked;
      const counts = { audit, text, rule_set, scoreColumn: score, revision, evidence } as const;
      for (const [word, count] of Object.entries(counts))
        print(`${words[word as keyof typeof counts]}  ${count}`);
      for (const { subject, object, fault } of faults) print(`${subject}  ${object}  ${fault}`);
      if (faults.length === 0) print(words.verified);
    }
    return faults.length === 0 ? FINE : FINDINGS;
  } finally {
    progress.end();
    await store.close();
  }
}
