/** An answer after an edit that leans on memory is the answer that a fresh start gives. */
import { describe, expect, test } from "vitest";
import type { Case } from "../../../engine/cases/case.ts";
import { CaseRunner } from "../../../engine/cases/case-runner.ts";
import { coverageOf, disagreementsOf, runCases } from "../../../engine/cases/run-cases.ts";
import { checkRuleSet, RuleSetChecker } from "../../../engine/check/check-rule-set.ts";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { shareStructure } from "../../../engine/json/share-structure.ts";
import { type PreparedRuleSet, prepare } from "../../../engine/rule-set/prepare.ts";
import { RuleSetReader, readRuleSet } from "../../../engine/rule-set/read-rule-set.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { createRandom } from "../../oracle/random.ts";
import {
  filesOf,
  item,
  LABEL,
  prepared,
  ruleSetFolder,
  smallRuleSet,
} from "../../support/load-rule-set.ts";

/** A rule file's words that an analyst could exchange, with what could stand there instead. */
const EDITS: readonly (readonly [RegExp, string])[] = [
  [/0\.9(?=[,\s])/g, "0.85"],
  [/0\.85(?=[,\s])/g, "0.9"],
  [/"weight": 0\.3/g, '"weight": 0.4'],
  [/">="/g, '">"'],
  [/"min"/g, '"max"'],
  [/"half-up"/g, '"floor"'],
  [/"boolean"/g, '"text"'],
  [/"worked": "hand"/g, '"worked": "accepted"'],
  [/"count"/g, '"amount"'],
  [/"score": "/g, '"score": "1'],
  [/"plausible": \[/g, '"plausible": [ '],
];

function editOnce(files: Map<string, string>, random: () => number): boolean {
  const names = [...files.keys()];
  const name = names[Math.floor(random() * names.length)] as string;
  const [from, to] = EDITS[Math.floor(random() * EDITS.length)] as (typeof EDITS)[number];
  const text = files.get(name) as string;
  const places = [...text.matchAll(from)];
  const place = places[Math.floor(random() * places.length)];
  if (place === undefined) return false;
  files.set(name, text.slice(0, place.index) + to + text.slice(place.index + place[0].length));
  return true;
}

describe("after each of many edits of the shipped rules", () => {
  const folder = ruleSetFolder("rules/cn-smart-city-2018");

  test("cases, coverage, second opinion and findings are those of a fresh start", () => {
    const random = createRandom(20190215);
    const files = filesOf(folder);
    const reader = new RuleSetReader();
    const runner = new CaseRunner();
    const checker = new RuleSetChecker();
    let earlier: PreparedRuleSet | undefined;
    let compared = 0;
    while (compared < 8) {
      for (let edits = 0; edits < 2; ) if (editOnce(files, random)) edits++;
      const [fresh, again] = [readRuleSet(files), reader.read(files)];
      expect(again).toEqual(fresh);
      if (!fresh.ok || !again.ok) continue;
      const [set, setAgain] = [prepare(fresh.ruleSet), prepare(again.ruleSet, earlier)];
      if (!set.ok || !setAgain.ok) {
        expect(setAgain).toEqual(set);
        continue;
      }
      earlier = setAgain.prepared;
      const runs = again.cases.map((one) => runner.run(setAgain.prepared, one));
      const report = runCases(set.prepared, fresh.cases);
      expect(runs.map(({ result }) => result)).toEqual(report.results);
      const nodes = [...setAgain.prepared.nodes.values()];
      expect(coverageOf(nodes, runs)).toEqual(report.coverage);
      expect(runs.flatMap(disagreementsOf)).toEqual(report.disagreements);
      const steps = checker.check(setAgain.prepared, again.cases, "L2P1");
      let step = steps.next();
      while (!step.done) step = steps.next();
      expect(step.value).toEqual(checkRuleSet(set.prepared, fresh.cases));
      compared++;
    }
  });

  test("what an edit left alone is the very same object", () => {
    const files = filesOf(folder);
    const reader = new RuleSetReader();
    const before = reader.read(files);
    const text = files.get("L2P1.json") as string;
    files.set("L2P1.json", text.replace("数字化城管情况", "数字化城市管理情况"));
    const after = reader.read(files);
    if (!before.ok || !after.ok) throw new Error("not read");
    expect(after.ruleSet).not.toBe(before.ruleSet);
    expect(after.ruleSet.levels).toBe(before.ruleSet.levels);
    expect(after.cases).toBe(before.cases);
    expect(after.ruleSet.tree.children?.[0]).toBe(before.ruleSet.tree.children?.[0]);
    const [old, now] = [before, after].map((one) => one.ruleSet.tree.children?.[1]?.children?.[0]);
    expect(now).not.toBe(old);
    expect(now?.children?.[0]?.parts).toBe(old?.children?.[0]?.parts);
    expect(now?.children?.[1]).toBe(old?.children?.[1]);
  });
});

describe("the result of a case after an edit", () => {
  const inputs = { rate: { type: "percent", label: LABEL } } as const;
  const one: Case = {
    id: "one",
    name: LABEL,
    node: "bands",
    inputs: { rate: 87.5 },
    expect: { score: "10.25", parts: { full: "20.5", half: "10.25" } },
    basis: "",
    worked: "hand",
  };
  const bands = (from: number, parts = ["full", "half"], places = 2): PreparedRuleSet => {
    const logic: { readonly [part: string]: Logic } = {
      full: { if: [{ ">=": [{ var: "rate" }, from] }, 20.5, 0] },
      half: { if: [{ ">=": [{ var: "rate" }, from] }, 10.25, 0] },
    };
    const node = item("bands", {
      inputs,
      parts: Object.fromEntries(parts.map((part) => [part, { logic: logic[part] as Logic }])),
      score: { var: "half" },
      rounding: { mode: "half-up", places },
    });
    return prepared(smallRuleSet([node]));
  };
  const runner = new CaseRunner();
  const first = runner.run(bands(0.8), one).result;

  test("is the same object where the node comes out the same", () => {
    expect(first).toEqual({ case: one, passed: true, differences: [] });
    expect(runner.run(bands(0.85), one).result).toBe(first);
  });

  test.each([
    ["another band", bands(0.9), "0.00"],
    ["finer rounding of the same score", bands(0.8, ["full", "half"], 3), "10.250"],
  ])("is told anew after %s", (_, edited, score) => {
    runner.run(bands(0.8), one);
    const { result } = runner.run(edited, one);
    expect(result.passed).toBe(false);
    expect(result.differences[0]).toEqual({ what: "score", expected: "10.25", actual: score });
  });

  test("is another object when parts change their order, which is shown", () => {
    const before = runner.run(bands(0.9), one).result;
    const after = runner.run(bands(0.9, ["half", "full"]), one).result;
    expect(after).toEqual(before);
    expect(after).not.toBe(before);
  });
});

describe("sharing what is equal", () => {
  test("a member put into a list leaves those before and after it", () => {
    const previous: readonly JsonValue[] = [{ a: 1 }, { b: 2 }, { c: 3 }];
    const next = shareStructure(previous, [{ a: 1 }, { x: 0 }, { b: 2 }, { c: 3 }]) as object[];
    expect(next[0]).toBe(previous[0]);
    expect(next.slice(2)).toEqual(previous.slice(1));
    expect(next[2]).toBe(previous[1]);
    expect(next[3]).toBe(previous[2]);
  });

  test("another order of the same keys is another value", () => {
    const previous = { a: 1, b: { c: 2 } };
    const next = shareStructure(previous, { b: { c: 2 }, a: 1 }) as typeof previous;
    expect(Object.keys(next)).toEqual(["b", "a"]);
    expect(next.b).toBe(previous.b);
  });

  test("a key that would set a prototype stays a key", () => {
    const next = JSON.parse('{"__proto__": {"x": 1}, "y": 2}') as JsonValue;
    const shared = shareStructure({ y: 1 }, next);
    expect(shared).toEqual(next);
    expect(Object.keys(shared as object)).toEqual(["__proto__", "y"]);
  });
});
