/** @module The log: one JSON object per line on standard error, without secrets wherever they stand. */
import pino, { type DestinationStream, type Logger } from "pino";
import type { Configuration } from "./configuration.ts";

/** Names whose values are cut out, at the top and two levels down; `*` alone does not reach the top. */
const SECRETS = [
  "password",
  "newPassword",
  "secret",
  "token",
  "authorization",
  "cookie",
  "invitation",
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

export function createLog(
  { logLevel }: Pick<Configuration, "logLevel">,
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  return pino(
    {
      level: logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRETS, censor: "[cut]" },
      serializers: { err: plainError },
    },
    destination,
  );
}

/** Errors of databases and libraries carry rows, addresses and passwords in members of their own; these stay out. */
function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  const { code } = error as { code?: unknown };
  return {
    name,
    message: withoutPasswords(message),
    ...(typeof code === "string" || typeof code === "number" ? { errorCode: code } : {}),
    ...(stack === undefined ? {} : { stack: withoutPasswords(stack) }),
  };
}

/** An address of a database or an issuer may hold a name and a password (RFC 3986, 3.2.1). */
function withoutPasswords(text: string): string {
  return text.replace(/\/\/[^\s/@]*@/g, "//[cut]@");
}
