/** @module What every command needs: the language, where output goes, and how it ends. */
import { readFileSync } from "node:fs";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import { type Language, readLanguage } from "../../engine/language/language.ts";
import { findingSentence, jsonSentence } from "../../engine/language/sentence.ts";
import { closestTo } from "../../engine/score/closest.ts";
import { type LoadResult, listRuleSets, loadRuleSet } from "../rule-files/rule-files.ts";
import { type Words, wordsIn } from "./words.ts";

/** Exit status: fine, findings (cases fail, refusals), wrong use. */
export const FINE = 0;
export const FINDINGS = 1;
export const WRONG_USE = 2;
/** Ended by Ctrl-C, as shells have it. */
export const INTERRUPTED = 130;

/** Ends a command with a message on standard error; anything else that is thrown is our own mistake. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly status: typeof FINDINGS | typeof WRONG_USE;
  constructor(message: string, status: typeof FINDINGS | typeof WRONG_USE) {
    super(message);
    this.status = status;
  }
}

export interface Shell {
  readonly language: Language;
  readonly words: Words;
}

/** The language asked for by `--lang`, else by the environment, else Chinese. */
export function createShell(wish: string | undefined): Shell {
  const environment = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || "";
  const language = readLanguage(wish ?? "") ?? readLanguage(environment) ?? "zh-CN";
  return { language, words: wordsIn(language) };
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

/** A rule set, or the command's end with what is wrong and where. */
export function loadOrStop(
  wanted: string,
  { language, words }: Shell,
): LoadResult & { readonly ok: true } {
  const loaded = loadRuleSet(wanted);
  if (loaded.ok) return loaded;
  if (loaded.reason === "not_found") {
    const known = listRuleSets();
    const closest = closestTo(wanted, known);
    const hint = closest ? `\n  → ${closest}` : "";
    throw new CommandError(
      `${words.unknownRuleSet} ${wanted}${hint}\n${words.availableRuleSets} ${known.join(" ")}`,
      WRONG_USE,
    );
  }
  const lines = loaded.findings.map(
    (finding) => `  ${finding.path}  ${findingSentence(finding, language)}`,
  );
  throw new CommandError([`${words.ruleSetFaulty} ${wanted}`, ...lines].join("\n"), FINDINGS);
}

/** JSON of a file, or of standard input for `-`. */
export function readJsonOrStop(file: string, { language, words }: Shell): JsonValue {
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch {
    throw new CommandError(`${words.unreadable} ${file}`, WRONG_USE);
  }
  const parsed = parseJson(text, { inexactNumbers: "keep" });
  if (!parsed.ok)
    throw new CommandError(`${file}  ${jsonSentence(parsed.problem, language)}`, FINDINGS);
  return parsed.value;
}

export function countOrStop(flag: string, wish: string, maximum: number, { words }: Shell): number {
  if (/^[1-9]\d{0,15}$/.test(wish) && Number(wish) <= maximum) return Number(wish);
  throw new CommandError(`${words.wrongUse} ${flag} ${wish} (1–${maximum})`, WRONG_USE);
}
