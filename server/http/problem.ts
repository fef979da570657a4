/** @module Every failure over HTTP is one shape of document (RFC 9457), in the reader's language. */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Language } from "../../engine/language/language.ts";

export type ProblemCode =
  | "malformed_json"
  | "invalid_request"
  | "figures_refused"
  | "unknown_rule_set"
  | "unknown_route"
  | "method_not_allowed"
  | "too_large"
  | "unsupported_media_type"
  | "took_too_long"
  | "internal_error";

const TITLES: { readonly [language in Language]: { readonly [code in ProblemCode]: string } } = {
  "zh-CN": {
    malformed_json: "请求不是合法的 JSON",
    invalid_request: "请求的内容不符合要求",
    figures_refused: "数据被退回",
    unknown_rule_set: "没有这一规则集",
    unknown_route: "没有这一地址",
    method_not_allowed: "该地址不支持这一方法",
    too_large: "请求过大",
    unsupported_media_type: "请求的内容类型应为 application/json",
    took_too_long: "计算超过时限，已停止",
    internal_error: "服务器内部错误",
  },
  en: {
    malformed_json: "The request is not JSON",
    invalid_request: "The request does not have the form that is asked for",
    figures_refused: "The figures are refused",
    unknown_rule_set: "There is no such rule set",
    unknown_route: "There is nothing at this address",
    method_not_allowed: "This address does not take this method",
    too_large: "The request is too large",
    unsupported_media_type: "The content type should be application/json",
    took_too_long: "The computation took too long and was stopped",
    internal_error: "Internal error",
  },
};

/** Thrown by routes and caught once, in the app's error handler. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: ContentfulStatusCode;
  readonly code: ProblemCode;
  /** Further members of the document, made when the language is known. */
  readonly members: (language: Language) => { readonly [member: string]: unknown };
  constructor(
    status: ContentfulStatusCode,
    code: ProblemCode,
    members: Problem["members"] = () => ({}),
  ) {
    super(code);
    this.status = status;
    this.code = code;
    this.members = members;
  }
}

export function respondProblem(context: Context, problem: Problem, language: Language): Response {
  const { status, code, members } = problem;
  const document = {
    type: `urn:chengping:problem:${code}`,
    title: TITLES[language][code],
    status,
    code,
    ...members(language),
  };
  return context.body(JSON.stringify(document), status, {
    "content-type": "application/problem+json; charset=utf-8",
    "content-language": language,
  });
}
