/** @module The files of a rule set as they are stored: each text once, a set as a map of paths to hashes. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { Database, Trx } from "../storage/store.ts";

/** Text by path within the folder: `rule-set.json`, `cases/….json`. */
export type RuleFiles = ReadonlyMap<string, string>;

/** The file that holds the tree, or names the files that hold its branches. */
export const ROOT_FILE = "rule-set.json";

/** Names that files of a rule set may have. */
const FILE_NAME = /^(cases\/)?[A-Za-z0-9][A-Za-z0-9_.-]{0,80}\.json$/;

export function isRuleFileName(name: string): boolean {
  return FILE_NAME.test(name) && !name.includes("..");
}

export function hashText(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Over the names and the exact bytes of all files: what a published revision is known by. */
export function hashFiles(files: RuleFiles): string {
  return hashText(canonicalJson(hashesOf(files)));
}

function hashesOf(files: RuleFiles): { readonly [path: string]: string } {
  return Object.fromEntries([...files].map(([path, text]) => [path, hashText(text)]));
}

/** @returns JSON for the column `files` */
export async function storeFiles(trx: Trx, files: RuleFiles): Promise<string> {
  const rows = [...new Set(files.values())].map((content) => ({
    hash: hashText(content),
    content,
  }));
  for (const row of rows) {
    await trx
      .insertInto("stored_text")
      .values(row)
      .onConflict((conflict) => conflict.column("hash").doNothing())
      .execute();
  }
  return canonicalJson(hashesOf(files));
}

export async function loadFiles(db: Database | Trx, column: string): Promise<RuleFiles> {
  const hashes = JSON.parse(column) as { readonly [path: string]: string };
  const wanted = [...new Set(Object.values(hashes))];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom("stored_text").selectAll().where("hash", "in", wanted).execute();
  const texts = new Map(rows.map(({ hash, content }) => [hash, content]));
  return new Map(
    Object.entries(hashes).map(([path, hash]): [string, string] => {
      const content = texts.get(hash);
      if (content === undefined || hashText(content) !== hash)
        throw new Error(`stored text of ${path} is damaged`);
      return [path, content];
    }),
  );
}
