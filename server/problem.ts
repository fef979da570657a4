/** @module Every refusal of the service, with its status and its title in both languages. */
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Language } from "../engine/language/language.ts";

interface Kind {
  readonly status: ContentfulStatusCode;
  readonly zh: string;
  readonly en: string;
}

/** Codes of problem documents; the document of the API lists the same. */
export const PROBLEMS = {
  malformed_json: { status: 400, zh: "请求不是合法的 JSON", en: "The request is not JSON" },
  not_signed_in: { status: 401, zh: "请先登录", en: "Please sign in" },
  token_refused: {
    status: 401,
    zh: "令牌不对、已停用、已到期，或不得从这一网络地址使用",
    en: "The token is wrong, withdrawn or expired, or may not be used from this network address",
  },
  wrong_password: {
    status: 401,
    zh: "用户名或口令不对，或账号已锁定",
    en: "The name or the password is wrong, or the account is locked",
  },
  forbidden: { status: 403, zh: "您的角色无权这样做", en: "Your role may not do this" },
  cross_site: {
    status: 403,
    zh: "请求不是从本站页面发出的",
    en: "The request does not come from a page of this site",
  },
  no_tls: {
    status: 403,
    zh: "未启用 TLS，不能登录；请由管理员配置证书或代理",
    en: "Sign-in needs TLS; an administrator can set up a certificate or a proxy",
  },
  password_expired: {
    status: 403,
    zh: "口令已到期，请先修改",
    en: "The password has expired; please change it first",
  },
  unknown_route: { status: 404, zh: "没有这一地址", en: "There is nothing at this address" },
  unknown_rule_set: { status: 404, zh: "没有这一规则集", en: "There is no such rule set" },
  not_found: { status: 404, zh: "没有找到", en: "Not found" },
  method_not_allowed: {
    status: 405,
    zh: "该地址不支持这一方法",
    en: "This address does not take this method",
  },
  too_slow: {
    status: 408,
    zh: "请求传送过慢，已中断",
    en: "The request took too long to come in",
  },
  conflict: { status: 409, zh: "与当前状态冲突", en: "This does not go with the present state" },
  not_publishable: { status: 409, zh: "草稿还不能发布", en: "The draft cannot be published yet" },
  locked: { status: 409, zh: "已锁定，不能再改", en: "It is locked and cannot be changed" },
  closed: {
    status: 409,
    zh: "不在填报时间内，也没有重新开放",
    en: "This is outside the time for filling in, and it was not reopened",
  },
  stale: {
    status: 412,
    zh: "其间已有他人保存；两个版本都在应答中",
    en: "Somebody else saved in the meantime; both versions are in the answer",
  },
  too_large: { status: 413, zh: "请求过大", en: "The request is too large" },
  unsupported_media_type: {
    status: 415,
    zh: "请求的内容类型不对",
    en: "The request has another content type than the one asked for",
  },
  invalid_request: {
    status: 422,
    zh: "请求的内容不符合要求",
    en: "The request does not have the form that is asked for",
  },
  figures_refused: { status: 422, zh: "数据被退回", en: "The figures are refused" },
  files_refused: { status: 422, zh: "文件被退回", en: "The file is refused" },
  took_too_long: {
    status: 422,
    zh: "计算超过时限，已停止",
    en: "The computation took too long and was stopped",
  },
  took_too_much: {
    status: 422,
    zh: "计算占用内存过多，已停止",
    en: "The computation took too much memory and was stopped",
  },
  weak_password: {
    status: 422,
    zh: "口令不符合要求",
    en: "The password does not meet the demands",
  },
  key_reused: {
    status: 422,
    zh: "同一 Idempotency-Key 已用于另一请求",
    en: "The same Idempotency-Key was used for another request",
  },
  precondition_required: {
    status: 428,
    zh: "须带 If-Match，写明所依据的版本",
    en: "If-Match is needed, with the version that this is based on",
  },
  too_many_requests: {
    status: 429,
    zh: "请求过于频繁，请稍后再试",
    en: "Too many requests; try again later",
  },
  internal_error: { status: 500, zh: "服务器内部错误", en: "Internal error" },
  issuer_down: {
    status: 503,
    zh: "身份提供方暂时没有应答，请稍后再试",
    en: "The issuer of sign-ins does not answer now; try again later",
  },
  store_down: {
    status: 503,
    zh: "数据库暂时不可用，请稍后再试；没有写入任何内容",
    en: "The database cannot be reached now; try again later, nothing was written",
  },
  store_unknown: {
    status: 503,
    zh: "数据库在提交时失去联系；请带同一 Idempotency-Key 重发，不会重复写入",
    en: "The database went away while it committed; repeat with the same Idempotency-Key, nothing is done twice",
  },
  store_full: {
    status: 507,
    zh: "磁盘空间不足，没有写入任何内容",
    en: "The disk is full; nothing was written",
  },
} as const satisfies { readonly [code: string]: Kind };

export type ProblemCode = keyof typeof PROBLEMS;

/** Further members of the document, made when the language is known. */
type Members = (language: Language) => { readonly [member: string]: unknown };

/** Thrown by routes and caught once, in the app's error handler. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly members: Members;
  /** Seconds after which it is worth trying again. */
  readonly retryAfterSeconds: number | null;
  constructor(
    code: ProblemCode,
    members: Members | { readonly [member: string]: unknown } = {},
    retryAfterSeconds: number | null = null,
  ) {
    super(code);
    this.code = code;
    this.members = typeof members === "function" ? members : () => members;
    this.retryAfterSeconds = retryAfterSeconds;
  }
  get status(): ContentfulStatusCode {
    return PROBLEMS[this.code].status;
  }
}

/** Who holds the role elsewhere is not told what there is here: the same answer as for what does not exist. */
export class OutOfScope extends Problem {
  constructor(needed: readonly string[]) {
    super("not_found", { needed });
  }
}

/** A refusal of the request's form, with the place. */
export function invalid(
  path: string,
  code: string,
  facts: { readonly [fact: string]: unknown } = {},
): Problem {
  return new Problem("invalid_request", { issues: [{ code, severity: "error", path, ...facts }] });
}
