/** Simulations on threads: the same answer for a seed on any number of them, stoppable, on the command line. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startThreads } from "../../server/computing/threads.ts";
import { readVariedNumber } from "../../server/simulate/read-variation.ts";
import { runSimulation } from "../../server/simulate/run-simulation.ts";
import { createRandom, realisticCity } from "../oracle/random-city.ts";
import { filesOf, loadFolder, ruleSetFolder } from "../support/load-rule-set.ts";
import { runCommand } from "./run-command.ts";

const SET = "cn-smart-city-2018";
const { prepared } = loadFolder(`rules/${SET}`);
const rules = { prepared, files: filesOf(ruleSetFolder(`rules/${SET}`)) };
const random = createRandom(31);
const cities = Array.from({ length: 8 }, (_, id) => ({
  id: `city ${id}`,
  inputs: JSON.parse(JSON.stringify(realisticCity(random))) as unknown,
}));
const variation = { spread: 0.2, numbers: [], draws: 4_000, seed: 9 };

test("a seed has one answer, on one thread and on two; another seed has another", async () => {
  const [one, two] = [startThreads(1), startThreads(2)];
  const first = await runSimulation({ rules, cities, variation }, one);
  expect(await runSimulation({ rules, cities, variation }, two)).toEqual(first);
  const other = await runSimulation({ rules, cities, variation: { ...variation, seed: 10 } }, two);
  expect(other).not.toEqual(first);
  expect(first?.cities.map(({ rank }) => rank)).toEqual(
    [...(first?.cities ?? [])].map(({ rank }) => rank).sort((a, b) => a - b),
  );
  await Promise.all([one.close(), two.close()]);
});

test("stopped, it ends without an answer and its threads are free", async () => {
  const threads = startThreads(1);
  const stopping = new AbortController();
  const long = { ...variation, draws: 1_000_000 };
  const stopped = await runSimulation(
    { rules, cities, variation: long, stop: stopping.signal, onProgress: () => stopping.abort() },
    threads,
  );
  expect(stopped).toBeNull();
  const short = { ...variation, draws: 10 };
  expect((await runSimulation({ rules, cities, variation: short }, threads))?.runs).toBe(10);
  await threads.close();
});

test("a weight, a constant and a number of a formula are read; what is none is told with what would be", () => {
  const read = (text: string) => readVariedNumber(prepared, text);
  expect(read("L1 weight=0.1..0.25/0.05")).toEqual({
    ok: true,
    number: {
      place: { kind: "weight", node: "L1" },
      decimals: 4,
      low: 1_000,
      high: 2_500,
      step: 500,
    },
  });
  expect(read("L1 weight=0.1..0.2")).toMatchObject({ ok: true, number: { step: 1_000 } });
  const faults = [
    "constants/x=1..2",
    "L1P1-A11 weight=0..1",
    "L1 wieght=0..1",
    "L1 weight=0.3..0.2",
    "L1 weight=0..9",
    "L1 weight=0..0.12345",
  ];
  expect(faults.map((text) => read(text))).toEqual(
    [
      { code: "form" },
      { code: "unknown_node", found: "L1P1-A11", closest: "L1P1-A1" },
      {
        code: "unknown_place",
        found: "wieght",
        closest: "weight",
        known: ["weight (0.26)", "score /reduce/2 (0)"],
      },
      { code: "range" },
      { code: "range", maximum: "1" },
      { code: "too_fine", decimals: 4 },
    ].map((fault) => ({ ok: false, fault })),
  );
});

test("the command prints tables, JSON and CSV, and names the line of a city that is not whole", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chengping-"));
  const file = join(folder, "cities.ndjson");
  writeFileSync(file, cities.map((city) => JSON.stringify(city)).join("\n"));
  const asked = ["simulate", SET, file, "--draws", "50", "--lang", "en", "--workers", "1"];
  const json = await runCommand([...asked, "--json"]);
  const summary = JSON.parse(json.stdout);
  expect([json.status, summary.runs, summary.cities.length]).toEqual([0, 50, 8]);
  const csv = await runCommand([...asked, "--csv"]);
  const rows = csv.stdout.trim().split("\n").slice(1);
  expect(rows.map((row) => row.split(",").slice(0, 2))).toEqual(
    summary.cities.map(({ id, total }: { id: string; total: string }) => [id, total]),
  );
  writeFileSync(file, '{"id": "half", "inputs": {}}\n');
  const refused = await runCommand(asked);
  expect([refused.status, refused.stdout, refused.stderr.startsWith(`${file}:1  `)]).toEqual([
    1,
    "",
    true,
  ]);
});
