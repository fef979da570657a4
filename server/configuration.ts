/** @module Settings of a running service: one table, from flags and environment; the README shows the same table. */

export interface Configuration {
  readonly host: string;
  readonly port: number;
  /** Folder of the embedded database. */
  readonly data: string;
  /** Address of PostgreSQL; null for the embedded database. */
  readonly databaseUrl: string | null;
  /** Origin under which browsers see the service, when a proxy stands before it. */
  readonly origin: string | null;
  /** False: published rule sets and stateless scoring ask for sign-in too. */
  readonly openScoring: boolean;
  /** True: one person may approve what they wrote. */
  readonly onePerson: boolean;
  readonly passwordProfile: "asvs" | "mlps";
  /** True: sign-in over plain HTTP off loopback, with an ordinary cookie. */
  readonly plainCookie: boolean;
  /** Minutes without a request after which a session ends. */
  readonly idleMinutes: number;
  readonly logLevel: "silent" | "error" | "warn" | "info" | "debug";
  /** Port of the metrics on loopback; null for none. */
  readonly metricsPort: number | null;
  /** True: requests come through a proxy that sets X-Forwarded-For and X-Forwarded-Proto. */
  readonly trustProxy: boolean;
  /** Seconds between "not ready" and the end of listening, so that a proxy sends its requests elsewhere first. */
  readonly drainSeconds: number;
  /** Folder into which each day's heads of the audit trail go; null for none. */
  readonly auditHeads: string | null;
  /** File of the private key that signs them; null for no signature. */
  readonly auditKey: string | null;
  /** Issuer of OpenID Connect by which people may sign in; null for none. */
  readonly oidcIssuer: string | null;
  readonly oidcClientId: string | null;
  readonly oidcClientSecret: string | null;
  /** Address that the issuer sends browsers back to; null for the one below the origin. */
  readonly oidcRedirect: string | null;
  /** Claim that holds the name of the account. */
  readonly oidcClaim: string;
}

type Settings = {
  readonly [key in keyof Configuration]: {
    readonly variable: string;
    readonly zh: string;
    readonly en: string;
    readonly standard: Configuration[key];
    readonly read: (text: string) => Configuration[key] | undefined;
    /** Never repeated in a message. */
    readonly secret?: true;
  };
};

const text = (value: string): string | undefined => (value === "" ? undefined : value);
const flag = (value: string): boolean | undefined =>
  value === "true" || value === "1" ? true : value === "false" || value === "0" ? false : undefined;
const wholeUpTo =
  (maximum: number) =>
  (value: string): number | undefined =>
    /^\d{1,6}$/.test(value) && Number(value) <= maximum ? Number(value) : undefined;
const oneOf =
  <T extends string>(...values: readonly T[]) =>
  (value: string): T | undefined =>
    values.find((one) => one === value);

export const SETTINGS: Settings = {
  host: {
    variable: "CHENGPING_HOST",
    zh: "监听地址",
    en: "address to listen on",
    standard: "127.0.0.1",
    read: text,
  },
  port: {
    variable: "CHENGPING_PORT",
    zh: "端口，0 为任意空闲端口",
    en: "port; 0 for any that is free",
    standard: 8080,
    read: wholeUpTo(65_535),
  },
  data: {
    variable: "CHENGPING_DATA",
    zh: "内嵌数据库所在文件夹",
    en: "folder of the embedded database",
    standard: "data",
    read: text,
  },
  databaseUrl: {
    variable: "DATABASE_URL",
    zh: "PostgreSQL 地址；不设则用内嵌数据库",
    en: "address of PostgreSQL; the embedded database without it",
    standard: null,
    read: (value) => (/^postgres(ql)?:\/\//.test(value) ? value : undefined),
    secret: true,
  },
  origin: {
    variable: "CHENGPING_ORIGIN",
    zh: "浏览器所见的网址，如 https://chengping.example",
    en: "origin that browsers see, such as https://chengping.example",
    standard: null,
    read: (value) => (/^https?:\/\/[^/]+$/.test(value) ? value : undefined),
  },
  openScoring: {
    variable: "CHENGPING_OPEN_SCORING",
    zh: "未登录者可查已发布规则并试算",
    en: "published rule sets and stateless scoring without sign-in",
    standard: true,
    read: flag,
  },
  onePerson: {
    variable: "CHENGPING_ONE_PERSON",
    zh: "允许本人审核本人的草稿",
    en: "a person may approve their own draft",
    standard: false,
    read: flag,
  },
  passwordProfile: {
    variable: "CHENGPING_PASSWORDS",
    zh: "口令要求：asvs 或 mlps（等保）",
    en: "demands on passwords: asvs, or mlps (GB/T 22239)",
    standard: "asvs",
    read: oneOf("asvs", "mlps"),
  },
  plainCookie: {
    variable: "CHENGPING_PLAIN_COOKIE",
    zh: "无 TLS 时仍允许登录（普通 Cookie）",
    en: "sign-in without TLS, with an ordinary cookie",
    standard: false,
    read: flag,
  },
  idleMinutes: {
    variable: "CHENGPING_IDLE_MINUTES",
    zh: "无操作多少分钟后退出登录（mlps 至多 15）",
    en: "minutes without a request after which a session ends (mlps: 15 at most)",
    standard: 30,
    read: (value) => (value === "0" ? undefined : wholeUpTo(720)(value)),
  },
  logLevel: {
    variable: "CHENGPING_LOG",
    zh: "日志级别：silent、error、warn、info、debug",
    en: "log level: silent, error, warn, info, debug",
    standard: "info",
    read: oneOf("silent", "error", "warn", "info", "debug"),
  },
  metricsPort: {
    variable: "CHENGPING_METRICS_PORT",
    zh: "Prometheus 指标端口（仅本机）",
    en: "port of Prometheus metrics, on loopback only",
    standard: null,
    read: wholeUpTo(65_535),
  },
  trustProxy: {
    variable: "CHENGPING_TRUST_PROXY",
    zh: "信任代理的 X-Forwarded-For 与 X-Forwarded-Proto",
    en: "X-Forwarded-For and X-Forwarded-Proto of a proxy are trusted",
    standard: false,
    read: flag,
  },
  drainSeconds: {
    variable: "CHENGPING_DRAIN_SECONDS",
    zh: "收到停止信号后，先答“未就绪”多少秒再停止接收",
    en: "seconds of answering “not ready” before a stopping service takes no more connections",
    standard: 0,
    read: wholeUpTo(600),
  },
  auditHeads: {
    variable: "CHENGPING_AUDIT_HEADS",
    zh: "每日审计链末端文件的文件夹，宜由审计人员保管；不设则不写",
    en: "folder for each day's heads of the audit trail, best one that the auditor keeps; none without it",
    standard: null,
    read: text,
  },
  auditKey: {
    variable: "CHENGPING_AUDIT_KEY",
    zh: "审计链末端文件的签名私钥文件（Ed25519，PEM）；不设则不签名",
    en: "file of the private key that signs them (Ed25519, PEM); no signature without it",
    standard: null,
    read: text,
  },
  oidcIssuer: {
    variable: "CHENGPING_OIDC_ISSUER",
    zh: "统一身份登录（OpenID Connect）的提供方网址；只访问这一网址",
    en: "issuer of OpenID Connect for sign-in; the only address that is ever called",
    standard: null,
    // In the clear only where nobody can listen.
    read: (value) =>
      /^(https:\/\/[^/?#@]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?)(\/[^?#]*)?$/.test(value)
        ? value
        : undefined,
  },
  oidcClientId: {
    variable: "CHENGPING_OIDC_CLIENT_ID",
    zh: "在提供方登记的客户端编号",
    en: "id of this client at the issuer",
    standard: null,
    read: text,
  },
  oidcClientSecret: {
    variable: "CHENGPING_OIDC_CLIENT_SECRET",
    zh: "在提供方登记的客户端密钥；宜用环境变量",
    en: "secret of this client at the issuer; better as a variable than as a flag",
    standard: null,
    read: text,
    secret: true,
  },
  oidcRedirect: {
    variable: "CHENGPING_OIDC_REDIRECT",
    zh: "提供方登记的回跳网址；不设则为本站的 /sign-in/oidc/callback",
    en: "address to come back to, as the issuer knows it; without it /sign-in/oidc/callback of this origin",
    standard: null,
    read: (value) => (/^https?:\/\/[^?#]+$/.test(value) ? value : undefined),
  },
  oidcClaim: {
    variable: "CHENGPING_OIDC_CLAIM",
    zh: "令牌中与账号名对应的声明",
    en: "claim that holds the name of the account",
    standard: "preferred_username",
    read: text,
  },
};

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly (keyof Configuration)[];

/** `openScoring` as it is written on the command line: `--open-scoring`. */
export function flagOf(key: keyof Configuration): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** A setting that cannot be read. */
export class WrongSetting extends Error {
  override readonly name = "WrongSetting";
  constructor(name: string, value: string) {
    super(`${name} ${value}`);
  }
}

/**
 * Flags go before the environment, the environment before the standard.
 *
 * @throws WrongSetting with the name and the value
 */
export function readConfiguration(
  flags: { readonly [key in keyof Configuration]?: string | undefined },
  environment: { readonly [variable: string]: string | undefined } = process.env,
): Configuration {
  const read = <K extends keyof Configuration>(key: K): Configuration[K] => {
    const { variable, standard, read: readText, secret } = SETTINGS[key];
    const given = flags[key] ?? environment[variable];
    if (given === undefined || given === "") return standard;
    const value = readText(given);
    if (value === undefined) {
      throw new WrongSetting(
        flags[key] === undefined ? variable : flagOf(key),
        secret ? "…" : given,
      );
    }
    return value;
  };
  return Object.fromEntries(
    SETTING_NAMES.map((key) => [key, read(key)]),
  ) as unknown as Configuration;
}
