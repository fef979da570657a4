/**
 * @module Figures that a system delivers: many in one call, an answer for each. What a person corrected is left
 * alone, what did not change is not written again, and one bad figure does not refuse the others.
 */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import type { Changing } from "../changes/change.ts";
import { Problem } from "../problem.ts";
import type { ServedRuleSet } from "../rule-set-store/published.ts";
import { Overtaken } from "../storage/store-problem.ts";
import { column, holdReturn } from "./city-return.ts";
import { ownInputs, planSheets, type SheetPlan } from "./ownership.ts";
import { readSheet, type Sheet, type SheetKey } from "./read-sheet.ts";
import { sheetIssues } from "./sheet-issues.ts";
import { refuseClosed } from "./sheet-open.ts";
import { writeRow } from "./write-sheet.ts";

export interface PushedFigure {
  /** Own code of the system, or `item/input`. */
  readonly code: string;
  readonly value: unknown;
  readonly source?: string;
  readonly asOf?: string;
}

export type PushAnswer =
  | {
      readonly code: string;
      readonly status: "written" | "unchanged";
      readonly item: string;
      readonly input: string;
    }
  /** A person has put another value in the meantime; it stays, and both are told. */
  | {
      readonly code: string;
      readonly status: "corrected";
      readonly item: string;
      readonly input: string;
      readonly present: unknown;
    }
  | {
      readonly code: string;
      readonly status: "locked";
      readonly item: string;
      readonly input: string;
      readonly why: object;
    }
  | { readonly code: string; readonly status: "unknown_code" | "not_ours" }
  | {
      readonly code: string;
      readonly status: "refused";
      readonly item: string;
      readonly input: string;
      readonly issues: readonly object[];
    };

type Place = { readonly round: string; readonly city: string; readonly unit: string };

/** @returns an answer per figure, in their order */
export async function pushFigures(
  changing: Changing,
  served: ServedRuleSet,
  place: Place,
  figures: readonly PushedFigure[],
  client: string,
): Promise<readonly PushAnswer[]> {
  const { trx, note } = changing;
  const at = await holdReturn(changing, place.round, place.city);
  const sheets = planSheets(served.prepared, at.plan);
  const codes = await readCodes(changing, place);
  const pushed = await readPushed(changing, place);
  const open = new Map<
    string,
    {
      sheet: Sheet;
      values: { [input: string]: unknown };
      told: NonNullable<Sheet["body"]["told"]>;
      closed: object | null;
      written: number;
    }
  >();
  const answers: PushAnswer[] = [];
  for (const figure of figures) {
    const target = codes.get(figure.code) ?? targetOf(figure.code, sheets);
    if (target === null) {
      answers.push({ code: figure.code, status: "unknown_code" });
      continue;
    }
    const { item, input } = target;
    const plan = sheets.find((one) => one.item === item);
    if (plan === undefined || !ownInputs(plan, place.unit).includes(input)) {
      answers.push({ code: figure.code, status: "not_ours" });
      continue;
    }
    const key: SheetKey = { ...place, item };
    let work = open.get(item);
    if (work === undefined) {
      const sheet = await readSheet(trx, key);
      const closed = await refuseClosed(trx, at, key, sheet, changing.now).then(
        () => null,
        (error: unknown) => {
          if (error instanceof Problem) return { code: error.code, ...error.members("en") };
          throw error;
        },
      );
      work = {
        sheet,
        values: { ...sheet.body.values },
        told: { ...sheet.body.told },
        closed,
        written: 0,
      };
      open.set(item, work);
    }
    const present = work.values[input];
    const last = pushed.get(`${item}/${input}`);
    const same = present !== undefined && text(present) === text(figure.value);
    if (same && last === text(figure.value)) {
      answers.push({ code: figure.code, status: "unchanged", item, input });
      continue;
    }
    if (work.closed !== null) {
      answers.push({ code: figure.code, status: "locked", item, input, why: work.closed });
      continue;
    }
    const issues = sheetIssues(served, item, { values: { [input]: figure.value } }).issues.filter(
      (issue) => issue.input === input,
    );
    if (issues.length > 0) {
      answers.push({ code: figure.code, status: "refused", item, input, issues });
      continue;
    }
    if (!same && present !== undefined && text(present) !== last) {
      answers.push({ code: figure.code, status: "corrected", item, input, present });
      continue;
    }
    work.values[input] = figure.value;
    if (figure.source !== undefined || figure.asOf !== undefined) {
      work.told[input] = {
        ...work.told[input],
        ...(figure.source === undefined ? {} : { source: figure.source }),
        ...(figure.asOf === undefined ? {} : { asOf: figure.asOf }),
      };
    }
    work.written += same ? 0 : 1;
    await rememberPushed(changing, place, { item, input, value: text(figure.value), client });
    answers.push({ code: figure.code, status: same ? "unchanged" : "written", item, input });
  }
  for (const [item, work] of open) {
    if (work.written === 0) continue;
    const told = Object.keys(work.told).length > 0 ? { told: work.told } : {};
    await writeBody(changing, { ...place, item }, work.sheet, {
      ...work.sheet.body,
      values: work.values,
      ...told,
    });
  }
  const counts: { [status: string]: number } = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  note({
    chain: `city/${place.city}`,
    action: "figures.push",
    object: `rounds/${place.round}/cities/${place.city}/units/${place.unit}`,
    facts: counts,
  });
  return answers;
}

/** Thrown to undo a trial; carries what it would have answered. */
export class DryRun extends Error {
  override readonly name = "DryRun";
  readonly answers: readonly PushAnswer[];
  constructor(answers: readonly PushAnswer[]) {
    super("dry run");
    this.answers = answers;
  }
}

function text(value: unknown): string {
  return canonicalJson(value as JsonValue);
}

/** `item/input` is a code of its own. */
function targetOf(
  code: string,
  sheets: readonly SheetPlan[],
): { readonly item: string; readonly input: string } | null {
  const [item = "", input = "", ...more] = code.split("/");
  const plan = sheets.find((one) => one.item === item);
  const known = plan?.figures.some((figure) => figure.input === input) ?? false;
  return known && more.length === 0 ? { item, input } : null;
}

async function readCodes({ trx }: Changing, { city, unit }: Place) {
  const rows = await trx
    .selectFrom("push_code")
    .selectAll()
    .where("city", "=", city)
    .where("unit", "=", unit)
    .execute();
  return new Map(rows.map(({ code, item, input }) => [code, { item, input }]));
}

async function readPushed(
  { trx }: Changing,
  { round, city, unit }: Place,
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom("pushed_figure")
    .select(["item", "input", "value"])
    .where("round", "=", round)
    .where("city", "=", city)
    .where("unit", "=", unit)
    .execute();
  return new Map(rows.map(({ item, input, value }) => [`${item}/${input}`, value]));
}

async function rememberPushed(
  { trx, now }: Changing,
  place: Place,
  {
    item,
    input,
    value,
    client,
  }: {
    readonly item: string;
    readonly input: string;
    readonly value: string;
    readonly client: string;
  },
): Promise<void> {
  await trx
    .insertInto("pushed_figure")
    .values({ ...place, item, input, value, client, at: now })
    .onConflict((conflict) =>
      conflict
        .columns(["round", "city", "unit", "item", "input"])
        .doUpdateSet({ value, client, at: now }),
    )
    .execute();
}

async function writeBody(
  { trx, now, by }: Changing,
  key: SheetKey,
  { version, state, revision }: Sheet,
  body: Sheet["body"],
): Promise<void> {
  const written = await writeRow(trx, key, {
    version: version + 1,
    body: column(body),
    state,
    revision,
    saved_by: by,
    saved_at: now,
  });
  // A person saved the sheet in between: every figure is looked at again, on what is there now.
  if (!written) throw new Overtaken();
}
