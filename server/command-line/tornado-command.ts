/** @module `chengping tornado`: what moves a city's total the most, as a table, JSON or a picture. */
import { isObject } from "../../engine/json/json-value.ts";
import { inputSentence } from "../../engine/language/sentence.ts";
import { type TornadoBar, tornadoOf } from "../../engine/simulate/tornado.ts";
import { tornadoPicture } from "../pictures/tornado-picture.ts";
import { compiledRules } from "../scoring/compiled-rules.ts";
import { shorten } from "../text/display-width.ts";
import {
  CommandError,
  FINDINGS,
  FINE,
  loadOrStop,
  print,
  printJson,
  readJsonOrStop,
  type Shell,
  WRONG_USE,
} from "./shell.ts";
import { table } from "./terminal.ts";

export interface TornadoFlags {
  readonly share?: string;
  readonly json?: boolean;
  readonly svg?: boolean;
}

const USUAL_SHARE = "0.1";
const VALUE_CELLS = 16;

export function tornadoCommand(
  ruleSet: string,
  file: string,
  flags: TornadoFlags,
  shell: Shell,
): number {
  const { language, words } = shell;
  const { prepared } = loadOrStop(ruleSet, shell);
  const share = shareOrStop("--share", flags.share ?? USUAL_SHARE, shell);
  const document = readJsonOrStop(file, shell);
  const inputs = isObject(document) && isObject(document.inputs) ? document.inputs : document;
  const answer = tornadoOf(compiledRules(prepared), inputs, String(share));
  if (!answer.ok) {
    if (flags.json) printJson({ issues: answer.issues });
    else {
      const lines = answer.issues.map((one) => `  ${inputSentence(one, language, prepared)}`);
      process.stderr.write(`${[words.refused, ...lines].join("\n")}\n`);
    }
    return FINDINGS;
  }
  const { tornado } = answer;
  if (flags.json) printJson(tornado);
  else if (flags.svg)
    process.stdout.write(tornadoPicture(prepared, tornado, String(share), language));
  else {
    const rows = tornado.bars.map((bar) => cellsOf(bar, words.weight));
    print(table([words.tornadoColumns.split("|"), ...rows], new Set([1, 2, 3, 4])));
  }
  return FINE;
}

function cellsOf({ node, input, option, low, high, width }: TornadoBar, weight: string): string[] {
  const name = `${node} ${input ?? weight}${option === undefined ? "" : ` · ${option}`}`;
  const end = ({ value, total }: TornadoBar["low"]): string =>
    `${total} (${shorten(String(value), VALUE_CELLS)})`;
  return [name, width, end(low), end(high)];
}

/** @returns a share in [0, 1) */
export function shareOrStop(flag: string, wish: string, { words }: Shell): number {
  if (/^0(\.\d{1,4})?$/.test(wish)) return Number(wish);
  throw new CommandError(`${words.wrongUse} ${flag} ${wish} (0–0.9999)`, WRONG_USE);
}
