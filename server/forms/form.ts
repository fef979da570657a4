/** @module The form of a unit: one line for each thing that can be filled in, in the order of the notice. */
import { type Language, textIn } from "../../engine/language/language.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { Input, RowsInput } from "../../engine/rule-set/rule-set.ts";
import { type CityPlan, ownInputs, planSheets, sheetsOfUnit } from "../rounds/ownership.ts";
import type { Sheet } from "../rounds/read-sheet.ts";
import { isAnswers, type SheetBody } from "../rounds/sheet-body.ts";
import { beijingTime, FORM_WORDS, type FormWords } from "./form-words.ts";

/** What a line is for: a figure (its options below it), the remark of an item. */
export interface FormLine {
  readonly item: string;
  readonly itemName: string;
  /** Empty for the remark. */
  readonly input: string;
  /** Code of an option, `row/field` of rows; empty for the figure itself. */
  readonly part: string;
  readonly label: string;
  readonly unit: string;
  readonly hint: string;
  readonly value: string;
  /** What may stand there; null where the line only heads others. */
  readonly entry: "whole" | "decimal" | "text" | readonly string[] | null;
  readonly told: Told | null;
  /** Version of the item's sheet that the form was made from. */
  readonly version: number;
  readonly open: boolean;
}

export type Told = NonNullable<SheetBody["told"]>[string];

/** Rows that a form leaves free below those there are. */
const FREE_ROWS = 20;

export interface FormSource {
  readonly prepared: PreparedRuleSet;
  readonly plan: CityPlan;
  readonly unit: string;
  readonly sheets: ReadonlyMap<string, Sheet>;
  /** Items that cannot be written now. */
  readonly closed: ReadonlySet<string>;
}

export function formLines(source: FormSource, language: Language): readonly FormLine[] {
  const { prepared, plan, unit, sheets, closed } = source;
  const words = FORM_WORDS[language];
  return sheetsOfUnit(planSheets(prepared, plan), unit).flatMap((sheet): FormLine[] => {
    const node = prepared.nodes.get(sheet.item)?.node;
    if (node === undefined) return [];
    const { body, version } = sheets.get(sheet.item) ?? { body: { values: {} }, version: 0 };
    const open = !closed.has(sheet.item);
    const common = {
      item: sheet.item,
      itemName:
        textIn(node.name, language) +
        deadlineText(plan, sheet.item, words) +
        (open ? "" : words.closed),
      version,
      open,
    };
    const inputs = ownInputs(sheet, unit).flatMap((input) => {
      const declared = node.inputs?.[input];
      if (declared === undefined) return [];
      const partOf = "partOf" in declared ? node.inputs?.[declared.partOf ?? ""] : undefined;
      return inputLines({ input, declared, body, partOf, words, language }).map((line) => ({
        ...common,
        ...line,
      }));
    });
    const remark: FormLine = {
      ...common,
      input: "",
      part: "",
      label: words.remark,
      unit: "",
      hint: "",
      value: body.remark ?? "",
      entry: "text",
      told: null,
    };
    return [...inputs, remark];
  });
}

function deadlineText({ assignments }: CityPlan, item: string, words: FormWords): string {
  const own = assignments[item]?.deadline;
  return own === undefined ? "" : `\n${words.deadline} ${beijingTime(own, words)}`;
}

type InputLine = Omit<FormLine, "item" | "itemName" | "version" | "open">;

interface InputPlace {
  readonly input: string;
  readonly declared: Input;
  readonly body: SheetBody;
  readonly partOf: Input | undefined;
  readonly words: FormWords;
  readonly language: Language;
}

function inputLines(at: InputPlace): readonly InputLine[] {
  const { input, declared, body, words, language } = at;
  const value = body.values[input];
  const head: InputLine = {
    input,
    part: "",
    label: textIn(declared.label, language),
    unit: "unit" in declared ? (declared.unit ?? "") : "",
    hint: hintOf(at),
    value: shownValue(declared, value, words, language),
    entry: entryOf(declared, words, language),
    told: body.told?.[input] ?? {},
  };
  const part = (code: string, label: string, shown: string, entry: FormLine["entry"]) => ({
    ...head,
    part: code,
    label: `　${label}`,
    hint: "",
    value: shown,
    entry,
    told: null,
  });
  switch (declared.type) {
    case "list":
      return [
        head,
        ...declared.options.map(({ code, label }) =>
          part(code, textIn(label, language), answerOf(value, code, words), [
            words.yes,
            words.no,
            words.notOurs,
          ]),
        ),
      ];
    case "counts":
      return [
        head,
        ...declared.options.map(({ code, label }) =>
          part(code, textIn(label, language), numberText(memberOf(value, code)), "whole"),
        ),
      ];
    case "rows":
      return [head, ...rowLines(declared, value, part, words, language)];
    default:
      return [head];
  }
}

function rowLines(
  { fields, maxRows = Number.POSITIVE_INFINITY }: RowsInput,
  value: unknown,
  part: (code: string, label: string, shown: string, entry: FormLine["entry"]) => InputLine,
  words: FormWords,
  language: Language,
): readonly InputLine[] {
  const rows = Array.isArray(value) ? value : [];
  const count = Math.min(rows.length + FREE_ROWS, maxRows);
  return Array.from({ length: count }, (_, index) =>
    Object.entries(fields).map(([field, declared]) =>
      part(
        `${index + 1}/${field}`,
        `${words.row} ${index + 1} ${textIn(declared.label, language)}`,
        shownValue(declared, memberOf(rows[index], field), words, language),
        entryOf(declared, words, language),
      ),
    ),
  ).flat();
}

/** A value as a person writes it; nothing for what stands on lines of its own. */
function shownValue(declared: Input, value: unknown, words: FormWords, language: Language): string {
  if (value === undefined) return "";
  if (value === null) return declared.nullable ? words.none : "";
  switch (declared.type) {
    case "boolean":
      return value === true ? words.yes : value === false ? words.no : "";
    case "choice": {
      const option = declared.options.find(({ code }) => code === value);
      return option === undefined ? String(value) : textIn(option.label, language);
    }
    case "list":
    case "counts":
    case "rows":
      return "";
    case "text":
      return String(value);
    default:
      return numberText(value);
  }
}

function entryOf(declared: Input, words: FormWords, language: Language): FormLine["entry"] {
  switch (declared.type) {
    case "boolean":
      return [words.yes, words.no];
    case "choice":
      return declared.options.map(({ label }) => textIn(label, language));
    case "list":
    case "counts":
    case "rows":
      return null;
    case "text":
      return "text";
    case "count":
      // "none" must be writable too.
      return declared.nullable ? "text" : "whole";
    default:
      return declared.nullable ? "text" : "decimal";
  }
}

function hintOf({ declared, partOf, words, language }: InputPlace): string {
  const none = declared.nullable ? words.orNone : "";
  switch (declared.type) {
    case "boolean":
      return words.booleanHint;
    case "choice":
      return `${words.choiceHint}${declared.options.map(({ label }) => textIn(label, language)).join("、")}`;
    case "list":
      return words.optionHint;
    case "counts":
    case "count":
      return words.whole + rangeOf(declared, partOf, words, language) + none;
    case "percent":
      return words.percent + none;
    case "text":
      return words.textHint;
    case "rows":
      return "";
    default:
      return words.evenNumbers + rangeOf(declared, partOf, words, language) + none;
  }
}

function rangeOf(
  declared: Input,
  partOf: Input | undefined,
  words: FormWords,
  language: Language,
): string {
  const told = [
    ...("minimum" in declared ? [`${words.minimum} ${declared.minimum}`] : []),
    ...("maximum" in declared ? [`${words.maximum} ${declared.maximum}`] : []),
    ...(partOf === undefined ? [] : [`${words.partOf} “${textIn(partOf.label, language)}”`]),
  ];
  return told.map((one) => `${language === "en" ? ", " : "，"}${one}`).join("");
}

/** A list is kept as answers, or as the codes that were chosen. */
export function answerOf(value: unknown, code: string, words: FormWords): string {
  if (Array.isArray(value)) return value.includes(code) ? words.yes : words.no;
  if (!isAnswers(value)) return "";
  const answer = value.answers[code] ?? null;
  return answer === null ? "" : { yes: words.yes, no: words.no, not_ours: words.notOurs }[answer];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as { readonly [name: string]: unknown })[name];
}

function numberText(value: unknown): string {
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}
