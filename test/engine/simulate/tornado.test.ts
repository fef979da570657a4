/** What moves a total the most: ends worked out by hand on a small set, and by the interpreter on the shipped one. */
import { expect, test } from "vitest";
import { compileRuleSet } from "../../../engine/compile/compile.ts";
import { score } from "../../../engine/score/score.ts";
import { tornadoOf } from "../../../engine/simulate/tornado.ts";
import { createRandom, realisticCity } from "../../oracle/random-city.ts";
import { item, LABEL, loadFolder, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

test("figures, ticks and options, the widest first, each with what is said instead", () => {
  const rules = prepared(
    smallRuleSet([
      item("a", {
        inputs: {
          count: { type: "count", label: LABEL, maximum: 50 },
          share: { type: "percent", label: LABEL },
          done: { type: "boolean", label: LABEL },
          idle: { type: "amount", label: LABEL },
        },
        score: {
          "+": [
            { var: "count" },
            { "*": [{ var: "share" }, 20] },
            { if: [{ var: "done" }, 3, 0] },
            { "*": [{ var: "idle" }, 0] },
          ],
        },
      }),
    ]),
  );
  // 4 + 19 + 3 = 26. A tenth of 4 is no whole number, so the count takes one step; a tenth more than 95 % is refused.
  const inputs = { a: { count: 4, share: "95", done: true, idle: 7 } };
  const answer = tornadoOf(compileRuleSet(rules), inputs, "0.1");
  expect(answer).toEqual({
    ok: true,
    tornado: {
      total: "26.00",
      bars: [
        {
          node: "a",
          input: "done",
          from: true,
          low: { value: false, total: "23.00" },
          high: { value: true, total: "26.00" },
          width: "3.00",
        },
        {
          node: "a",
          input: "count",
          from: 4,
          low: { value: "3", total: "25.00" },
          high: { value: "5", total: "27.00" },
          width: "2.00",
        },
        {
          node: "a",
          input: "share",
          from: "95",
          low: { value: "85.5", total: "24.10" },
          high: { value: "95", total: "26.00" },
          width: "1.90",
        },
      ],
    },
  });
});

test("of the shipped set, every end of a figure is what the interpreter says of the changed city", () => {
  const { prepared: rules } = loadFolder("rules/cn-smart-city-2018");
  const city = JSON.parse(JSON.stringify(realisticCity(createRandom(5))));
  const answer = tornadoOf(compileRuleSet(rules), city, "0.2");
  if (!answer.ok) throw new Error("refused");
  const { bars, total } = answer.tornado;
  const plain = bars.filter(
    ({ node, input }) => input !== undefined && typeof city[node][input] !== "object",
  );
  expect(plain.length).toBeGreaterThan(20);
  for (const { node, input = "", low, high } of plain) {
    for (const end of [low, high]) {
      const changed = { ...city, [node]: { ...city[node], [input]: end.value } };
      const outcome = score(rules, changed, { final: true });
      expect([node, input, outcome.ok && outcome.result.total]).toEqual([node, input, end.total]);
    }
  }
  expect(bars.filter(({ input }) => input === undefined).length).toBeGreaterThan(40);
  expect(bars.map(({ width }) => Number(width))).toEqual(
    bars.map(({ width }) => Number(width)).sort((a, b) => b - a),
  );
  expect(total).toMatch(/^\d+\.\d\d$/);
});

test("a city that is not whole is refused with what it lacks", () => {
  const { prepared: rules } = loadFolder("rules/cn-smart-city-2018");
  const answer = tornadoOf(compileRuleSet(rules), {}, "0.1");
  expect(answer.ok ? null : answer.issues[0]?.code).toBe("missing_input");
});
