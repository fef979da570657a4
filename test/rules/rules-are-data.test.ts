/** Any number, weight, band, rounding or branch of the rule files moves scores, and no code is touched for it. */
import { describe, expect, test } from "vitest";
import type { Node, RuleSet } from "../../engine/rule-set/rule-set.ts";
import { score } from "../../engine/score/score.ts";
import { maximalCity } from "../oracle/plain-cities.ts";
import { filesOf, load, ruleSetFolder } from "../support/load-rule-set.ts";

const FILES = filesOf(ruleSetFolder("rules/cn-smart-city-2018"));

/** Scores of a city under the shipped files with one of them edited. */
function scoresWith(
  file: string,
  edit: (document: never) => void,
  city: unknown = maximalCity(),
): Readonly<Record<string, string | null>> {
  const files = new Map(FILES);
  const document = JSON.parse(files.get(file) ?? "");
  edit(document as never);
  files.set(file, JSON.stringify(document));
  const outcome = score(load(files).prepared, city, { final: true });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return { ...outcome.result.scores, total: outcome.result.total };
}

const child = (document: Node, id: string) =>
  document.children?.find((one) => one.id === id) as { -readonly [Key in keyof Node]: Node[Key] };

describe("editing a rule file alone", () => {
  test("a weight: 5 % becomes 6 %", () => {
    const scores = scoresWith("L1P1.json", (file: { weight: number }) => {
      file.weight = 0.06;
    });
    expect([scores.L1P1, scores.L1, scores.total]).toEqual(["6.00", "27.00", "101.00"]);
  });

  test("a number of points: the platform gives 12 instead of 15", () => {
    const scores = scoresWith("L1P2.json", (file: Node) => {
      const text = JSON.stringify(child(file, "L1P2-A1").parts);
      child(file, "L1P2-A1").parts = JSON.parse(
        text.replace('{"var":"indexPlatform"},15,0', '{"var":"indexPlatform"},12,0'),
      );
    });
    // 40 % × (57 + 20 + 20) = 38.8; 2 % × (38.8 + 45 + 15) = 1.976
    expect([scores["L1P2-A1"], scores.L1P2]).toEqual(["38.80", "1.98"]);
  });

  test("a band: 100 % no longer reaches the first threshold when it is 101 %", () => {
    const scores = scoresWith("L2P1.json", (file: Node) => {
      const text = JSON.stringify(child(file, "L2P1-A1").parts);
      child(file, "L2P1-A1").parts = JSON.parse(
        text.replace('{">=":[{"var":"filingRate"},0.95]}', '{">=":[{"var":"filingRate"},1.01]}'),
      );
    });
    expect(scores["L2P1-A1"]).toBe("19.00");
  });

  test("the rounding mode and places of a level", () => {
    const city = {
      ...maximalCity(),
      "L1P1-A1": { eCertItems: 1, itemsTotal: 48 },
      "L1P1-A2": { oneStopItems: 48 },
      "L1P1-A3": { unifiedAuthItems: 48 },
    };
    const item = (rounding: object) =>
      scoresWith(
        "rule-set.json",
        (file: { levels: { rounding: object }[] }) => {
          (file.levels[3] as { rounding: object }).rounding = rounding;
        },
        city,
      )["L1P1-A1"];
    // 30 % × 1/48 × 100 = 0.625
    expect([
      item({ mode: "half-up", places: 2 }),
      item({ mode: "half-even", places: 2 }),
      item({ mode: "truncate", places: 2 }),
      item({ mode: "ceiling", places: 1 }),
      item({ mode: "half-up", places: 3 }),
    ]).toEqual(["0.63", "0.62", "0.62", "0.7", "0.625"]);
  });

  test("the formula of a level: the best item instead of their sum", () => {
    const scores = scoresWith("rule-set.json", (file: { levels: { score: unknown }[] }) => {
      (file.levels[2] as { score: unknown }).score = {
        "*": [
          { var: "weight" },
          {
            reduce: [
              { var: "children" },
              { max: [{ var: "accumulator" }, { var: "current.score" }] },
              0,
            ],
          },
        ],
      };
    });
    expect(scores.L1P1).toBe("2.00");
  });

  test("the tree: an indicator moved to another branch, and a branch taken out", () => {
    const moved = scoresWith("rule-set.json", (file: RuleSet) => {
      const groups = file.tree.children as unknown as { children: unknown[] }[];
      const [first] = (groups[0] as { children: unknown[] }).children.splice(0, 1);
      (groups[1] as { children: unknown[] }).children.push(first);
    });
    expect([moved.L1, moved.L2, moved.total]).toEqual(["21.00", "16.00", "100.00"]);
    const { L8P1: _, ...others } = maximalCity();
    const files = new Map(FILES);
    const root = JSON.parse(files.get("rule-set.json") ?? "");
    root.tree.children = root.tree.children.filter((group: Node) => group.id !== "L8");
    files.set("rule-set.json", JSON.stringify(root));
    files.delete("L8P1.json");
    const cases = [...files.keys()].filter((file) => file.startsWith("cases/"));
    for (const file of cases) files.delete(file);
    const outcome = score(load(files).prepared, others, { final: true });
    expect(outcome.ok && outcome.result.total).toBe("60.00");
  });

  test("a new part of a list, with its points", () => {
    const scores = scoresWith(
      "L1P3.json",
      (file: Node) => {
        const text = JSON.stringify(child(file, "L1P3-A2"));
        const edited = JSON.parse(
          text.replace(
            '"options":[',
            '"options":[{"code":"taxLink","label":{"zh":"税务联网","en":"tax link"}},',
          ),
        );
        edited.parts.b.logic["+"].push({ if: [{ in: ["taxLink", { var: "services" }] }, 7.5, 0] });
        (file.children as Node[])[1] = edited;
      },
      { ...maximalCity(), "L1P3-A2": { services: ["taxLink", "remoteMedical"] } },
    );
    // 40 % × (25 + 7.5)
    expect(scores["L1P3-A2"]).toBe("13.00");
  });
});
