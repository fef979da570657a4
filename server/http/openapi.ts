/** @module The OpenAPI 3.1 document of the routes, with the limits and codes that the code itself enforces. */

import { MAX_JSON_DEPTH } from "../../engine/json/parse-json.ts";
import { messagesIn } from "../../engine/language/sentence.ts";
import { MAX_STEPS } from "../../engine/logic/interpret.ts";
import { MAX_FORMULA_DEPTH, MAX_FORMULA_NODES } from "../../engine/logic/read-expression.ts";
import { MAX_BITS } from "../../engine/number/rational.ts";
import { MAX_ROWS, MAX_TEXT_LENGTH } from "../../engine/score/read-figure.ts";
import { ENGINE_VERSION } from "../../engine/version.ts";
import { MAX_LINE_BYTES } from "../batch/batch-line.ts";
import { MAX_FILE_BYTES, MAX_SET_BYTES } from "../rule-files/rule-files.ts";
import { MAX_SPREADSHEET_BYTES } from "../spreadsheet/spreadsheets.ts";
import { MAX_BODY_BYTES } from "./body.ts";
import { BASE } from "./mount.ts";
import type { Route } from "./route.ts";
import { ROUTES } from "./routes/index.ts";
import { PROBLEM } from "./schemas.ts";

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
  { zh: "交回的表格文件", en: "spreadsheet", limit: bytes(MAX_SPREADSHEET_BYTES) },
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

/** Failures that follow from what a route is, beside its own. */
export function failuresOf(route: Route): readonly number[] {
  const more = [
    ...(route.access === "public" ? [] : [401, 403]),
    // A token that is none is slowed down wherever it is shown.
    429,
    ...(route.path.includes("{") ? [404] : []),
    ...(route.body?.kind === "json" ? [400, 413, 415, 422] : []),
    ...(route.body === undefined ? [] : [408]),
    ...(route.conditional ? [412, 428] : []),
    // Every route refuses a query that it does not know, and says so when the database is away.
    422,
    503,
    ...(route.method === "get" ? [] : [507]),
  ];
  return [...new Set([...route.failures, ...more])].sort((a, b) => a - b);
}

export function openApiDocument(): object {
  const paths: { [path: string]: { [method: string]: object } } = {};
  for (const route of ROUTES) {
    const path = `${BASE}${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
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
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "__Host-chengping" },
        token: { type: "http", scheme: "bearer" },
      },
    },
    "x-limits": LIMITS,
  };
}

function operationOf(route: Route): object {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const problem = {
    "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
  };
  return {
    summary: route.en,
    description: route.zh,
    "x-access": route.access,
    ...(route.access === "public" || route.access === "open"
      ? {}
      : { security: [{ session: [] }, { token: [] }] }),
    parameters: [
      ...names.map((name) => ({
        name,
        in: "path",
        required: true,
        description: NAMES[name] ?? name,
        schema: { type: "string" },
      })),
      ...Object.entries(route.query ?? {}).map(([name, { zh, en, required, schema }]) => ({
        name,
        in: "query",
        required: required === true,
        description: `${en} / ${zh}`,
        schema: schema ?? { type: "string", maxLength: 200 },
      })),
      ...(route.conditional
        ? [{ name: "If-Match", in: "header", required: true, schema: { type: "string" } }]
        : []),
      ...(route.repeatable
        ? [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string" } }]
        : []),
    ],
    ...(route.body ? { requestBody: { required: true, content: contentOf(route) } } : {}),
    responses: {
      [route.answer.status]: {
        description: route.en,
        ...(route.answer.status === 204
          ? {}
          : { content: { [route.answer.type]: { schema: route.answer.schema } } }),
      },
      ...Object.fromEntries(
        failuresOf(route).map((status) => [
          status,
          { description: "Problem (RFC 9457)", content: problem },
        ]),
      ),
    },
  };
}

const NAMES: { readonly [name: string]: string } = {
  id: "rule set: id for the latest, id@sha256:… for exactly that one / 规则集：id 为最新，id@sha256:… 为指定版本",
};

function contentOf({ body }: Route): object {
  if (body === undefined) return {};
  if (body.kind === "json") return { "application/json": { schema: body.schema } };
  return Object.fromEntries(body.types.map((type) => [type, { schema: { type: "string" } }]));
}

function bytes(count: number): string {
  return count >= 1_048_576 ? `${count / 1_048_576} MiB` : `${count / 1024} KiB`;
}
