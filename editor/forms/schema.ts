/** @module The schemas of rule files as forms read them: references followed, alternatives chosen by what stands there. */
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { HOLE } from "../../engine/logic/json-tree.ts";

/** The part of JSON Schema that rules/schema uses. */
export interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly descriptionZh?: string;
  readonly type?: string | readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly not?: Schema;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Schemas by file name, as the page's build hands them over. */
export type Schemas = { readonly [file: string]: object };

/** Name of the definition that a schema refers to: `text`, `rounding`, `note`. */
export function definitionOf({ $ref }: Schema): string | null {
  return /#\/\$defs\/(\w+)$/.exec($ref ?? "")?.[1] ?? null;
}

/** The schema with its reference followed; what stands beside the reference wins. */
export function resolved(schema: Schema, schemas: Schemas): Schema {
  const { $ref, ...own } = schema;
  if ($ref === undefined) return schema;
  const [file = "", pointer = ""] = $ref.split("#");
  let found: unknown = schemas[file];
  for (const step of pointer.split("/").filter(Boolean)) {
    found = isObject(found) ? found[step] : undefined;
  }
  // The files are ours, and the build has compiled them.
  return { ...resolved((found ?? {}) as Schema, schemas), ...own };
}

/** Of alternatives that are told apart by `type`, the one of this value. */
export function alternativeFor(
  schema: Schema,
  value: JsonValue | undefined,
  schemas: Schemas,
): Schema {
  const type = isObject(value) ? value.type : undefined;
  const found = (schema.oneOf ?? [])
    .map((one) => resolved(one, schemas))
    .find((one) => typesOf(one).includes(type as JsonValue));
  return found ?? schema;
}

/** Values of `type` that a schema takes: `count`, `amount` … */
export function typesOf({ properties }: Schema): readonly JsonValue[] {
  const type = properties?.type;
  return type?.enum ?? (type?.const === undefined ? [] : [type.const]);
}

/** What is wrong with a text, as the page words it; `null` for nothing. */
export type TextProblem = "empty" | "pattern" | "reserved" | "date" | null;

export function problemOfText(text: string, schema: Schema): TextProblem {
  if (text === "" && ((schema.minLength ?? 0) > 0 || schema.pattern !== undefined)) return "empty";
  if (schema.format === "date") return isDate(text) ? null : "date";
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, "u").test(text)) return "pattern";
  return schema.not?.enum?.includes(text) ? "reserved" : null;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The least that a schema takes, for something new: required members, empty where people write. */
export function blank(schema: Schema, schemas: Schemas): JsonValue {
  const found = resolved(schema, schemas);
  if (definitionOf(schema) === "logic") return HOLE as JsonValue;
  if (definitionOf(schema) === "text") return { zh: "待填写", en: "To be written" };
  if (found.const !== undefined) return found.const;
  if (found.enum !== undefined) return found.enum[0] ?? null;
  if (found.oneOf !== undefined) return blank(found.oneOf[0] ?? {}, schemas);
  if (found.anyOf !== undefined) return blank(found.anyOf[0] ?? {}, schemas);
  if (found.format === "date") return "2000-01-01";
  switch (found.type) {
    case "object": {
      const members = (found.required ?? []).map(
        (name) => [name, blank(found.properties?.[name] ?? {}, schemas)] as const,
      );
      return Object.fromEntries(members);
    }
    case "array":
      return (found.prefixItems ?? []).map((item) => blank(item, schemas));
    case "integer":
    case "number":
      return found.minimum ?? 0;
    case "string":
      return "";
    default:
      return null;
  }
}
