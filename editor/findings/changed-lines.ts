/** @module What a fix changes, as lines of the files before and after. */
import { diffLines } from "diff";
import type { RuleDocument } from "../document/rule-document.ts";

export interface ChangedFile {
  readonly file: string;
  readonly lines: readonly { readonly kind: "added" | "removed"; readonly text: string }[];
}

export function changedLines(before: RuleDocument, after: RuleDocument): readonly ChangedFile[] {
  const files = new Set([...before.files.keys(), ...after.files.keys()]);
  return [...files].flatMap((file) => {
    const [old, now] = [before.files.get(file) ?? "", after.files.get(file) ?? ""];
    if (old === now) return [];
    const lines = diffLines(old, now).flatMap(({ added, removed, value }) =>
      added || removed
        ? value
            .replace(/\n$/, "")
            .split("\n")
            .map((text) => ({ kind: added ? ("added" as const) : ("removed" as const), text }))
        : [],
    );
    return [{ file, lines }];
  });
}
