/** @module The lines of one item that came back, read over what its sheet holds now. */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { type Language, textIn } from "../../engine/language/language.ts";
import { inputSentence } from "../../engine/language/sentence.ts";
import { toJson } from "../../engine/logic/value.ts";
import type { Input, ListInput } from "../../engine/rule-set/rule-set.ts";
import { readFigure } from "../../engine/score/read-figure.ts";
import { type Answers, EMPTY_SHEET, isAnswers, type SheetBody } from "../rounds/sheet-body.ts";
import type { FoundCell } from "../spreadsheet/cells.ts";
import type { FormLine, FormSource, Told } from "./form.ts";
import { TOLD_COLUMNS } from "./form-sheets.ts";
import { FORM_WORDS } from "./form-words.ts";
import {
  type CellChange,
  type ItemPlan,
  keyOf,
  placeOf,
  type RefusedCell,
  refuse,
  SENTENCES,
} from "./import-plan.ts";
import { type ReadValue, readAnswer, readCell, readDate } from "./read-cell.ts";
import type { Entry } from "./read-form.ts";

const SHORT = 500;
const LONG = 2_000;
const ARITHMETIC = /^[\d.+\-*/() ]{1,2000}$/;
const REFUSED = Symbol("refused");

/** Reads the lines of one item over what is there now. */
export class ItemReader {
  readonly #item: string;
  readonly #lines: ReadonlyMap<string, Entry>;
  readonly #known: ReadonlyMap<string, FormLine>;
  readonly #language: Language;
  readonly #source: FormSource;
  readonly #body: SheetBody;
  readonly #values: { [input: string]: unknown };
  readonly #told: { [input: string]: Told };
  readonly #changes: CellChange[] = [];
  readonly #refused: RefusedCell[] = [];
  /** Figures whose working was taken from the formula in their cell. */
  readonly #worked = new Set<string>();
  #remark: string | undefined;

  constructor(
    source: FormSource,
    item: string,
    lines: ReadonlyMap<string, Entry>,
    known: ReadonlyMap<string, FormLine>,
    language: Language,
  ) {
    this.#source = source;
    this.#item = item;
    this.#lines = lines;
    this.#known = known;
    this.#language = language;
    this.#body = source.sheets.get(item)?.body ?? EMPTY_SHEET;
    this.#values = { ...this.#body.values };
    this.#told = { ...this.#body.told };
    this.#remark = this.#body.remark;
  }

  read(): { readonly plan: ItemPlan; readonly refused: readonly RefusedCell[] } {
    const node = this.#source.prepared.nodes.get(this.#item)?.node;
    const inputs = new Set([...this.#lines.values()].map(({ input }) => input));
    for (const input of inputs) {
      const declared = node?.inputs?.[input];
      if (declared === undefined) this.#readRemark();
      else {
        this.#readValue(input, declared);
        this.#readTold(input);
      }
    }
    const version = this.#source.sheets.get(this.#item)?.version ?? 0;
    const seen = [...this.#lines.values()].map((line) => line.version);
    const told = Object.fromEntries(
      Object.entries(this.#told).filter(([, one]) => Object.keys(one).length > 0),
    );
    return {
      plan: {
        item: this.#item,
        name: node === undefined ? "" : textIn(node.name, this.#language),
        version,
        changedSince: seen.some((one) => one !== null && one !== version),
        body: {
          values: this.#values,
          ...(Object.keys(told).length > 0 ? { told } : {}),
          ...(this.#body.evidence ? { evidence: this.#body.evidence } : {}),
          ...(this.#remark === undefined ? {} : { remark: this.#remark }),
        },
        changes: this.#changes,
      },
      refused: this.#refused,
    };
  }

  #readValue(input: string, declared: Input): void {
    const present = this.#values[input];
    const entries = [...this.#lines.values()].filter((entry) => entry.input === input);
    const head = entries.find(({ part }) => part === "");
    const parts = entries.filter(({ part }) => part !== "");
    const read = this.#valueOf(declared, present, head, parts);
    if (read === undefined) return;
    if (sameFigure(declared, present, read.value)) return;
    const figure = readFigure(declared, read.value);
    const at = read.entry;
    if (figure.kind === "refused" && !isAnswers(read.value)) {
      for (const { code, facts, steps } of figure.issues) {
        const issue = {
          code,
          severity: "error" as const,
          item: this.#item,
          input,
          path: "",
          ...facts,
        };
        this.#refused.push({
          ...refuse(
            parts.find(({ part }) => part === partOf(declared, steps)) ?? at,
            "refused_figure",
            inputSentence(issue, this.#language, this.#source.prepared),
          ),
          ...this.#expected(input),
        });
      }
      return;
    }
    if (read.value === undefined) delete this.#values[input];
    else this.#values[input] = read.value;
    this.#changes.push({
      ...placeOf(at),
      what: "value",
      label: textIn(declared.label, this.#language),
      from: present ?? null,
      to: read.value ?? null,
      ...(at.value?.formula === undefined ? {} : { formula: at.value.formula }),
    });
    this.#keepWorking(input, at);
  }

  /** Undefined where a cell was refused; a value of undefined where everything is empty. */
  #valueOf(
    declared: Input,
    present: unknown,
    head: Entry | undefined,
    parts: readonly Entry[],
  ): { readonly value: unknown; readonly entry: Entry } | undefined {
    const [first = head] = parts;
    switch (declared.type) {
      case "list": {
        const answers = this.#collect(parts, answersOf(declared, present), readAnswer);
        if (answers === null || first === undefined || first === head) return undefined;
        const whole = Object.fromEntries(
          declared.options.map(({ code }) => [code, answers[code] ?? null]),
        );
        const none = Object.values(whole).every((one) => one === null);
        return { value: none ? undefined : { answers: whole }, entry: first };
      }
      case "counts": {
        const count: Input = { type: "count", label: declared.label };
        const before = (present ?? {}) as { readonly [code: string]: unknown };
        const counts = this.#collect(parts, before, (cell) => readCell(count, cell));
        if (counts === null || first === undefined || first === head) return undefined;
        return { value: Object.keys(counts).length === 0 ? undefined : counts, entry: first };
      }
      case "rows": {
        if (first === undefined || parts.length === 0) return undefined;
        const rows = new Map<number, { [field: string]: unknown }>();
        for (const entry of parts) {
          const [number, field = ""] = splitRow(entry.part);
          const own = declared.fields[field];
          if (own === undefined) continue;
          const value = this.#take(entry, readCell(own, entry.value));
          if (value === REFUSED) return undefined;
          if (value === undefined) continue;
          const row = rows.get(number) ?? {};
          row[field] = value;
          rows.set(number, row);
        }
        const sorted = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
        return { value: sorted.length === 0 ? undefined : sorted, entry: first };
      }
      default: {
        if (head === undefined) return undefined;
        const value = this.#take(head, readCell(declared, head.value));
        return value === REFUSED ? undefined : { value, entry: head };
      }
    }
  }

  /** Parts over those there are; an empty cell takes one away. Null where one was refused. */
  #collect(
    parts: readonly Entry[],
    before: { readonly [code: string]: unknown },
    read: (cell: FoundCell | null) => ReadValue,
  ): { readonly [code: string]: unknown } | null {
    const all: { [code: string]: unknown } = { ...before };
    let whole = true;
    for (const entry of parts) {
      const value = this.#take(entry, read(entry.value));
      if (value === REFUSED) whole = false;
      else if (value === undefined) delete all[entry.part];
      else all[entry.part] = value;
    }
    return whole ? all : null;
  }

  #take(entry: Entry, read: ReadValue): unknown {
    if (read.kind === "empty") return undefined;
    if (read.kind === "given") return read.value;
    this.#refused.push({
      ...refuse(entry, "wrong_entry", SENTENCES.wrong_entry(this.#language)),
      ...this.#expected(entry.input),
      ...(read.closest === undefined ? {} : { closest: read.closest }),
    });
    return REFUSED;
  }

  #expected(input: string): { readonly expected?: string } {
    const hint = this.#known.get(keyOf({ item: this.#item, input }))?.hint;
    return hint ? { expected: hint } : {};
  }

  #readTold(input: string): void {
    const head = [...this.#lines.values()].find(
      (entry) => entry.input === input && entry.part === "",
    );
    if (head === undefined) return;
    for (const column of TOLD_COLUMNS) {
      const cell = head.told[column];
      if (cell !== undefined) this.#readToldCell(input, column, head, cell);
    }
  }

  #readToldCell(
    input: string,
    column: (typeof TOLD_COLUMNS)[number],
    head: Entry,
    cell: FoundCell | null,
  ): void {
    const at = { ...head, address: cell?.address ?? head.address, value: cell };
    const text = column === "asOf" ? readDate(cell) : (cell?.text.trim() ?? "");
    if (text === null) {
      const refused = refuse(at, "wrong_date", SENTENCES.wrong_date(this.#language));
      this.#refused.push({ ...refused, expected: "YYYY-MM-DD" });
      return;
    }
    const maximum = column === "source" ? SHORT : LONG;
    if (text.length > maximum) {
      this.#refused.push(refuse(at, "too_long", SENTENCES.too_long(this.#language, maximum)));
      return;
    }
    const before = this.#told[input]?.[column] ?? "";
    if (text === before || (text === "" && column === "working" && this.#worked.has(input))) return;
    const { [column]: _, ...others } = this.#told[input] ?? {};
    this.#told[input] = text === "" ? others : { ...others, [column]: text };
    this.#note(at, column, before, text);
  }

  /** `=12+30+18` tells how the figure was worked out; it is kept as text. */
  #keepWorking(input: string, { value, told }: Entry): void {
    const formula = value?.formula;
    if (formula === undefined || !ARITHMETIC.test(formula) || told.working) return;
    this.#told[input] = { ...this.#told[input], working: formula };
    this.#worked.add(input);
  }

  #readRemark(): void {
    const entry = [...this.#lines.values()].find(({ input }) => input === "");
    if (entry === undefined) return;
    const text = entry.value?.text.replaceAll("\r\n", "\n").trim() ?? "";
    const before = this.#remark ?? "";
    if (text === before) return;
    if (text.length > LONG) {
      this.#refused.push(refuse(entry, "too_long", SENTENCES.too_long(this.#language, LONG)));
      return;
    }
    this.#remark = text === "" ? undefined : text;
    this.#note(entry, "remark", before, text);
  }

  #note(entry: Entry, what: CellChange["what"], from: string, to: string): void {
    const label = FORM_WORDS[this.#language][what === "value" ? "value" : what];
    this.#changes.push({ ...placeOf(entry), what, label, from: from || null, to: to || null });
  }
}

function splitRow(part: string): readonly [number, string] {
  const [number = "", field = ""] = part.split("/");
  return [Number(number), field];
}

/** The part that a step below a figure is about. */
function partOf({ type }: Input, [first, second]: readonly (string | number)[]): string {
  return type === "rows" ? `${Number(first) + 1}/${second}` : String(first ?? "");
}

/** 45, "45" and "45.0" are the same figure; a list is the same whether kept as codes or as answers. */
function sameFigure(declared: Input, present: unknown, next: unknown): boolean {
  return figureText(declared, present) === figureText(declared, next);
}

function figureText(declared: Input, value: unknown): string {
  if (value === undefined) return "";
  if (declared.type === "list")
    return canonicalJson(answersOf(declared, value) as unknown as JsonValue);
  const figure = readFigure(declared, value);
  return figure.kind === "given"
    ? canonicalJson(toJson(figure.value))
    : canonicalJson(value as JsonValue);
}

/** An answer for every option, null where there is none. */
function answersOf({ options }: ListInput, value: unknown): Answers["answers"] {
  const codes = options.map(({ code }) => code);
  if (Array.isArray(value))
    return Object.fromEntries(codes.map((code) => [code, value.includes(code) ? "yes" : "no"]));
  const answers = isAnswers(value) ? value.answers : {};
  return Object.fromEntries(codes.map((code) => [code, answers[code] ?? null]));
}
