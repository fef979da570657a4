/** Rule files damaged at random: whatever is left of them is refused, found fault with, or runs; nothing is ever thrown. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runCases } from "../../engine/cases/run-cases.ts";
import { checkRuleSet } from "../../engine/check/check-rule-set.ts";
import { compareRuleSets } from "../../engine/compare/compare-rule-sets.ts";
import { effectOnCity } from "../../engine/compare/effect.ts";
import { compileRuleSet } from "../../engine/compile/compile.ts";
import type { Finding } from "../../engine/issue.ts";
import { prepare } from "../../engine/rule-set/prepare.ts";
import { readRuleSet } from "../../engine/rule-set/read-rule-set.ts";
import { score } from "../../engine/score/score.ts";
import { oneMore } from "../../engine/what-if/one-more.ts";
import { createSchemaValidator } from "../../server/rule-files/schema-validator.ts";
import { maximalCity } from "../oracle/plain-cities.ts";
import { filesOf, loadFolder, ruleSetFolder } from "../support/load-rule-set.ts";

const FOLDER = "rules/cn-smart-city-2018";
const FILES = new Map(
  [...filesOf(ruleSetFolder(FOLDER))].filter(([file]) => !file.startsWith("cases/")),
);
const SHIPPED = loadFolder(FOLDER);
const validate = createSchemaValidator(ruleSetFolder("rules/schema"));
const RUNS = Number(process.env.DAMAGED_RULES ?? 120);

/** Everything that the product does with a rule set, one after the other. */
function useAll(files: ReadonlyMap<string, string>): readonly Finding[] | "runs" {
  const read = readRuleSet(files, validate);
  if (!read.ok) return read.findings;
  const result = prepare(read.ruleSet);
  if (!result.ok) return result.findings;
  const { prepared } = result;
  const city = maximalCity();
  checkRuleSet(prepared, SHIPPED.cases);
  runCases(prepared, SHIPPED.cases.slice(0, 40));
  compareRuleSets(SHIPPED.prepared, prepared);
  effectOnCity(SHIPPED.prepared, prepared, city);
  const compiled = compileRuleSet(prepared);
  for (const inputs of [city, {}]) {
    const outcome = score(prepared, inputs);
    if (outcome.ok) oneMore(compiled, { L8P1: city.L8P1 });
  }
  return "runs";
}

describe("damaged rule files", () => {
  test("cut anywhere are refused with file, line and column", () => {
    const names = [...FILES.keys()];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (file, share) => {
          const text = (FILES.get(file) ?? "").trimEnd();
          const files = new Map(FILES).set(file, text.slice(0, Math.floor(text.length * share)));
          const [finding] = useAll(files) as readonly Finding[];
          expect([
            finding?.code,
            finding?.facts.file,
            typeof finding?.facts.line,
            typeof finding?.facts.column,
          ]).toEqual(["json_syntax", file, "number", "number"]);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("with a value exchanged anywhere never throw", () => {
    const junk = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        true,
        -1,
        0,
        1e300,
        "",
        "x",
        [],
        {},
        { var: "weight" },
        { var: "" },
        { var: ["children", 1] },
        { "/": [1, 0] },
      ),
      fc.constantFrom<unknown>(
        {
          reduce: [
            { var: "children" },
            { merge: [{ var: "accumulator" }, { var: "accumulator" }, [1]] },
            [],
          ],
        },
        { "**": [2] },
        { "+": ["a", {}] },
        { map: [1, 2] },
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...FILES.keys()), fc.nat(), junk, (file, place, value) => {
        const document = JSON.parse(FILES.get(file) ?? "");
        const places = placesOf(document);
        const target = places[place % places.length];
        if (target) target.holder[target.key] = value;
        const found = useAll(new Map(FILES).set(file, JSON.stringify(document)));
        expect(found === "runs" || found.length > 0).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});

interface Spot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Every member of every object and list of a document. */
function placesOf(value: unknown, places: Spot[] = []): readonly Spot[] {
  if (typeof value !== "object" || value === null) return places;
  for (const key of Object.keys(value)) {
    places.push({ holder: value as Record<string, unknown>, key });
    placesOf((value as Record<string, unknown>)[key], places);
  }
  return places;
}
