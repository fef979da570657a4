/** @module A rule set written out as a folder, byte for byte, so that it can be committed with git. */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { isRuleFileName, type RuleFiles } from "./rule-set-files.ts";

/** What writing a set into a folder would do to the files that are there. */
export interface FolderPlan {
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Files that have other content, or belong to no set of that content; they would be lost. */
  readonly replaced: readonly string[];
  readonly removed: readonly string[];
}

export function planFolder(files: RuleFiles, folder: string): FolderPlan {
  const present = ruleFilesIn(folder);
  const names = [...files.keys()].sort();
  const same = (name: string): boolean =>
    readFileSync(join(folder, name)).equals(Buffer.from(files.get(name) ?? "", "utf8"));
  const unchanged = names.filter((name) => present.includes(name) && same(name));
  return {
    written: names.filter((name) => !present.includes(name)),
    unchanged,
    replaced: names.filter((name) => present.includes(name) && !unchanged.includes(name)),
    removed: present.filter((name) => !files.has(name)),
  };
}

/** Each file whole or not at all; what belongs to no rule set (a README) is left alone. */
export function writeFolder(files: RuleFiles, folder: string, plan: FolderPlan): void {
  for (const name of [...plan.written, ...plan.replaced]) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const beside = `${path}.${process.pid}.new`;
    writeFileSync(beside, files.get(name) ?? "", { flush: true });
    renameSync(beside, path);
  }
  for (const name of plan.removed) rmSync(join(folder, name));
}

function ruleFilesIn(folder: string): readonly string[] {
  return ["", "cases/"].flatMap((below) => {
    const place = join(folder, below);
    if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
    return readdirSync(place)
      .map((name) => below + name)
      .filter(isRuleFileName)
      .sort();
  });
}
