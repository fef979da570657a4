/** @module Issues as sentences, in the reader's language. */
import type { Finding, InputIssue } from "../issue.ts";
import { own } from "../json/json-value.ts";
import type { JsonProblem } from "../json/parse-json.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Input } from "../rule-set/rule-set.ts";
import { en } from "./en.ts";
import { type Language, textIn } from "./language.ts";
import type { Messages, Words } from "./messages.ts";
import { zhCN } from "./zh-cn.ts";

const MESSAGES: { readonly [language in Language]: Messages } = { "zh-CN": zhCN, en };

export function messagesIn(language: Language): Messages {
  return MESSAGES[language];
}

/**
 * A refusal or warning as a sentence with its place: item, figure, what is wrong and what would be right.
 *
 * @param prepared lends the names of items and figures, where it is at hand
 */
export function inputSentence(
  issue: InputIssue,
  language: Language,
  prepared?: PreparedRuleSet,
): string {
  const messages = messagesIn(language);
  const words = wordsOf(issue, messages);
  const own = issue.message === undefined ? null : textIn(issue.message, language);
  const problem = words.problem === undefined ? undefined : messages.problems[words.problem];
  const said = own ?? messages.inputs[issue.code]({ ...words, ...(problem ? { problem } : {}) });
  const closest = words.closest === undefined ? "" : ` ${messages.didYouMean(words.closest)}`;
  const place = placeOf(issue, language, prepared);
  return place === "" ? said + closest : `${place}${messages.colon}${said}${closest}`;
}

function placeOf(issue: InputIssue, language: Language, prepared?: PreparedRuleSet): string {
  const { item, input, path } = issue;
  if (item === undefined) return "";
  const declared = prepared?.nodes.get(item)?.node.inputs ?? {};
  const declaration = input === undefined ? undefined : (own(declared, input) as Input | undefined);
  const figure = declaration ? `${input} ${textIn(declaration.label, language)}` : (input ?? "");
  const below = path.split("/").slice(3).join("/");
  return [item, figure, below].filter((part) => part !== "").join(" / ");
}

/** A finding about a rule set as a sentence, without its place. */
export function findingSentence({ code, facts }: Finding, language: Language): string {
  const messages = messagesIn(language);
  const words = wordsOf(facts, messages);
  const text = facts.text as { readonly zh?: string; readonly en?: string } | undefined;
  const own: Words =
    text?.zh && text.en ? { text: textIn({ zh: text.zh, en: text.en }, language) } : {};
  const message = messages.findings[code];
  if (message !== undefined) return message({ ...words, ...own });
  if (code in messages.json) {
    const { line, column } = words;
    const where = line && column ? `${messages.line(line, column)}${messages.colon}` : "";
    return where + messages.json[code as keyof Messages["json"]](words);
  }
  return `${code} ${Object.entries(words)
    .map(([name, word]) => `${name}=${word}`)
    .join(" ")}`.trim();
}

/** What is wrong with a JSON text, with line and column. */
export function jsonSentence(problem: JsonProblem, language: Language): string {
  const messages = messagesIn(language);
  const words = wordsOf({ ...problem }, messages);
  const where = messages.line(String(problem.line), String(problem.column));
  return `${where}${messages.colon}${messages.json[problem.code](words)}`;
}

function wordsOf(facts: { readonly [fact: string]: unknown }, messages: Messages): Words {
  const words: { [fact: string]: string } = {};
  for (const [name, fact] of Object.entries(facts)) {
    if (typeof fact === "string" || typeof fact === "number" || typeof fact === "boolean") {
      words[name] = String(fact);
    } else if (Array.isArray(fact)) words[name] = fact.map(String).join(messages.listSeparator);
  }
  return words;
}
