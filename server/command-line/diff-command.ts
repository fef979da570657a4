/** @module `chengping diff`: what changed between two rule sets, and what that does to cities. */
import { createReadStream } from "node:fs";
import type { Change } from "../../engine/compare/change.ts";
import { compareRuleSets } from "../../engine/compare/compare-rule-sets.ts";
import { type Effect, effectOnCity } from "../../engine/compare/effect.ts";
import { isObject } from "../../engine/json/json-value.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import { describeChange } from "../../engine/language/describe-change.ts";
import { inputSentence, jsonSentence, messagesIn } from "../../engine/language/sentence.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { MAX_LINE_BYTES } from "../batch/batch-line.ts";
import { shorten } from "../text/display-width.ts";
import { splitLines } from "../text/split-lines.ts";
import {
  CommandError,
  FINDINGS,
  FINE,
  loadOrStop,
  print,
  printJson,
  type Shell,
  WRONG_USE,
} from "./shell.ts";
import { paint, table } from "./terminal.ts";

export interface DiffFlags {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly cities?: string;
}

interface CityEffect {
  readonly id: string | number;
  readonly effect?: Effect;
  readonly issues?: readonly unknown[];
  readonly message?: string;
}

export async function diffCommand(
  a: string,
  b: string,
  flags: DiffFlags,
  shell: Shell,
): Promise<number> {
  const { prepared: before } = loadOrStop(a, shell);
  const { prepared: after } = loadOrStop(b, shell);
  const changes = compareRuleSets(before, after);
  const cities =
    flags.cities === undefined ? [] : await effects(flags.cities, before, after, shell);
  if (flags.json)
    printJson({
      from: before.ruleSet.id,
      to: after.ruleSet.id,
      changes,
      ...(flags.cities ? { cities } : {}),
    });
  else
    print(
      flags.markdown
        ? asMarkdown(changes, cities, before, after, shell)
        : asTable(changes, cities, before, after, shell),
    );
  return cities.some(({ issues }) => issues !== undefined) ? FINDINGS : FINE;
}

async function effects(
  file: string,
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  shell: Shell,
): Promise<readonly CityEffect[]> {
  const found: CityEffect[] = [];
  const stream = createReadStream(file);
  try {
    for await (const { number, text } of splitLines(stream, MAX_LINE_BYTES)) {
      const parsed = parseJson(text ?? "", { inexactNumbers: "keep" });
      if (!parsed.ok)
        throw new CommandError(
          `${file}:${number}  ${jsonSentence(parsed.problem, shell.language)}`,
          FINDINGS,
        );
      const line = isObject(parsed.value) ? parsed.value : {};
      const id = typeof line.id === "string" || typeof line.id === "number" ? line.id : number;
      const result = effectOnCity(before, after, line.inputs);
      if (result.ok) found.push({ id, effect: result.effect });
      else {
        const message = result.issues
          .map((issue) => inputSentence(issue, shell.language, before))
          .join("; ");
        found.push({ id, issues: result.issues, message });
      }
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${shell.words.unreadable} ${file}`, WRONG_USE);
  }
  return found;
}

const CELL_WIDTH = 36;

function asTable(
  changes: readonly Change[],
  cities: readonly CityEffect[],
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  shell: Shell,
): string {
  const { language, words } = shell;
  const lines: string[] = [];
  if (changes.length === 0) lines.push(words.noChanges);
  else {
    const rows = changes.map((change) => {
      const described = describeChange(change, before, after, language);
      return [described.place, described.what, described.before, "→", described.after].map((cell) =>
        shorten(cell.replaceAll("\n", " "), CELL_WIDTH),
      );
    });
    lines.push(table(rows), `${changes.length} ${words.changesCount}`);
  }
  for (const city of cities) lines.push("", ...cityLines(city, shell));
  return lines.join("\n");
}

function cityLines(
  { id, effect, message }: CityEffect,
  { language, words }: Shell,
): readonly string[] {
  if (effect === undefined) return [paint("red", `${id}  ${message ?? ""}`)];
  const causes = messagesIn(language).changeCauses;
  const total = (one: Effect["before"]): string =>
    one.status === "final" || !one.range
      ? `${one.total}`
      : `${one.total} (${one.range[0] ?? "…"} – ${one.range[1] ?? "…"})`;
  const lines = [
    paint(
      "bold",
      `${id}  ${words.before} ${total(effect.before)}  ${words.after} ${total(effect.after)}  ${words.difference} ${effect.difference}`,
    ),
    table(
      effect.byCause.map(({ cause, change, reverse }) => [
        `  ${causes[cause] ?? cause}`,
        change,
        reverse === undefined ? "" : `(${reverse})`,
      ]),
      new Set([1]),
    ),
  ];
  if (effect.nodes.length > 0) {
    lines.push(
      table(
        effect.nodes.map(({ node, before, after, change }) => [
          `  ${node}`,
          before ?? "—",
          "→",
          after ?? "—",
          change ?? "",
        ]),
        new Set([1, 3, 4]),
      ),
    );
  }
  if (effect.notComparable.length > 0)
    lines.push(`  ${effect.notComparable.length} ${words.notComparable}`);
  return lines;
}

function asMarkdown(
  changes: readonly Change[],
  cities: readonly CityEffect[],
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  { language, words }: Shell,
): string {
  const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", "<br>");
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  const lines = [
    `# ${before.ruleSet.id} → ${after.ruleSet.id}`,
    "",
    row([words.item, "", words.before, words.after]),
    row(["---", "---", "---", "---"]),
  ];
  for (const change of changes) {
    const {
      place,
      what,
      before: old,
      after: now,
    } = describeChange(change, before, after, language);
    lines.push(row([place, what, old, now]));
  }
  if (cities.length > 0) {
    lines.push(
      "",
      `## ${words.effect}`,
      "",
      row(["", words.before, words.after, words.difference]),
      row(["---", "---", "---", "---"]),
    );
    for (const { id, effect, message } of cities) {
      lines.push(
        effect
          ? row([
              String(id),
              String(effect.before.total),
              String(effect.after.total),
              effect.difference,
            ])
          : row([String(id), message ?? "", "", ""]),
      );
    }
  }
  return lines.join("\n");
}
