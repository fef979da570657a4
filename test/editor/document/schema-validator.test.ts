/** The page's validators were written at build time; they say what the server's say, of sound files and of damaged ones. */
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validateSchema } from "../../../editor/document/schema-validator.ts";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import type { SchemaKind } from "../../../engine/rule-set/read-rule-set.ts";
import { RULES_FOLDER } from "../../../server/rule-files/rule-files.ts";
import { createSchemaValidator } from "../../../server/rule-files/schema-validator.ts";
import { filesOf, ruleSetFolder } from "../../support/load-rule-set.ts";

const ofServer = createSchemaValidator(join(RULES_FOLDER, "schema"));
const FILES = [...filesOf(ruleSetFolder("rules/cn-smart-city-2018"))].map(([path, text]) => ({
  kind: kindOf(path),
  document: JSON.parse(text) as JsonValue,
}));

function kindOf(path: string): SchemaKind {
  if (path.startsWith("cases/")) return "cases";
  return path === "rule-set.json" ? "rule-set" : "node";
}

describe("validators made at build time", () => {
  test("every shipped file is sound", () => {
    expect(FILES.flatMap(({ kind, document }) => validateSchema(kind, document))).toEqual([]);
  });

  test("say of damaged files exactly what the server's say", () => {
    let damaged = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...FILES),
        fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
        fc.jsonValue(),
        ({ kind, document }, path, value) => {
          const broken = replaceAt(document, path, value as JsonValue);
          const told = validateSchema(kind, broken);
          expect(told).toEqual(ofServer(kind, broken));
          damaged += told.length > 0 ? 1 : 0;
        },
      ),
      { numRuns: 1_000, seed: 20180412 },
    );
    expect(damaged).toBeGreaterThan(500);
  });
});

/** The document with another value at the member that the numbers lead to. */
function replaceAt(
  value: JsonValue,
  [first, ...rest]: readonly number[],
  put: JsonValue,
): JsonValue {
  if (first === undefined || value === null || typeof value !== "object") return put;
  const entries = Object.entries(value);
  const at = first % Math.max(1, entries.length);
  const replaced = entries.map(([key, member], index): [string, JsonValue] => [
    key,
    index === at ? replaceAt(member as JsonValue, rest, put) : (member as JsonValue),
  ]);
  return Array.isArray(value)
    ? replaced.map(([, member]) => member)
    : (Object.fromEntries(replaced) as JsonValue);
}
