/** @module Passwords: what is demanded of them, and how they are kept (argon2id, RFC 9106). */
import { hash, verify } from "@node-rs/argon2";
import type { Configuration } from "../configuration.ts";
import { Problem } from "../problem.ts";

/** Cost as OWASP's password storage sheet gives it: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** As many hashings at a time as keep the memory of a burst of sign-ins small, and as many that may wait. */
const AT_A_TIME = 4;
const WAITING = 200;
const BUSY_SECONDS = 5;

interface Profile {
  readonly minimumLength: number;
  /** How many of: small letters, capitals, digits, others. */
  readonly classes: number;
  /** Days after which it must be changed; null for never. */
  readonly days: number | null;
  /** Earlier passwords that may not come back. */
  readonly history: number;
  /** Minutes without a request after which a session ends at the latest; a setting may say less. */
  readonly idleMinutes: number;
}

/** `asvs`: OWASP ASVS 5.0, 6.2; `mlps`: GB/T 22239-2019, 身份鉴别 (complexity and regular change). */
const PROFILES: { readonly [name in Configuration["passwordProfile"]]: Profile } = {
  asvs: { minimumLength: 12, classes: 1, days: null, history: 0, idleMinutes: 720 },
  mlps: { minimumLength: 10, classes: 3, days: 90, history: 5, idleMinutes: 15 },
};

const MAXIMUM_LENGTH = 128;

export type PasswordFault =
  | { readonly code: "too_short"; readonly minimum: number }
  | { readonly code: "too_long"; readonly maximum: number }
  | { readonly code: "too_simple"; readonly classes: number }
  | { readonly code: "like_name" }
  | { readonly code: "too_common" }
  | { readonly code: "used_before"; readonly history: number };

export async function passwordFaults(
  password: string,
  name: string,
  earlier: readonly string[],
  profile: Configuration["passwordProfile"],
): Promise<readonly PasswordFault[]> {
  const { minimumLength, classes, history } = PROFILES[profile];
  const faults: PasswordFault[] = [];
  const characters = [...password].length;
  if (characters < minimumLength) faults.push({ code: "too_short", minimum: minimumLength });
  if (characters > MAXIMUM_LENGTH) return [{ code: "too_long", maximum: MAXIMUM_LENGTH }];
  const found = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{Ll}\p{Lu}\d]/u].filter((one) =>
    one.test(password),
  );
  if (found.length < classes) faults.push({ code: "too_simple", classes });
  if (name !== "" && password.toLowerCase().includes(name.toLowerCase()))
    faults.push({ code: "like_name" });
  if (isCommon(password)) faults.push({ code: "too_common" });
  for (const one of earlier.slice(0, history)) {
    if (await isPassword(one, password)) {
      faults.push({ code: "used_before", history });
      break;
    }
  }
  return faults;
}

export function idleMinutesOf({
  idleMinutes,
  passwordProfile,
}: Pick<Configuration, "idleMinutes" | "passwordProfile">): number {
  return Math.min(idleMinutes, PROFILES[passwordProfile].idleMinutes);
}

export function isExpired(
  changedAt: string | null,
  now: Date,
  profile: Configuration["passwordProfile"],
): boolean {
  const { days } = PROFILES[profile];
  if (days === null || changedAt === null) return false;
  return now.getTime() - Date.parse(changedAt) > days * 86_400_000;
}

/** One character repeated, a run such as 12345678 or abcdefgh, or a short piece repeated. */
function isCommon(password: string): boolean {
  if (/^(.{1,4})\1+$/u.test(password)) return true;
  const codes = [...password].map((one) => one.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  return steps.size === 1 && Math.abs([...steps][0] ?? 0) <= 1;
}

let running = 0;
const waiting: (() => void)[] = [];

/** @throws Problem 429 where too many wait already */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_A_TIME) running++;
  else if (waiting.length >= WAITING) throw new Problem("too_many_requests", {}, BUSY_SECONDS);
  // The place of who ends is handed on, so that nobody who comes now gets in between.
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST));
}

/** Takes as long for nobody's password as for somebody's, so that names cannot be found out. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await nobodysPassword());
  const right = await inTurn(() => verify(against, password));
  return stored !== null && right;
}

let nobodys: Promise<string> | undefined;

function nobodysPassword(): Promise<string> {
  nobodys ??= hash("nobody's password", COST);
  return nobodys;
}
