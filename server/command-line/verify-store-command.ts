/** @module `chengping verify`: is everything in the store as it was written? */
import type { AgainstHeads } from "../audit/against-heads.ts";
import { type StoreReport, verifyStore } from "../upkeep/verify-store.ts";
import type { StoreFlags } from "./backup-command.ts";
import { readStoreOrStop } from "./export-command.ts";
import { createProgressLine } from "./progress-line.ts";
import type { Shell } from "./shell.ts";
import type { Verified } from "./verify-command.ts";

export async function verifyStoreCommand(
  { data }: StoreFlags,
  against: AgainstHeads | null,
  shell: Shell,
): Promise<Verified> {
  const store = await readStoreOrStop(data, shell);
  const progress = createProgressLine();
  try {
    const report = await verifyStore(store, progress.show, against);
    const isWhole = report.faults.length === 0;
    return { report, isWhole, hasAllRows: true, text: describe(report, shell) };
  } finally {
    progress.end();
    await store.close();
  }
}

function describe({ checked, faults }: StoreReport, { words }: Shell): string {
  const { audit, text, rule_set, score, revision, evidence } = checked;
  const counts = { audit, text, rule_set, scoreColumn: score, revision, evidence } as const;
  return [
    ...Object.entries(counts).map(
      ([word, count]) => `${words[word as keyof typeof counts]}  ${count}`,
    ),
    ...faults.map(({ subject, object, fault }) => `${subject}  ${object}  ${fault}`),
    ...(faults.length === 0 ? [words.verified] : []),
  ].join("\n");
}
