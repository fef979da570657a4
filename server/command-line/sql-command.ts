/** @module `chengping sql`: a rule set as a query for PostgreSQL, or what keeps it from being one. */
import { findingSentence } from "../../engine/language/sentence.ts";
import { compileToSql } from "../../engine/sql/compile-sql.ts";
import { CommandError, FINDINGS, FINE, loadOrStop, print, type Shell, WRONG_USE } from "./shell.ts";

export interface SqlFlags {
  readonly table?: string;
  readonly ddl?: boolean;
}

/** A name, with the name of its schema in front or without. */
const TABLE = /^[^.\0]+(\.[^.\0]+)?$/;

export function sqlCommand(
  wanted: string,
  { table = "cities", ddl = false }: SqlFlags,
  shell: Shell,
): number {
  const { language, words } = shell;
  if (!TABLE.test(table)) throw new CommandError(`${words.sqlTableName} ${table}`, WRONG_USE);
  const outcome = compileToSql(loadOrStop(wanted, shell).prepared, { table });
  if (!outcome.ok) {
    const lines = outcome.findings.map(
      (finding) => `  ${finding.path}\n      ${findingSentence(finding, language)}`,
    );
    throw new CommandError([`${words.notInSql} ${wanted}`, ...lines].join("\n"), FINDINGS);
  }
  print(ddl ? outcome.sql.ddl : `${outcome.sql.query};`);
  return FINE;
}
