/** Findings lead to the file, the node and the place in the formula that they speak of. */
import { describe, expect, test } from "vitest";
import { valueAt } from "../../../editor/document/rule-document.ts";
import { placeFindings } from "../../../editor/evaluation/place-findings.ts";
import { checkRuleSet } from "../../../engine/check/check-rule-set.ts";
import type { Finding } from "../../../engine/issue.ts";
import { filesOf, load, ruleSetFolder } from "../../support/load-rule-set.ts";

const FILES = filesOf(ruleSetFolder("rules/cn-smart-city-2018"));
const DOCUMENT = { files: FILES };

function finding(path: string): Finding {
  return { severity: "error", code: "test", path, facts: {} };
}

function placeOf(path: string) {
  const [placed] = placeFindings([finding(path)], DOCUMENT);
  if (placed === undefined) throw new Error("nothing placed");
  const { finding: _, formula, ...rest } = placed;
  return { ...rest, formula: formula?.formula ?? null };
}

describe("a finding", () => {
  test("of a check stands at its node's file, in its formula", () => {
    expect(placeOf("L2P1-A1#/parts/b1/logic/if/2/>=/1")).toEqual({
      place: { file: "L2P1.json", pointer: "/children/0/parts/b1/logic/if/2/>=/1" },
      node: "L2P1-A1",
      formula: "parts/b1",
      at: "/if/2/>=/1",
      case: null,
    });
  });

  test("of a formula that a level lends stands at the level, and at the node that uses it", () => {
    expect(placeOf("L2P1#/score/*/1")).toEqual({
      place: { file: "rule-set.json", pointer: "/levels/2/score/*/1" },
      node: "L2P1",
      formula: "levels/2/score",
      at: "/*/1",
      case: null,
    });
  });

  test("of reading stands where the file breaks its schema", () => {
    expect(placeOf("L2P1.json#/children/1/name/zh")).toEqual({
      place: { file: "L2P1.json", pointer: "/children/1/name/zh" },
      node: "L2P1-A2",
      formula: null,
      at: "",
      case: null,
    });
  });

  test("of preparing is followed through the assembled tree into the file", () => {
    expect(placeOf("/tree/children/1/children/0/children/0/constants/x/value")).toMatchObject({
      place: { file: "L2P1.json", pointer: "/children/0/constants/x/value" },
      node: "L2P1-A1",
    });
  });

  test("of a case names the case", () => {
    expect(placeOf("cases/L2P1.json#L2P1-A2-full")).toMatchObject({
      place: null,
      case: "L2P1-A2-full",
    });
  });

  test("of a place that is gone has none", () => {
    expect(placeOf("L9P9#/score").place).toBeNull();
  });
});

test("every finding of the shipped set leads to a value that is there, or to where one is missing", () => {
  const { prepared, cases } = load(FILES);
  const placed = placeFindings(checkRuleSet(prepared, cases), DOCUMENT);
  const lost = placed.flatMap(({ finding: { code, path }, place }) => {
    if (place === null) return [path];
    const pointer =
      code === "unassigned" ? place.pointer.replace(/\/departments$/, "") : place.pointer;
    return valueAt(DOCUMENT, { file: place.file, pointer }) === undefined ? [path] : [];
  });
  expect(lost).toEqual([]);
});
