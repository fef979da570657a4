/** Batches on all threads: order, back pressure, bad lines, going on after an end, CSV; the interpreter's answers. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { stringify } from "csv-stringify/sync";
import { afterAll, describe, expect, test } from "vitest";
import { isObject } from "../../engine/json/json-value.ts";
import { score } from "../../engine/score/score.ts";
import { csvColumns } from "../../server/batch/csv-header.ts";
import { csvLineEnds, plainLineEnds } from "../../server/batch/line-ends.ts";
import { piecesOf } from "../../server/batch/pieces.ts";
import { beginBatch } from "../../server/batch/run-batch.ts";
import { startThreads } from "../../server/computing/threads.ts";
import type { City } from "../oracle/city.ts";
import { incompleteCity } from "../oracle/incomplete-city.ts";
import { createRandom, invalidCity, realisticCity } from "../oracle/random-city.ts";
import { filesOf, loadFolder, ruleSetFolder } from "../support/load-rule-set.ts";
import { startTestService } from "../support/test-service.ts";
import { runCommand } from "./run-command.ts";

const SET = "cn-smart-city-2018";
const { prepared } = loadFolder(`rules/${SET}`);
const rules = { prepared, files: filesOf(ruleSetFolder(`rules/${SET}`)) };
const threads = startThreads(2);
afterAll(() => threads.close());
const service = await startTestService();
afterAll(() => service.close());

const random = createRandom(11);
/** Whole, incomplete and refused cities in turn. */
const CITIES: readonly { readonly id: number; readonly inputs: City }[] = Array.from(
  { length: 300 },
  (_, id) => {
    const city = realisticCity(random);
    const kinds = [city, incompleteCity(random, city), invalidCity(random).city as City];
    // As text has them: no NaN.
    return { id, inputs: JSON.parse(JSON.stringify(kinds[id % 3])) as City };
  },
);
const LINES = CITIES.map((city) => JSON.stringify(city));
const BY_INTERPRETER = CITIES.map(({ id, inputs }) => {
  const outcome = score(prepared, inputs);
  return outcome.ok ? { id, result: outcome.result } : { id, issues: outcome.issues };
});

const plain = { rules, citiesAs: "ndjson", answersAs: "ndjson", final: false } as const;
const usual = { ...plain, evaluationMs: null, fromLine: 1 };

async function answersOf(chunks: AsyncIterable<Uint8Array>, batch = usual): Promise<string> {
  let text = "";
  for await (const { bytes } of await beginBatch(chunks, batch, threads))
    text += Buffer.from(bytes).toString("utf8");
  return text;
}

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size)
    yield bytes.subarray(start, start + size);
}

function parsed(text: string): unknown[] {
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

describe("a batch on two threads", () => {
  test.each([97, 5_000, 1_000_000])(
    "answers as the interpreter does, in order, whatever the chunks (%i bytes)",
    async (size) => {
      const text = await answersOf(inChunks(LINES.join("\n"), size));
      expect(parsed(text)).toEqual(JSON.parse(JSON.stringify(BY_INTERPRETER)));
    },
  );

  test("reads no further than its threads are ahead of who takes the answers", async () => {
    let read = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        read++;
        yield Buffer.from(`${LINES[0]}\n`);
      }
    }
    const answers = await beginBatch(endless(), usual, threads);
    for (let taken = 1; taken <= 20; taken++) {
      await answers.next();
      // Those at work or waiting to be taken, the one that was taken, and the one that comes next.
      expect(read).toBeLessThanOrEqual(taken + threads.count * 2 + 1);
    }
    await answers.return(undefined);
    const atTheEnd = read;
    expect((await answers.next()).done).toBe(true);
    expect(read).toBe(atTheEnd);
  });

  test("goes on at a line as if it had never been interrupted", async () => {
    const text = `${LINES.slice(0, 40).join("\n")}\nno city\n\n${LINES.slice(40, 60).join("\n")}\n`;
    const whole = await answersOf(inChunks(text, 3_000));
    const answers = whole.split("\n");
    for (const fromLine of [1, 2, 40, 41, 42, 43, 62, 63]) {
      // The empty line has no answer of its own.
      const before = fromLine > 42 ? fromLine - 2 : fromLine - 1;
      const rest = await answersOf(inChunks(text, 3_000), { ...usual, fromLine });
      expect(rest).toBe(answers.slice(before).join("\n"));
    }
  });
});

describe("pieces", () => {
  test("keep line numbers, and of a line that is too long its beginning alone", async () => {
    const text = `a\n${"x".repeat(400_000)}\nb\n"c`;
    const found: [number, number, number][] = [];
    const chunks = inChunks(text, 10_000);
    for await (const piece of piecesOf(chunks, plainLineEnds(), { first: 1, from: 1 }))
      found.push([piece.first, piece.lines, piece.bytes.length]);
    const bytes = found.reduce((sum, [, , length]) => sum + length, 0);
    expect(found.map(([first, lines]) => [first, lines])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
    expect(bytes).toBe(2 + 262_145 + 1 + 2 + 2);
  });

  test("of CSV end where a record does, not within its quotes", async () => {
    const text = 'a,"b\nc""d\n",e\nf\n"g",h"\ni\n';
    const found: string[] = [];
    for await (const piece of piecesOf(inChunks(text, 1), csvLineEnds(), { first: 1, from: 1 }))
      found.push(Buffer.from(piece.bytes).toString("utf8"));
    expect(found).toEqual(['a,"b\nc""d\n",e\n', "f\n", '"g",h"\n', "i\n"]);
  });
});

/** A city as a line of CSV would have it. */
function cellsOf({ id, inputs }: (typeof CITIES)[number]): string[] {
  return csvColumns(prepared).map((column) => {
    if (column === "id") return String(id);
    const [item = "", input = "", option] = column.split("/");
    const figure = (inputs as Record<string, Record<string, unknown>>)[item]?.[input];
    const value = option === undefined ? figure : isObject(figure) ? figure[option] : undefined;
    if (value === undefined) return "";
    const kind = prepared.nodes.get(item)?.node.inputs?.[input]?.type;
    if (kind === "list") return (value as string[]).join(";") || ";";
    return typeof value === "string" ? value : JSON.stringify(value);
  });
}

describe("CSV", () => {
  const whole = CITIES.filter(({ id }) => id % 3 === 0);
  const csv = stringify([[...csvColumns(prepared)], ...whole.map(cellsOf)], { bom: true });

  test("says the same as NDJSON, there and back", async () => {
    const answers = await answersOf(inChunks(csv, 4_000), { ...usual, citiesAs: "csv" } as never);
    const expected = whole.map(({ id }) => BY_INTERPRETER[id]?.result?.scores);
    const found = parsed(answers) as { id: string; result: { scores: unknown } }[];
    expect(found.map(({ id }) => id)).toEqual(whole.map(({ id }) => String(id)));
    expect(found.map(({ result }) => result.scores)).toEqual(expected);
  });

  test("answers on the command line with a column for each node, and bad records in their place", async () => {
    const lines = [
      "id,L8P1/surveyScore",
      "a,50",
      '"b, ""c""",60.5',
      "",
      'd,5"0"',
      "e,1,2",
      "f,101",
      "z,",
    ];
    const { status, stdout } = await runCommand(
      ["batch", SET, "--in", "csv"],
      `${lines.join("\r\n")}\r\n`,
    );
    const [header, ...rows] = stdout.trim().split("\n");
    expect(status).toBe(0);
    expect(header?.split(",").slice(0, 7)).toEqual([
      "id",
      "line",
      "status",
      "total",
      "low",
      "high",
      "L1",
    ]);
    expect(
      rows.map((row) => /^("[^,]*, [^,]*"|[^,]*),([^,]*),([^,]*),([^,]*)/.exec(row)?.[0]),
    ).toEqual([
      "a,2,provisional,20.00",
      '"b, ""c""",3,provisional,24.20',
      ",5,refused,",
      ",6,refused,",
      "f,7,refused,",
      "z,8,provisional,0.00",
    ]);
    expect(rows.map((row) => /""code"":""(\w+)""/.exec(row)?.[1] ?? null)).toEqual([
      null,
      null,
      "csv_syntax",
      "too_many_cells",
      "out_of_range",
      null,
    ]);
  });

  test("with columns that are none is refused as a whole, with what would be right", async () => {
    const { status, stdout, stderr } = await runCommand(
      ["batch", SET, "--in", "csv", "--lang", "en"],
      "name,L8P1/surveyScor,L8P1/surveyScor\n",
    );
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("L8P1/surveyScor  unknown_input  → L8P1/surveyScore");
    expect(stderr).toContain("id  missing_column");
  });

  test("streams over HTTP, and answers as the request asks", async () => {
    const path = `/api/v1/rule-sets/${SET}/score/batch`;
    const ask = (body: string, headers: Record<string, string>, query = "") =>
      service.app.request(`${path}${query}`, {
        method: "POST",
        body,
        headers: { "content-type": "text/csv", ...headers },
      });
    const asNdjson = await ask(csv, { accept: "application/x-ndjson" });
    const direct = await answersOf(inChunks(csv, 9_000), { ...usual, citiesAs: "csv" } as never);
    expect(await asNdjson.text()).toBe(direct);
    const asCsv = await ask("id,L8P1/surveyScore\na,50\nb,60\n", {}, "?fromLine=3");
    expect(asCsv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect((await asCsv.text()).split(",").slice(0, 4)).toEqual(["b", "3", "provisional", "24.00"]);
    const refused = await ask("id,wrong\n", {});
    expect([refused.status, ((await refused.json()) as { issues: unknown }).issues]).toEqual([
      422,
      [expect.objectContaining({ code: "unknown_input", path: "/wrong" })],
    ]);
  });
});

test("Ctrl-C ends a batch after the lines at hand, and says how to go on", async () => {
  const child = spawn(process.execPath, [
    ruleSetFolder("dist/server/command-line/main.js"),
    "batch",
    SET,
    "--lang",
    "en",
  ]);
  child.stdin.write(`${LINES.slice(0, 3).join("\n")}\n`);
  let [out, err] = ["", ""];
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString("utf8");
  });
  for await (const chunk of child.stdout) {
    out += (chunk as Buffer).toString("utf8");
    if (out.split("\n").length > 3) break;
  }
  child.kill("SIGINT");
  expect((await once(child, "exit"))[0]).toBe(130);
  expect(parsed(out)).toEqual(JSON.parse(JSON.stringify(BY_INTERPRETER.slice(0, 3))));
  expect(err).toContain("interrupted, done up to line 3; to go on, add --from-line 4");
});

test("wrong uses are named", async () => {
  const uses = [
    ["--in", "xml"],
    ["--workers", "0"],
    ["--from-line", "-1"],
  ];
  for (const [flag = "", value = ""] of uses) {
    const { status, stderr } = await runCommand(["batch", SET, `${flag}=${value}`]);
    expect([status, stderr.includes(`${flag} ${value}`)]).toEqual([2, true]);
  }
});
