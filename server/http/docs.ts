/** @module The readable documentation of the API, made from the routes; plain HTML, no scripts. */
import { Hono } from "hono";
import { html } from "hono/html";
import type { Language } from "../../engine/language/language.ts";
import { PROBLEMS } from "../problem.ts";
import type { ServedRuleSet } from "../rule-set-store/published.ts";
import type { Services } from "../services.ts";
import type { Environment } from "./app.ts";
import { originOf } from "./identify.ts";
import { failuresOf, inputCodes, LIMITS, openApiDocument } from "./openapi.ts";
import { type Html, plainPage } from "./plain-page.ts";
import type { Route } from "./route.ts";
import { ROUTES } from "./routes/index.ts";
import { schemaText } from "./schema-text.ts";
import { STYLE } from "./style.ts";

const WORDS = {
  "zh-CN": {
    try: "试算",
    tryText:
      "把若干数据发给接口，得到已知得分、可能区间和每一分的由来；没有填报的数据是“待填”，不是 0：",
    docs: "接口说明",
    openapi: "OpenAPI 文档",
    signIn: "登录与令牌",
    signInText:
      "其他系统凭令牌：由安全管理员建立（POST /clients，写明角色、城市与单位、到期日、来源网段），令牌只显示一次，此后每次请求带在 Authorization 中。人员在页面登录，凭 Cookie；脚本也可 POST /session 取得 Cookie，其后凡非 GET 的请求须带与本站相同的 Origin。",
    shared: "各接口的共同约定",
    sharedTexts: [
      ["Accept-Language", "zh-CN（默认）或 en：标题与说明所用语言"],
      [
        "If-Match",
        "标有此项的接口须带上所依据的版本，即前次应答的 ETag；不带答 428，已有新版本答 412 并附两个版本",
      ],
      ["Idempotency-Key", "标有此项的接口可带；同一键重发得到首次的应答，不会重复写入"],
      ["X-Request-Id", "每个应答都有，与日志、审计记录中的请求编号相同"],
    ],
    problems: "失败的应答",
    problemsText:
      "均为 application/problem+json（RFC 9457）：type、title、status、code，以及说明原因的其他成员。503 与 429 带 Retry-After（秒）。",
    routes: "接口",
    parameters: "参数",
    request: "请求",
    answer: "应答",
    limits: "限制",
    codes: "退回与提示",
    codesText: "数据有误时应答 422，issues 一次列出全部原因，各有代码、分项、数据项和位置。",
    numbers: "数的写法",
    numbersText:
      'JSON 数（至多 15 位有效数字）或小数文本，如 "71.5"；不带指数、加号、空格和千分位。百分数填 95，不填 0.95。得分以小数文本返回，至分。',
    access: "使用者",
    public: "任何人",
    open: "任何人（可设为须登录）",
    "signed-in": "已登录",
  },
  en: {
    try: "Try it",
    tryText:
      "Send some figures and get the score so far, the range still possible and how every point came about; what is not given is pending, not zero:",
    docs: "API",
    openapi: "OpenAPI document",
    signIn: "Signing in, and tokens",
    signInText:
      "Other systems have tokens: the security administrator makes one (POST /clients, with its roles, city and unit, last day and networks), it is shown once, and goes with every request in Authorization. People sign in on the page and have a cookie; a script can get one by POST /session, and then needs this origin in Origin with every request that is not a GET.",
    shared: "What all routes have in common",
    sharedTexts: [
      ["Accept-Language", "zh-CN (standard) or en: the language of titles and messages"],
      [
        "If-Match",
        "routes that say so need the version that a change is based on, the ETag of an answer before: 428 without, 412 with both versions where there is a newer one",
      ],
      [
        "Idempotency-Key",
        "routes that say so take one: a request repeated with the same key gets the first answer, and nothing is done twice",
      ],
      ["X-Request-Id", "of every answer, the same as in the log and in the audit trail"],
    ],
    problems: "Answers that are failures",
    problemsText:
      "All are application/problem+json (RFC 9457): type, title, status, code, and members that tell the reason. 503 and 429 come with Retry-After in seconds.",
    routes: "Routes",
    parameters: "Parameters",
    request: "Request",
    answer: "Answer",
    limits: "Limits",
    codes: "Refusals and warnings",
    codesText:
      "Faulty figures are answered with 422; issues lists every cause at once, each with code, item, input and place.",
    numbers: "How numbers are written",
    numbersText:
      'JSON numbers (at most 15 significant digits) or decimal text such as "71.5"; no exponent, plus sign, spaces or thousands separators. Percents are given as 95, not 0.95. Scores come back as decimal text, to the cent.',
    access: "For",
    public: "anybody",
    open: "anybody (a setting can ask for sign-in)",
    "signed-in": "signed in",
  },
} as const;

export function docsRoutes(services: Services): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.get("/api/docs", async (context) => {
    const sets = services.configuration.openScoring ? await services.ruleSets.all() : [];
    const origin = originOf(context, services);
    return context.html(docsPage(context.get("language"), origin, exampleRequest(sets, origin)));
  });
  routes.get("/api/v1/openapi.json", (context) => context.json(openApiDocument()));
  routes.get("/style.css", (context) => {
    context.header("Cache-Control", "max-age=3600");
    return context.body(STYLE, 200, { "content-type": "text/css; charset=utf-8" });
  });
  return routes;
}

/** A request that works as it stands, made from the first item of the first rule set that takes counts. */
function exampleRequest(ruleSets: readonly ServedRuleSet[], origin: string): string {
  const [first] = ruleSets;
  const node = [...(first?.prepared.nodes.values() ?? [])].find(({ node: { inputs } }) =>
    Object.values(inputs ?? {}).some((input) => input.type === "count"),
  );
  const counts = Object.entries(node?.node.inputs ?? {}).filter(
    ([, input]) => input.type === "count",
  );
  const figures = Object.fromEntries(
    counts.map(([id, input]) => [id, "partOf" in input && input.partOf !== undefined ? 45 : 60]),
  );
  const body = JSON.stringify({ inputs: node ? { [node.id]: figures } : {}, explain: true });
  return `curl -s ${origin}/api/v1/rule-sets/${first?.prepared.ruleSet.id ?? ""}/score \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`;
}

function headersOf({ conditional, repeatable }: Route): readonly string[] {
  return [...(conditional ? ["If-Match"] : []), ...(repeatable ? ["Idempotency-Key"] : [])];
}

/** Bodies and answers of JSON as one line; what may hold anything says nothing. */
function shapesOf({ body, answer }: Route): readonly (readonly ["request" | "answer", string])[] {
  const asked = body?.kind === "json" ? schemaText(body.schema) : null;
  const told = answer.type === "application/json" ? schemaText(answer.schema) : null;
  return [
    ...(asked === null ? [] : [["request", asked] as const]),
    ...(told === null || !told.startsWith("{") ? [] : [["answer", told] as const]),
  ];
}

function docsPage(language: Language, origin: string, example: string): Html {
  const words = WORDS[language];
  const say = ({ zh, en }: { readonly zh: string; readonly en: string }): string =>
    language === "en" ? en : zh;
  const routes = ROUTES.map(
    (route) => html`<section>
<h3><span class="method">${route.method.toUpperCase()}</span> <code>/api/v1${route.path}</code></h3>
<p>${say(route)}</p>
${route.query ? html`<table><caption>${words.parameters}</caption>${Object.entries(route.query).map(([name, one]) => html`<tr><th><code>?${name}</code></th><td>${say(one)}</td></tr>`)}</table>` : ""}
${shapesOf(route).map(([which, text]) => html`<p class="types">${words[which]} <code>${text}</code></p>`)}
<p class="types">${words.access} ${typeof route.access === "string" ? words[route.access] : route.access.join(", ")} · ${route.body ? html`${words.request} <code>${route.body.kind === "json" ? "application/json" : route.body.types.join(", ")}</code> ` : ""}${words.answer} <code>${route.answer.status === 204 ? "204" : route.answer.type}</code>${headersOf(route).map((header) => html` · <code>${header}</code>`)} · ${failuresOf(route).join(" · ")}</p>
</section>`,
  );
  return plainPage(
    `${words.docs} · 城评`,
    "/api/docs",
    language,
    html`<h1>${words.docs}</h1>
<p><a href="/api/v1/openapi.json">${words.openapi}</a></p>
<h2>${words.try}</h2>
<p>${words.tryText}</p>
<pre><code>${example}</code></pre>
<h2>${words.signIn}</h2>
<p>${words.signInText}</p>
<pre><code>curl -s ${origin}/api/v1/session -H "authorization: Bearer $TOKEN"</code></pre>
<h2>${words.shared}</h2>
<table>${words.sharedTexts.map(([name, text]) => html`<tr><th><code>${name}</code></th><td>${text}</td></tr>`)}</table>
<h2>${words.routes}</h2>
${routes}
<h2>${words.numbers}</h2>
<p>${words.numbersText}</p>
<h2>${words.codes}</h2>
<p>${words.codesText}</p>
<table>${inputCodes().map((one) => html`<tr><th><code>${one.code}</code></th><td>${say(one)}</td></tr>`)}</table>
<h2>${words.problems}</h2>
<p>${words.problemsText}</p>
<table>${Object.entries(PROBLEMS).map(([code, kind]) => html`<tr><th>${kind.status} <code>${code}</code></th><td>${say(kind)}</td></tr>`)}</table>
<h2>${words.limits}</h2>
<table>${LIMITS.map((one) => html`<tr><th>${say(one)}</th><td>${one.limit}</td></tr>`)}</table>`,
  );
}
