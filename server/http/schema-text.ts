/** @module A schema as one line that people read: `{ name: string, reason?: { zh: string, en: string } }`. */
import type { TSchema } from "@sinclair/typebox";

interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly patternProperties?: { readonly [pattern: string]: JsonSchema };
}

export function schemaText(schema: TSchema): string {
  return textOf(schema as JsonSchema);
}

function textOf(schema: JsonSchema): string {
  const { type, anyOf, items, properties, patternProperties, required = [] } = schema;
  if ("const" in schema) return JSON.stringify(schema.const);
  if (anyOf !== undefined) return anyOf.map(textOf).join(" | ");
  if (items !== undefined) {
    const each = textOf(items);
    return each.includes(" | ") ? `(${each})[]` : `${each}[]`;
  }
  const [each] = Object.values(patternProperties ?? {});
  if (each !== undefined) return `{ [id]: ${textOf(each)} }`;
  const members = Object.entries(properties ?? {}).map(
    ([name, one]) => `${name}${required.includes(name) ? "" : "?"}: ${textOf(one)}`,
  );
  if (members.length > 0) return `{ ${members.join(", ")} }`;
  return schema.format ?? type ?? "any";
}
