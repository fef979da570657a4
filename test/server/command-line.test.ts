import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { maximalCity } from "../oracle/plain-cities.ts";
import { ruleSetFolder } from "../support/load-rule-set.ts";
import { runCommand } from "./run-command.ts";

const SET = "cn-smart-city-2018";
const folder = mkdtempSync(join(tmpdir(), "chengping-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A copy of the shipped set with one file changed as text. */
function copyOfSet(name: string, changed: string, edit: (text: string) => string): string {
  const path = join(folder, name);
  cpSync(ruleSetFolder(`rules/${SET}`), path, { recursive: true });
  writeFileSync(join(path, changed), edit(readFileSync(join(path, changed), "utf8")));
  return path;
}

describe("score", () => {
  test("a maximal city has 100.00, as JSON and with status 0", async () => {
    const { status, stdout, stderr } = await runCommand([
      "score",
      SET,
      file("max.json", JSON.stringify(maximalCity())),
      "--final",
      "--json",
    ]);
    const result = JSON.parse(stdout);
    expect([status, stderr, result.status, result.total, result.range]).toEqual([
      0,
      "",
      "final",
      "100.00",
      ["100.00", "100.00"],
    ]);
    expect(Object.keys(result.scores)).toHaveLength(83);
  });

  test("a table for people, with Chinese in line and every point explained", async () => {
    const { stdout } = await runCommand(
      ["score", SET, "-", "--explain"],
      '{"L1P1-A1": {"eCertItems": 45, "itemsTotal": 60}}',
    );
    expect(stdout).toContain("45 ÷ 60 = 0.75 → 30% × 0.75 × 100 = 22.50");
    expect(stdout).toContain("总得分  1.13  可能区间 0.00 – 99.63  暂定（数据未齐）");
  });

  test("in English when asked", async () => {
    const { stdout } = await runCommand(["score", SET, "-", "--lang", "en"], "{}");
    expect(stdout).toContain(
      "Total score  0.00  possible range 0.00 – 100.00  provisional (figures are missing)",
    );
  });

  test("a city is taken in the form of a request body too", async () => {
    const { stdout } = await runCommand(
      ["score", SET, "-", "--json"],
      '{"inputs": {"L8P1": {"surveyScore": "71.5"}}}',
    );
    expect(JSON.parse(stdout).scores.L8).toBe("28.60");
  });

  test.each([
    [
      "a part above its whole",
      '{"L1P1-A1": {"eCertItems": 61, "itemsTotal": 60}}',
      "61 大于总数 60（itemsTotal），部分不能大于整体",
    ],
    [
      "a negative count",
      '{"L1P1-A1": {"eCertItems": -1, "itemsTotal": 60}}',
      "不能为负，收到的是 -1",
    ],
    [
      "an unknown item",
      '{"L1P1-A9": {}}',
      "没有编号为 L1P1-A9 的分项，或该节点不填报数据 是否为 L1P1-A1？",
    ],
    [
      "a huge exponent",
      '{"L1P1-A1": {"eCertItems": 1e999999999, "itemsTotal": 60}}',
      "应为整数，收到的是 1e999999999",
    ],
    ["__proto__", '{"__proto__": {"x": 1}}', "没有编号为 __proto__ 的分项"],
    ["a list instead of figures", "[]", "应为按分项编号列出的数据，收到的是 […]"],
    ["NaN", '{"L8P1": {"surveyScore": NaN}}', "第 1 行第 26 列：JSON 有误：“N”处应为 一个值"],
    [
      "a file cut in the middle",
      '{"L8P1": {"surveyScore": 7',
      "第 1 行第 27 列：JSON 有误：结尾处应为 }",
    ],
    ["a key twice", '{"L8P1": {}, "L8P1": {}}', "键 “L8P1” 出现了两次"],
    ["nesting without end", "[".repeat(50_000), "JSON 嵌套超过 64 层"],
    ["an empty file", "", "结尾处应为 一个值"],
  ])("%s is refused with status 1 and says where", async (_, input, sentence) => {
    const { status, stdout, stderr } = await runCommand(["score", SET, "-"], input);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("    at ");
  });

  test("with --json refusals are data on standard output", async () => {
    const { status, stdout, stderr } = await runCommand(
      ["score", SET, "-", "--json"],
      '{"L8P1": {"surveyScore": 101}}',
    );
    expect([status, stderr]).toEqual([1, ""]);
    expect(JSON.parse(stdout)).toEqual({
      issues: [
        {
          code: "out_of_range",
          severity: "error",
          item: "L8P1",
          input: "surveyScore",
          path: "/L8P1/surveyScore",
          found: "101",
          minimum: "0",
          maximum: "100",
        },
      ],
    });
  });

  test("what is missing is refused only when a final score is asked for", async () => {
    const { status, stdout } = await runCommand(["score", SET, "-", "--final", "--json"], "{}");
    const { issues } = JSON.parse(stdout);
    expect([status, new Set(issues.map(({ code }: { code: string }) => code))]).toEqual([
      1,
      new Set(["missing_input"]),
    ]);
  });
});

test("a rule set is found by its exact hash, and not by another", async () => {
  const { stdout } = await runCommand(["score", SET, "-", "--json"], "{}");
  const { hash } = JSON.parse(stdout).ruleSet;
  const exact = await runCommand(["--lang", "en", "score", `${SET}@${hash}`, "-"], "{}");
  expect([exact.status, exact.stdout.includes("Total score")]).toEqual([0, true]);
  const other = await runCommand(["score", `${SET}@sha256:${"0".repeat(64)}`, "-"], "{}");
  expect(other.status).toBe(2);
});

describe("wrong use ends with status 2 and a hint", () => {
  test.each([
    [["scroe"], "Did you mean score?"],
    [["score"], "rule-set"],
    [["score", SET, "city.json", "--nonsense"], "--nonsense"],
    [["score", "cn-smart-city-2019", "-"], "cn-smart-city-2018"],
    [["score", SET, "no-such-file.json"], "no-such-file.json"],
    [["score", "../..", "-"], "没有这一规则集"],
    [["serve", "--port", "abc"], "--port abc"],
  ])("%j", async (args, hint) => {
    const { status, stdout, stderr } = await runCommand(args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(hint);
  });

  test("help teaches with examples, in the language asked for", async () => {
    const { status, stdout } = await runCommand(["score", "--help", "--lang", "en"]);
    expect(status).toBe(0);
    expect(stdout).toContain("$ chengping score cn-smart-city-2018 city.json --explain");
    expect(stdout).toContain("say how every point came about");
  });
});

describe("batch", () => {
  test("answers line by line, in order, and bad lines in their place", async () => {
    const lines = [
      '{"id": "a", "inputs": {"L8P1": {"surveyScore": 50}}}',
      "not json",
      "",
      '{"id": 7, "inputs": {"L8P1": {"surveyScore": 500}}}',
      '{"inputs": {}}',
      `{"id": "long", "inputs": "${"x".repeat(300_000)}"}`,
      '{"id": "z", "inputs": {}}',
    ];
    const { status, stdout } = await runCommand(["batch", SET], `${lines.join("\n")}\n`);
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(
      answers.map(({ id, line, result, issues }) => [
        id,
        line ?? null,
        result?.total ?? null,
        issues?.[0].code ?? null,
      ]),
    ).toEqual([
      ["a", null, "20.00", null],
      [null, 2, null, "json_syntax"],
      [7, null, null, "out_of_range"],
      [null, 5, null, "invalid_type"],
      [null, 6, null, "too_long"],
      ["z", null, "0.00", null],
    ]);
  });
});

describe("test and check", () => {
  test("the shipped set passes all its cases and the check, with status 0", async () => {
    const tested = await runCommand(["test", SET, "--coverage", "--json"]);
    const [report] = JSON.parse(tested.stdout);
    expect([
      tested.status,
      report.failed,
      report.coverage.covered === report.coverage.total,
      report.coverage.open,
    ]).toEqual([0, 0, true, []]);
    const checked = await runCommand(["check", SET, "--lang", "en"]);
    expect(checked.status).toBe(0);
    expect(checked.stdout).toContain("0 errors, 0 warnings");
  });

  test("a changed threshold fails the cases that it concerns, and says what was expected", async () => {
    const set = copyOfSet("raised", "L2P1.json", (text) => text.replace("0.95", "0.96"));
    const { status, stdout } = await runCommand(["test", set]);
    expect(status).toBe(1);
    expect(stdout).toContain("✗ L2P1-A1-b1-at-95  立案率恰为 95%");
    expect(stdout).toContain('parts/b1  应为 "20"  实为 "15"');
  });

  test("cases that are taken away are proposed again", async () => {
    const set = copyOfSet("bare", "cases/L1P5.json", () => '{"cases": []}');
    const { stdout } = await runCommand(["test", set, "--propose", "--json"]);
    const [report] = JSON.parse(stdout);
    const nodes = new Set(report.proposals.map(({ node }: { node: string }) => node));
    expect([...nodes]).toEqual(["L1P5-A1", "L1P5-A2", "L1P5-A3"]);
    expect(report.coverage.open.length).toBeGreaterThan(0);
  });

  test("a rule file cut in the middle is refused with its place", async () => {
    const set = copyOfSet("cut", "L1P5.json", (text) => text.slice(0, 900));
    const { status, stderr } = await runCommand(["score", set, "-"], "{}");
    expect(status).toBe(1);
    expect(stderr).toMatch(/L1P5\.json#.* {2}第 \d+ 行第 \d+ 列：JSON 有误/);
  });

  test("a key twice in a rule file is refused with its place", async () => {
    const set = copyOfSet("twice", "L1P5.json", (text) =>
      text.replace('"weight": 0.03', '"weight": 0.03, "weight": 0.04'),
    );
    const { status, stdout } = await runCommand(["check", set]);
    expect(status).toBe(1);
    expect(stdout).toContain("键 “weight” 出现了两次");
  });

  test("weights that no longer add up are found", async () => {
    const set = copyOfSet("weights", "L1P5.json", (text) =>
      text.replace('"weight": 0.03', '"weight": 0.04'),
    );
    const { status, stdout } = await runCommand(["check", set, "--lang", "en"]);
    expect(status).toBe(1);
    expect(stdout).toContain("the weights below add up to 27%, not 26%");
  });
});

describe("diff", () => {
  const set = copyOfSet("next-year", "L2P1.json", (text) =>
    text.replace("0.95", "0.96").replace('"weight": 0.03', '"weight": 0.04'),
  );
  const cities = file(
    "cities.ndjson",
    `${JSON.stringify({ id: "max", inputs: { ...maximalCity(), "L2P1-A1": { ...maximalCity()["L2P1-A1"], filingRate: 95.5 } } })}\n`,
  );

  test("says what changed and what that does to cities, split by cause", async () => {
    const { status, stdout } = await runCommand(["diff", SET, set, "--cities", cities, "--json"]);
    const { changes, cities: effects } = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(
      changes.map(({ kind, node, before, after }: Record<string, unknown>) => [
        kind,
        node,
        before,
        after,
      ]),
    ).toEqual([
      ["weight-changed", "L2P1", 0.03, 0.04],
      ["threshold-changed", "L2P1-A1", "0.95", "0.96"],
    ]);
    const [{ effect }] = effects;
    // 3 % × 100 = 3.00; the band costs 20 % × 5 = 1 point of 100: 3 % × 99 = 2.97; then 4 % × 99 = 3.96
    expect([effect.before.total, effect.after.total, effect.difference]).toEqual([
      "100.00",
      "100.96",
      "0.96",
    ]);
    expect(effect.byCause.filter(({ change }: { change: string }) => change !== "0.00")).toEqual([
      { cause: "numbers", change: "-0.03", reverse: "-0.04" },
      { cause: "weights", change: "0.99", reverse: "1.00" },
    ]);
  });

  test("reads as a table and as Markdown", async () => {
    const table = await runCommand(["diff", SET, set]);
    expect(table.stdout).toMatch(
      /L2P1-A1 数字化城管情况 +b1 城市管理事部件的立案率 20 分档下… +95% +→ +96%/,
    );
    const markdown = await runCommand(["diff", SET, set, "--markdown", "--lang", "en"]);
    expect(markdown.stdout).toContain(
      "| L2P1-A1 Digital city management | b1 Filing rate of city-management events and components: lower bound of the 20-point band | 95% | 96% |",
    );
  });

  test("of a set with itself is empty", async () => {
    expect((await runCommand(["diff", SET, SET])).stdout).toBe("没有不同\n");
  });
});

describe("sql", () => {
  test("prints the query or the table's statement; a set that SQL cannot say is refused with status 1", async () => {
    const query = await runCommand(["sql", SET, "--table", "survey.cities"]);
    expect([query.status, query.stderr]).toEqual([0, ""]);
    expect(query.stdout).toContain('FROM "survey"."cities"');
    expect(query.stdout.trimEnd().endsWith(";")).toBe(true);
    const table = await runCommand(["sql", SET, "--ddl"]);
    expect(table.stdout).toContain('"L1P1-A1/itemsTotal" numeric');
    const refused = await runCommand(["sql", "test/rule-sets/human-development", "--lang", "en"]);
    expect([refused.status, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr).toContain("SQL cannot say the operator logarithm exactly here");
    const named = await runCommand(["sql", SET, "--table", "a.b.c"]);
    expect(named.status).toBe(2);
  });
});
