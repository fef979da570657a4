/** @module What somebody wrote into a cell, as a figure of the kind that is asked for there; or why it is none. */
import { LANGUAGES } from "../../engine/language/language.ts";
import { parseDecimal, toText } from "../../engine/number/decimal-text.ts";
import { fromInteger, multiply } from "../../engine/number/rational.ts";
import type { Input, Option } from "../../engine/rule-set/rule-set.ts";
import type { FoundCell } from "../spreadsheet/cells.ts";
import { FORM_WORDS, type FormWords } from "./form-words.ts";

export type ReadValue =
  | { readonly kind: "empty" }
  | { readonly kind: "given"; readonly value: unknown }
  /** `closest`: how it might have been meant. */
  | { readonly kind: "refused"; readonly closest?: string };

const EMPTY: ReadValue = { kind: "empty" };
const REFUSED: ReadValue = { kind: "refused" };

export function readCell(declared: Input, cell: FoundCell | null): ReadValue {
  const text = cell?.text.trim() ?? "";
  if (cell === null || (text === "" && cell.kind === "text")) return EMPTY;
  if (cell.kind === "error") return REFUSED;
  if (declared.nullable && says(text, "none")) return given(null);
  switch (declared.type) {
    case "boolean":
      return readBoolean(cell, text);
    case "choice":
      return readChoice(declared.options, text);
    case "text":
      return given(cell.text.replaceAll("\r\n", "\n"));
    case "list":
    case "counts":
    case "rows":
      return REFUSED;
    default:
      return readNumber(declared.type, cell, text);
  }
}

/** Whether an option belongs to somebody and is chosen: yes, no, not ours; empty for not answered. */
export function readAnswer(cell: FoundCell | null): ReadValue {
  const text = cell?.text.trim() ?? "";
  if (text === "") return EMPTY;
  if (says(text, "notOurs")) return given("not_ours");
  const answer = cell === null ? EMPTY : readBoolean(cell, text);
  return answer.kind === "given" ? given(answer.value === true ? "yes" : "no") : answer;
}

/** ISO date of a date cell, of a date as people here write it, or of Excel's count of days; null for anything else. */
export function readDate(cell: FoundCell | null): string | null {
  const text = cell?.text.trim() ?? "";
  if (cell === null || text === "") return "";
  if (cell.kind === "number" && /^[2-7]\d{4}$/.test(text))
    return new Date(EXCEL_DAY_0 + Number(text) * DAY_MS).toISOString().slice(0, 10);
  const [, year = "", month = "", day = ""] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize("NFKC")) ?? [];
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const moment = new Date(`${date}T00:00:00Z`);
  // The thirtieth of February rolls over, and is none.
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date) ? date : null;
}

const DAY_MS = 86_400_000;
const EXCEL_DAY_0 = Date.UTC(1899, 11, 30);

function readNumber(
  type: "count" | "amount" | "percent" | "number",
  cell: FoundCell,
  text: string,
): ReadValue {
  if (cell.kind === "boolean" || cell.kind === "date") return REFUSED;
  const number = parseDecimal(text);
  if (number === null) {
    const closest = tidied(text);
    return parseDecimal(closest) === null ? REFUSED : { kind: "refused", closest };
  }
  if (cell.percent !== true) return given(plain(text));
  // Shown as 95 %, kept as 0.95.
  const hundredfold = toText(multiply(number, fromInteger(100)));
  return type === "percent" ? given(plain(hundredfold)) : { kind: "refused", closest: text };
}

/** A JSON number where it says exactly the same, else decimal text. */
function plain(text: string): number | string {
  const number = Number(text);
  return String(number) === text && text.length <= 15 ? number : text;
}

/** Full-width digits, thousands separators, spaces and units taken away. */
function tidied(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[,\s']/g, "")
    .replace(/^\+/, "")
    .replace(/[^\d.]+$/, "");
}

function readBoolean({ kind }: FoundCell, text: string): ReadValue {
  if (kind === "boolean") return given(text === "true");
  if (says(text, "yes")) return given(true);
  return says(text, "no") ? given(false) : REFUSED;
}

function readChoice(options: readonly Option[], text: string): ReadValue {
  const found = options.find(
    ({ code, label }) => code === text || label.zh === text || label.en === text,
  );
  return found === undefined ? REFUSED : given(found.code);
}

/** A word of the forms, in either language. */
function says(text: string, word: keyof FormWords): boolean {
  return LANGUAGES.some(
    (language) => String(FORM_WORDS[language][word]).toLowerCase() === text.toLowerCase(),
  );
}

function given(value: unknown): ReadValue {
  return { kind: "given", value };
}
