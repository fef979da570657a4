import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Finding, InputIssue } from "../../../engine/issue.ts";
import { parseJson } from "../../../engine/json/parse-json.ts";
import { describeChange } from "../../../engine/language/describe-change.ts";
import { explainNode, explainTrace } from "../../../engine/language/explain.ts";
import { readLanguage } from "../../../engine/language/language.ts";
import {
  findingSentence,
  inputSentence,
  jsonSentence,
  messagesIn,
} from "../../../engine/language/sentence.ts";
import type { TraceNode } from "../../../engine/score/result.ts";
import { score } from "../../../engine/score/score.ts";
import { loadFolder } from "../../support/load-rule-set.ts";

const { prepared, cases } = loadFolder("rules/cn-smart-city-2018");

function keysOf(value: object): unknown {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      typeof member === "object" ? Object.keys(member).sort() : typeof member,
    ]),
  );
}

test("what the file format asks for is said in the reader's language", () => {
  const finding = (facts: Finding["facts"]): Finding => ({
    severity: "error",
    code: "schema",
    path: "L1P1.json#/name",
    facts,
  });
  const missing = finding({ keyword: "required", missingProperty: "label", message: "must have" });
  expect(findingSentence(missing, "zh-CN")).toBe("不符合文件格式：缺少“名称”（label）");
  expect(findingSentence(missing, "en")).toBe(
    "does not keep to the file format: “Label” (label) is missing",
  );
  const type = finding({ keyword: "type", expected: "array" });
  expect(findingSentence(type, "zh-CN")).toBe("不符合文件格式：应为列表");
  expect(findingSentence(type, "en")).toBe("does not keep to the file format: it should be a list");
});

/** Keywords that refuse a document, of those that stand anywhere in the schemas of rule files. */
const REFUSING = [
  ...["required", "additionalProperties", "propertyNames", "not", "type", "enum", "const"],
  ...["pattern", "format", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum"],
  ...["exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "contains"],
  ...["minProperties", "maxProperties", "dependentRequired", "anyOf", "oneOf"],
];

function keywordsIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(keywordsIn);
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, member]) => [key, ...keywordsIn(member)]);
}

const KEYWORDS = REFUSING.filter((keyword) =>
  readdirSync("rules/schema").some((file) =>
    keywordsIn(JSON.parse(readFileSync(`rules/schema/${file}`, "utf8"))).includes(keyword),
  ),
);

test.each(KEYWORDS)("what the format asks for by “%s” is said in words of our own", (keyword) => {
  const facts = {
    ...{ keyword, message: "the validator's own", missingProperty: "label", limit: 3 },
    ...{ additionalProperty: "x", propertyName: "x", type: "array", allowedValues: ["a", "b"] },
    ...{ allowedValue: "a", pattern: "^a$", format: "date" },
  };
  const finding: Finding = { severity: "error", code: "schema", path: "L1P1.json#/name", facts };
  for (const language of ["zh-CN", "en"] as const) {
    expect(findingSentence(finding, language)).not.toContain(facts.message);
    expect(findingSentence(finding, language)).not.toContain("undefined");
  }
});

test.each([
  [
    { input: "stations", text: { zh: "监控点位数量", en: "Monitoring points" } },
    "数据项“监控点位数量”（stations）没有公式使用",
    "no formula uses the figure “Monitoring points” (stations)",
  ],
  [{ input: "stations" }, "数据项 stations 没有公式使用", "no formula uses the figure stations"],
])("what nothing uses is called by its label, its name beside it", (facts, zh, en) => {
  const path = "L3P1-A1#/inputs/stations";
  const finding: Finding = { severity: "warning", code: "unused_input", path, facts };
  expect([findingSentence(finding, "zh-CN"), findingSentence(finding, "en")]).toEqual([zh, en]);
});

test.each([
  [
    { name: "updateYears", text: { zh: "更新周期", en: "Years between updates" } },
    "“更新周期”（updateYears）可能为空值，使用前须先判断",
    "“Years between updates” (updateYears) may be null and must be asked for that first",
  ],
  [
    { name: "weight" },
    "权重可能为空值，使用前须先判断",
    "the weight may be null and must be asked for that first",
  ],
  [
    { name: "operation" },
    "此处的计算结果可能为空值，使用前须先判断",
    "what is worked out here may be null and must be asked for that first",
  ],
])(
  "what may be null is called by its label, the weight and what is worked out by their words",
  (facts, zh, en) => {
    const path = "L4P2-A1#/parts/b1/logic/*/0";
    const finding: Finding = { severity: "error", code: "null_reaches_arithmetic", path, facts };
    expect([findingSentence(finding, "zh-CN"), findingSentence(finding, "en")]).toEqual([zh, en]);
  },
);

test("both languages have the same messages", () => {
  expect(keysOf(messagesIn("en"))).toEqual(keysOf(messagesIn("zh-CN")));
});

test.each([
  ["zh-CN", "zh-CN"],
  ["zh_CN.UTF-8", "zh-CN"],
  ["zh-Hans", "zh-CN"],
  ["en_US.UTF-8", "en"],
  ["en", "en"],
  ["C.UTF-8", null],
  ["fr", null],
])("the wish %s is read as %s", (wish, language) => {
  expect(readLanguage(wish)).toBe(language);
});

describe("refusals say item, figure, what is wrong and what would be right", () => {
  function sentences(inputs: unknown, language: "zh-CN" | "en"): readonly string[] {
    const outcome = score(prepared, inputs, { final: false });
    return outcome.ok
      ? []
      : outcome.issues.map((issue) => inputSentence(issue, language, prepared));
  }

  test.each([
    [
      { "L1P1-A2": { oneStopItems: 121, itemsTotal: 120 } },
      "L1P1-A2 / oneStopItems 实现线下一站式办理的政务服务事项数量：121 大于总数 120（itemsTotal），部分不能大于整体",
      "L1P1-A2 / oneStopItems Items handled offline in one place or at one window: 121 exceeds the total 120 (itemsTotal); a part cannot exceed its whole",
    ],
    [
      { L8P1: { surveyScore: "100.01" } },
      "L8P1 / surveyScore 市民体验调查得分（百分制）：应不小于 0、不大于 100，收到的是 100.01",
      "L8P1 / surveyScore Score of the citizen experience survey, 0 to 100: should be at least 0 and at most 100, found 100.01",
    ],
    [
      { "L1P1-A1": { eCertItem: 3 } },
      "L1P1-A1 / eCertItem：没有名为 eCertItem 的数据项 是否为 eCertItems？",
      "L1P1-A1 / eCertItem: there is no figure named eCertItem did you mean eCertItems?",
    ],
    [
      { "L1P4-A3": { hospitals: [{ recordLookups: 3, outpatientVisits: 0 }] } },
      "L1P4-A3 / hospitals 各三级以上医疗机构 / 0/recordLookups：门诊总数为 0 的机构不能有调阅次数。",
      "L1P4-A3 / hospitals One entry per level-3 institution / 0/recordLookups: An institution without visits cannot have look-ups.",
    ],
  ])("%j", (inputs, zh, en) => {
    expect([sentences(inputs, "zh-CN"), sentences(inputs, "en")]).toEqual([[zh], [en]]);
  });
});

test("a broken JSON text is told with line and column", () => {
  const parsed = parseJson('{\n  "a": 1,\n  "a": 2\n}');
  if (parsed.ok) throw new Error("taken as JSON");
  expect([jsonSentence(parsed.problem, "zh-CN"), jsonSentence(parsed.problem, "en")]).toEqual([
    "第 3 行第 3 列：键 “a” 出现了两次",
    "line 3, column 3: the key “a” stands twice",
  ]);
});

test("a finding becomes a sentence, an unknown one shows its code and facts", () => {
  const finding: Finding = {
    severity: "error",
    code: "weights_do_not_add_up",
    path: "L1#/children",
    facts: { sum: "0.99", expected: "1" },
  };
  expect([findingSentence(finding, "zh-CN"), findingSentence(finding, "en")]).toEqual([
    "下级权重之和为 99%，应为 100%",
    "the weights below add up to 99%, not 100%",
  ]);
  expect(findingSentence({ ...finding, code: "something_new" }, "en")).toBe(
    "something_new sum=0.99 expected=1",
  );
});

describe("one node explained", () => {
  const city = cases.find(({ id }) => id === "city-of-yunquan");
  const outcome = score(prepared, city?.inputs, { explain: true });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  const { trace } = outcome.result;
  const nodeAt = (one: TraceNode, at: string): TraceNode | undefined =>
    one.at === at
      ? one
      : one.operands?.flatMap((operand) => nodeAt(operand, at) ?? []).find(() => true);
  const explained = (part: string, at: string, language: "zh-CN" | "en"): string => {
    const root = trace?.["L2P1-A1"]?.parts[part];
    const found = root && nodeAt(root, at);
    if (found === undefined) throw new Error(`${part} ${at}`);
    return explainTrace(found, language);
  };

  test.each([
    ["b1", "/if/0", "zh-CN", "96.2% ≥ 95% → 成立"],
    ["b1", "/if/0", "en", "96.2% ≥ 95% → holds"],
    // Dispatched correctly: 88.75 %, below the first of its bands.
    ["b2", "/if/0", "zh-CN", "88.75% ≥ 90% → 不成立"],
    ["b2", "", "zh-CN", "88.75% 未达 90%，达到 85% → 15"],
    ["coverage", "", "zh-CN", "176.4 ÷ 209 = 0.844019…"],
  ] as const)("%s%s in %s", (part, at, language, sentence) => {
    expect(explained(part, at, language)).toBe(sentence);
  });
});

describe("explained scores", () => {
  const city = cases.find(({ id }) => id === "city-of-yunquan");
  const outcome = score(prepared, city?.inputs, { explain: true });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  const { trace } = outcome.result;

  function explained(id: string, language: "zh-CN" | "en"): readonly string[] {
    const [node, own] = [prepared.nodes.get(id), trace?.[id]];
    if (node === undefined || own === undefined) throw new Error(id);
    return explainNode(node, own, language);
  }

  test.each([
    ["L1P10-A1", ["618 ÷ 3072 = 0.201171… → 100% × 0.201171… × 100 = 20.1171875 ≈ 20.12"]],
    ["L3P2-A1", ["57 ÷ 96 = 0.59375 → 100% × 0.59375 × 100 = 59.375 ≈ 59.38"]],
    ["L4P1-A3", ["4 ÷ 10 = 0.4 → 30% × 0.4 × 100 = 12.00"]],
    ["L1P6-A2", ["(5 + 1) × 20 → 最高 100 → 50% × 100 = 50.00"]],
    [
      "L3P1-A1",
      ["2229 ÷ 30 = 74.3 → 26 ÷ 74.3 = 0.349932… → 40% × 0.349932… × 100 = 13.997308… ≈ 14.00"],
    ],
    ["L1P1", ["5% × 73.52 = 3.676 ≈ 3.68"]],
  ])("%s", (id, lines) => {
    expect(explained(id, "zh-CN")).toEqual(lines);
  });

  test("bands say which threshold was reached and which was missed", () => {
    expect(explained("L2P1-A1", "zh-CN")).toEqual([
      "b1（立案率得分） = 96.2% 达到 95% → 20",
      "b2（派遣正确率得分） = 88.75% 未达 90%，达到 85% → 15",
      "b3（按时处置率得分） = 80% 达到 80% → 20",
      "b4（结案率得分） = 84.99% 未达 85%，达到 80% → 10",
      "coverage（数字化城管覆盖率） = 176.4 ÷ 209 = 0.844019…",
      "b5（覆盖率得分） = 84.401913…% 未达 85%，达到 80% → 10",
      "20% × (20 + 15 + 20 + 10 + 10) = 15.00",
    ]);
    expect(explained("L2P1-A1", "en")[1]).toBe(
      "b2 (Dispatch) = 88.75%, below 90%, reaches 85% → 15",
    );
  });
});

test("changes read in the notice's terms, shares as percent", () => {
  const change = {
    kind: "threshold-changed",
    cause: "numbers",
    node: "L2P1-A1",
    path: "/parts/b4/logic/if/0/>=/1",
    before: "0.9",
    after: "0.955",
  } as const;
  expect(describeChange(change, prepared, prepared, "zh-CN")).toEqual({
    place: "L2P1-A1 数字化城管情况",
    what: "b4 城市管理事部件的结案率 20 分档下限",
    before: "90%",
    after: "95.5%",
  });
});

test("a warning has a sentence too", () => {
  const issue: InputIssue = {
    code: "same_as_differs",
    severity: "warning",
    item: "B",
    input: "n",
    path: "/B/n",
    value: "2",
    other: "3",
    otherItem: "A",
    otherInput: "n",
  };
  expect(inputSentence(issue, "en")).toBe(
    "B / n: should be the same figure as A/n, but is 2 here and 3 there; each is used where it stands",
  );
});
