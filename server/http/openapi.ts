/** @module The OpenAPI 3.1 document of the routes, with the limits and codes that the code itself enforces. */

import { MAX_JSON_DEPTH } from "../../engine/json/parse-json.ts";
import { messagesIn } from "../../engine/language/sentence.ts";
import { MAX_STEPS } from "../../engine/logic/interpret.ts";
import { MAX_FORMULA_DEPTH, MAX_FORMULA_NODES } from "../../engine/logic/read-expression.ts";
import { MAX_BITS } from "../../engine/number/rational.ts";
import { MAX_ROWS, MAX_TEXT_LENGTH } from "../../engine/score/read-figure.ts";
import { ENGINE_VERSION } from "../../engine/version.ts";
import { MAX_LINE_BYTES } from "../batch-line.ts";
import { MAX_FILE_BYTES, MAX_SET_BYTES } from "../rule-files.ts";
import { MAX_BODY_BYTES } from "./body.ts";

export interface Limit {
  readonly zh: string;
  readonly en: string;
  readonly limit: string;
}

export const LIMITS: readonly Limit[] = [
  { zh: "请求正文", en: "request body", limit: bytes(MAX_BODY_BYTES) },
  { zh: "批量计算的一行", en: "batch line", limit: bytes(MAX_LINE_BYTES) },
  { zh: "一个规则文件", en: "rule file", limit: bytes(MAX_FILE_BYTES) },
  { zh: "一套规则", en: "whole rule set", limit: bytes(MAX_SET_BYTES) },
  { zh: "JSON 嵌套", en: "nesting of JSON", limit: String(MAX_JSON_DEPTH) },
  { zh: "公式嵌套", en: "nesting of a formula", limit: String(MAX_FORMULA_DEPTH) },
  {
    zh: "一个公式的节点",
    en: "nodes in one formula",
    limit: MAX_FORMULA_NODES.toLocaleString("en"),
  },
  { zh: "一次计算的步数", en: "steps of one evaluation", limit: MAX_STEPS.toLocaleString("en") },
  { zh: "明细行数", en: "rows of an input", limit: MAX_ROWS.toLocaleString("en") },
  { zh: "文字长度（字）", en: "characters of a text", limit: MAX_TEXT_LENGTH.toLocaleString("en") },
  { zh: "数：整数位、小数位", en: "digits of a number: whole, decimal", limit: "15, 12" },
  {
    zh: "精确中间值（位）",
    en: "bits of an exact intermediate",
    limit: MAX_BITS.toLocaleString("en"),
  },
  { zh: "一次计算的时间", en: "time of one evaluation", limit: "2 s" },
];

export interface Route {
  readonly method: "get" | "post";
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: "path" | "query";
    readonly zh: string;
    readonly en: string;
  }[];
  readonly body?: { readonly type: string; readonly schema: string };
  readonly answer: { readonly type: string; readonly schema: string };
  readonly failures: readonly number[];
}

const ID = {
  name: "id",
  in: "path",
  zh: "规则集：id 为最新，id@sha256:… 为指定版本",
  en: "rule set: id for the latest, id@sha256:… for exactly that one",
} as const;

export const ROUTES: readonly Route[] = [
  {
    method: "get",
    path: "/rule-sets",
    zh: "规则集列表",
    en: "List of rule sets",
    answer: { type: "application/json", schema: "RuleSetList" },
    failures: [],
  },
  {
    method: "get",
    path: "/rule-sets/{id}",
    zh: "一套规则全文：指标树、数据项、权重、来源（ETag 为内容哈希）",
    en: "One whole rule set: tree, inputs, weights, sources (ETag is the content hash)",
    parameters: [ID],
    answer: { type: "application/json", schema: "RuleSet" },
    failures: [404],
  },
  {
    method: "post",
    path: "/rule-sets/{id}/score",
    zh: "计算一个城市的得分",
    en: "Score one city",
    parameters: [ID],
    body: { type: "application/json", schema: "ScoreRequest" },
    answer: { type: "application/json", schema: "ScoreResult" },
    failures: [400, 404, 413, 415, 422],
  },
  {
    method: "post",
    path: "/rule-sets/{id}/score/batch",
    zh: "批量计算：NDJSON 逐行输入输出，次序不变",
    en: "Score many: NDJSON in and out, streamed, order kept",
    parameters: [
      ID,
      {
        name: "final",
        in: "query",
        zh: "true：缺项即退回",
        en: "true: what is missing is refused",
      },
    ],
    body: { type: "application/x-ndjson", schema: "BatchLine" },
    answer: { type: "application/x-ndjson", schema: "BatchAnswer" },
    failures: [404],
  },
  {
    method: "post",
    path: "/rule-sets/{id}/cases/run",
    zh: "运行规则旁的用例，并给出覆盖情况",
    en: "Run the cases beside the rules, with coverage",
    parameters: [ID],
    answer: { type: "application/json", schema: "CasesReport" },
    failures: [404],
  },
  {
    method: "get",
    path: "/rule-sets/{id}/diff",
    zh: "与另一套规则相比改了什么",
    en: "What changed against another rule set",
    parameters: [
      ID,
      { name: "from", in: "query", zh: "另一套规则的编号", en: "id of the other rule set" },
    ],
    answer: { type: "application/json", schema: "Diff" },
    failures: [404, 422],
  },
];

/** Codes of refusals and warnings with what they mean, in both languages. */
export function inputCodes(): readonly {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}[] {
  const example = {
    found: "…",
    expected: "count",
    whole: "…",
    wholeInput: "…",
    options: "…",
    item: "…",
    input: "…",
    length: "…",
    maximum: "…",
    value: "…",
    other: "…",
    otherItem: "…",
    otherInput: "…",
    formula: "…",
    problem: "…",
    minimum: "…",
  };
  const [zh, en] = [messagesIn("zh-CN").inputs, messagesIn("en").inputs];
  return Object.keys(zh).map((code) => ({
    code,
    zh: zh[code as keyof typeof zh](example),
    en: en[code as keyof typeof en](example),
  }));
}

const DECIMAL = { type: "string", pattern: "^-?\\d+(\\.\\d+)?$" };
const RANGE = { type: "array", prefixItems: [DECIMAL, DECIMAL], minItems: 2, maxItems: 2 };
const ISSUE = {
  type: "object",
  required: ["code", "severity", "path"],
  properties: {
    code: { type: "string" },
    severity: { enum: ["error", "warning", "note"] },
    item: { type: "string" },
    input: { type: "string" },
    path: { type: "string", description: "JSON pointer into inputs" },
    message: { type: "string" },
  },
};

export function openApiDocument(): object {
  const paths: { [path: string]: { [method: string]: object } } = {};
  for (const route of ROUTES) {
    const operation = {
      summary: route.en,
      description: route.zh,
      parameters: (route.parameters ?? []).map(({ name, in: place, zh, en }) => ({
        name,
        in: place,
        required: place === "path" || name === "from",
        description: `${en} / ${zh}`,
        schema: { type: "string" },
      })),
      ...(route.body
        ? {
            requestBody: {
              required: true,
              content: { [route.body.type]: { schema: reference(route.body.schema) } },
            },
          }
        : {}),
      responses: {
        "200": {
          description: route.en,
          content: { [route.answer.type]: { schema: reference(route.answer.schema) } },
        },
        ...Object.fromEntries(
          route.failures.map((status) => [
            String(status),
            {
              description: "Problem (RFC 9457)",
              content: { "application/problem+json": { schema: reference("Problem") } },
            },
          ]),
        ),
      },
    };
    paths[`/api/v1${route.path}`] = { ...paths[`/api/v1${route.path}`], [route.method]: operation };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "城评 Chengping",
      version: ENGINE_VERSION,
      description:
        "Evaluation by indicators. Numbers travel as decimal strings or JSON numbers of at most 15 significant digits; scores leave as decimal strings.",
      license: { name: "MIT" },
    },
    paths,
    components: { schemas: SCHEMAS },
    "x-limits": LIMITS,
  };
}

const SCHEMAS = {
  RuleSetList: {
    type: "object",
    properties: { ruleSets: { type: "array", items: { type: "object" } } },
  },
  RuleSet: { type: "object", required: ["id", "name", "levels", "tree", "hash", "scoringHash"] },
  ScoreRequest: {
    type: "object",
    required: ["inputs"],
    additionalProperties: false,
    properties: {
      inputs: {
        type: "object",
        description: "Figures by item and input",
        additionalProperties: { type: "object" },
      },
      final: { type: "boolean" },
      explain: { type: "boolean" },
    },
    examples: [{ inputs: { "<item>": { "<input>": 45 } }, explain: true }],
  },
  ScoreResult: {
    type: "object",
    required: [
      "ruleSet",
      "engine",
      "status",
      "total",
      "range",
      "scores",
      "ranges",
      "outputs",
      "pending",
      "warnings",
    ],
    properties: {
      ruleSet: { type: "object", properties: { id: { type: "string" }, hash: { type: "string" } } },
      engine: { type: "string" },
      status: { enum: ["final", "provisional"] },
      total: { anyOf: [DECIMAL, { type: "null" }] },
      range: { anyOf: [RANGE, { type: "null" }] },
      scores: { type: "object", additionalProperties: { anyOf: [DECIMAL, { type: "null" }] } },
      ranges: { type: "object", additionalProperties: RANGE },
      outputs: { type: "object" },
      pending: {
        type: "object",
        additionalProperties: { type: "array", items: { type: "string" } },
      },
      warnings: { type: "array", items: ISSUE },
      trace: { type: "object" },
    },
  },
  BatchLine: {
    type: "object",
    required: ["id", "inputs"],
    properties: { id: { type: ["string", "number"] }, inputs: { type: "object" } },
  },
  BatchAnswer: {
    oneOf: [
      {
        type: "object",
        required: ["id", "result"],
        properties: { id: {}, result: reference("ScoreResult") },
      },
      {
        type: "object",
        required: ["id", "issues"],
        properties: { id: {}, line: { type: "integer" }, issues: { type: "array", items: ISSUE } },
      },
    ],
  },
  CasesReport: {
    type: "object",
    required: ["ruleSet", "passed", "failed", "failures", "coverage", "disagreements"],
  },
  Diff: { type: "object", required: ["from", "to", "changes"] },
  Problem: {
    type: "object",
    required: ["type", "title", "status", "code"],
    properties: {
      type: { type: "string" },
      title: { type: "string" },
      status: { type: "integer" },
      code: { type: "string" },
      detail: { type: "string" },
      issues: { type: "array", items: ISSUE },
    },
  },
};

function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function bytes(count: number): string {
  return count >= 1_048_576 ? `${count / 1_048_576} MiB` : `${count / 1024} KiB`;
}
