/** @module Bodies and queries held to the schema of their route; every fault with its place. */
import type { TSchema } from "@sinclair/typebox";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { Problem } from "../problem.ts";
import type { Parameter } from "./route.ts";

/** At most this many faults of one request are told. */
const MAX_FAULTS = 20;

/** Only schemas of our own are compiled; a client never sends one. */
export function createRequestSchemas(): {
  readonly body: (schema: TSchema) => (value: unknown) => void;
  readonly query: (parameters: {
    readonly [name: string]: Parameter;
  }) => (query: { readonly [name: string]: string }) => void;
} {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    strictTypes: false,
    allowUnionTypes: true,
  });
  addFormats.default(ajv);
  return {
    body: (schema) => {
      const validate = ajv.compile(schema);
      return (value) => refuse(validate, value, "");
    },
    query: (parameters) => {
      const validate = ajv.compile({
        type: "object",
        additionalProperties: false,
        required: Object.entries(parameters).flatMap(([name, one]) => (one.required ? [name] : [])),
        properties: {
          lang: { type: "string" },
          ...Object.fromEntries(
            Object.entries(parameters).map(([name, one]) => [
              name,
              one.schema ?? { type: "string", maxLength: 200 },
            ]),
          ),
        },
      });
      return (query) => refuse(validate, query, "?");
    },
  };
}

function refuse(validate: ValidateFunction, value: unknown, where: "" | "?"): void {
  if (validate(value)) return;
  const faults = (validate.errors ?? []).filter(
    ({ keyword }) => keyword !== "anyOf" && keyword !== "if",
  );
  const told = (faults.length > 0 ? faults : (validate.errors ?? [])).slice(0, MAX_FAULTS);
  throw new Problem("invalid_request", {
    issues: told.map((one) => issueOf(one, validate, where)),
  });
}

function issueOf(
  { keyword, instancePath, params, message }: ErrorObject,
  validate: ValidateFunction,
  where: "" | "?",
): { readonly [fact: string]: unknown } {
  const place = (below: string): string =>
    where === "?" ? `?${below}` : `${instancePath}${below === "" ? "" : `/${below}`}`;
  const fact = params as { readonly [name: string]: string };
  switch (keyword) {
    case "additionalProperties": {
      const { properties } = validate.schema as { properties?: object };
      return {
        code: where === "?" ? "unknown_parameter" : "unknown_member",
        severity: "error",
        path: place(fact.additionalProperty ?? ""),
        ...(instancePath === "" ? { known: Object.keys(properties ?? {}) } : {}),
      };
    }
    case "required":
      return {
        code: where === "?" ? "missing_parameter" : "missing_member",
        severity: "error",
        path: place(fact.missingProperty ?? ""),
      };
    case "type":
      return { code: "invalid_type", severity: "error", path: place(""), expected: fact.type };
    default:
      return {
        code: "schema",
        severity: "error",
        path: where === "?" ? `?${instancePath.slice(1)}` : place(""),
        keyword,
        ...params,
        message,
      };
  }
}
