/**
 * From the bytes of NDJSON lines to the bytes of their answers, validated, beside what JSON.parse and JSON.stringify alone
 * need for the same bytes.
 */
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { answerLine } from "../../server/batch/batch-line.ts";
import type { City } from "../oracle/city.ts";
import { incompleteCity } from "../oracle/incomplete-city.ts";
import { createRandom, invalidCity, realisticCity } from "../oracle/random-city.ts";
import { type Measured, measure, type Rate, ratio } from "./measure.ts";

const CITIES = 200;
const ROUNDS = 30;
const SLICE_MS = 30;

export interface LinesFigure {
  readonly name: string;
  readonly linesPerSecond: number;
  /** Of parsing the lines and writing the answers, and nothing else. */
  readonly ratio: number;
}

export async function measureLines(prepared: PreparedRuleSet): Promise<readonly LinesFigure[]> {
  const random = createRandom(3);
  const make = (city: () => unknown): readonly Buffer[] =>
    Array.from({ length: CITIES }, (_, id) => Buffer.from(JSON.stringify({ id, inputs: city() })));
  const kinds: readonly (readonly [string, readonly Buffer[]])[] = [
    ["whole cities", make(() => realisticCity(random))],
    ["incomplete cities", make(() => incompleteCity(random, realisticCity(random)))],
    ["refused cities", make(() => invalidCity(random).city as City)],
  ];
  const answerOf = (line: Buffer, number: number): Buffer =>
    Buffer.concat(answerLine(prepared, line, number, {}).json);
  const answers: Measured[] = kinds.map(([name, lines]) => ({
    name,
    run: () => run(lines, (line, number) => answerOf(line, number).length),
  }));
  const bare: Measured[] = kinds.map(([name, lines]) => {
    const results = lines.map(
      (line, number) => JSON.parse(answerOf(line, number).toString("utf8")) as object,
    );
    return {
      name: `JSON alone, ${name}`,
      run: () =>
        run(
          lines,
          (line, number) =>
            Object.keys(JSON.parse(line.toString("utf8")) as object).length +
            Buffer.from(JSON.stringify(results[number])).length,
        ),
    };
  });
  const rates = await measure([...answers, ...bare], ROUNDS, SLICE_MS);
  return kinds.map(([name], index) => {
    const rate = rates[index] as Rate;
    const alone = rates[kinds.length + index] as Rate;
    return { name, linesPerSecond: rate.perSecond, ratio: ratio(rate, alone) };
  });
}

let sink = 0;

function run(lines: readonly Buffer[], each: (line: Buffer, number: number) => number): number {
  for (let number = 0; number < lines.length; number++)
    sink += each(lines[number] as Buffer, number);
  return sink === -1 ? 0 : lines.length;
}
