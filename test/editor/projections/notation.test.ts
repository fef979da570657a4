/** What formulas look like on paper: the shapes, and the words and the MathML that are made of them. */
import { createInstance } from "i18next";
import { expect, test } from "vitest";
import { treeOf } from "../../../editor/document/nodes.ts";
import { type FormulaPlace, valueAt } from "../../../editor/document/rule-document.ts";
import { projections as english } from "../../../editor/messages/en/projections.ts";
import { projections as chinese } from "../../../editor/messages/zh-cn/projections.ts";
import { mathMlOf } from "../../../editor/projections/notation/mathml.ts";
import { formulaNames } from "../../../editor/projections/notation/names.ts";
import { notationOf } from "../../../editor/projections/notation/notation.ts";
import { speechOf } from "../../../editor/projections/notation/speech.ts";
import type { Language } from "../../../engine/language/language.ts";
import { nodesOf } from "../../../engine/logic/expression.ts";
import { readExpression } from "../../../engine/logic/read-expression.ts";
import { SHIPPED as document } from "../support/shipped.ts";

const words = createInstance();
await words.init({
  resources: { "zh-CN": { projections: chinese }, en: { projections: english } },
  interpolation: { escapeValue: false },
});

function printed(node: string, formula: string, language: Language = "zh-CN") {
  const place = treeOf(document)
    .byId.get(node)
    ?.formulas.find((one) => one.formula === formula) as FormulaPlace;
  const tree = readExpression(valueAt(document, place) ?? null);
  const shape = notationOf(tree, formulaNames(document, place, language));
  const say = words.getFixedT(language, "projections");
  return {
    tree,
    shape,
    ...speechOf(shape, say, language),
    mathMl: mathMlOf(shape, say, language),
  };
}

test("a ratio is a fraction that says what holds when its denominator is 0", () => {
  const { words: spoken } = printed("L3P1-A3", "score");
  expect(spoken.get("")).toBe(
    "权重 30% × 环境事件处置数量（被举报的环境事件中完成处置的） 除以 环境事件举报数量，分母为 0 时计 1 × 100",
  );
});

test("a percent compared with a rate reads as a percent, the same number as a factor does not", () => {
  const { words: spoken } = printed("L2P1-A1", "parts/b1");
  expect(spoken.get("/if/0")).toBe("城市管理事部件的立案率 不低于 95%");
  expect(spoken.get("/if/1")).toBe("20");
  expect(printed("L2P2-A1", "score").words.get("/*/1/+/0")).toBe("0.4 × b1 高清视频监控覆盖率得分");
});

test("bands name their subject once, be it a figure or a part", () => {
  const { shape } = printed("L2P1-A1", "parts/b5");
  expect(shape.kind).toBe("brace");
  if (shape.kind !== "brace") return;
  expect(shape.subject).toMatchObject({ kind: "name", name: { label: "数字化城管覆盖率" } });
  expect(shape.rows.map(({ value }) => (value.kind === "number" ? value.text : ""))).toEqual([
    "20",
    "15",
    "10",
    "5",
    "0",
  ]);
});

test("points for conditions are a list, a cap within it one line of it", () => {
  const { shape } = printed("L1P2-A1", "parts/b2");
  expect(shape.kind).toBe("tally");
  if (shape.kind !== "tally") return;
  expect(shape.rows.map(({ kind }) => kind)).toEqual(["tick", "term", "tick", "tick", "tick"]);
});

test("a denominator of 0 that is ruled out further outside, or cannot be, is told so", () => {
  const zeroRules = (node: string, formula: string): string[] =>
    [...printed(node, formula).shapes.values()].flatMap((shape) =>
      shape.kind === "fraction" ? [shape.zero.kind] : [],
    );
  expect(zeroRules("L1P7-A2", "parts/users")).toEqual(["outside", "outside", "outside"]);
  expect(zeroRules("L4P2-A1", "parts/b3")).toEqual(["never"]);
  expect(zeroRules("L3P1-A1", "score")).toEqual(["never", "rule"]);
  expect(zeroRules("L4P1-A3", "score")).toEqual(["none"]);
});

test("a cap on a quotient alone stands over it, and what holds for 0 stands beside", () => {
  const each = [...printed("L1P4-A3", "parts/sum").shapes.values()].find(
    ({ kind }) => kind === "fraction",
  );
  expect(each).toMatchObject({ kind: "fraction", zero: { kind: "rule" }, cap: {} });
  if (each?.kind !== "fraction" || each.cap === undefined || each.zero.kind !== "rule") return;
  const { at, zero, cap } = each;
  expect([cap.limit, zero.value]).toMatchObject([{ text: "1" }, { text: "0" }]);
  // As the formula nests them, so that keys go out and in: the guard, the cap, the quotient.
  expect([cap.at, at].map((one) => one.slice(zero.at.length))).toEqual(["/if/2", "/if/2/min/1"]);
  const { words: spoken } = printed("L1P4-A3", "parts/sum");
  expect(spoken.get(cap.at)).toBe(
    "最高 1，年度门诊健康档案调阅次数 除以 年度门诊总数，分母为 0 时计 0",
  );
});

test("a choice is called by its label where it is ticked, and where its code stands", () => {
  const { shapes } = printed("L1P3-A2", "parts/b");
  const code = shapes.get("/+/0/if/0/in/0");
  expect(code).toMatchObject({
    what: "text",
    text: "relationTransfer",
    option: { input: "services", label: "社保关系转移" },
  });
  expect(shapes.get("/+/0/if/0")).toMatchObject({ kind: "chosen", label: "社保关系转移" });
  expect(printed("L1P3-A2", "parts/b").words.get("/+/0/if/0/in/0")).toBe("“社保关系转移”");
});

test("MathML has the fraction, its rule for 0 and the weight", () => {
  expect(printed("L3P1-A3", "score").mathMl).toBe(
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mrow><mn>30%</mn><mo>×</mo>' +
      "<mrow><mfrac><mtext>环境事件处置数量（被举报的环境事件中完成处置的）</mtext><mtext>环境事件举报数量</mtext></mfrac>" +
      "<mtext>（分母为 0 时计 </mtext><mn>1</mn><mtext>）</mtext></mrow><mo>×</mo><mn>100</mn></mrow></math>",
  );
});

test("every formula of the shipped set is printed: known places only, no word left without a text", () => {
  for (const node of treeOf(document).nodes) {
    for (const { formula } of node.formulas) {
      for (const language of ["zh-CN", "en"] as const) {
        const { tree, words: spoken, mathMl } = printed(node.id, formula, language);
        const places = new Set([...nodesOf(tree)].map(({ at }) => at));
        for (const [at, said] of spoken) {
          expect(places.has(at), `${node.id} ${formula} ${at}`).toBe(true);
          expect(said, `${node.id} ${formula} ${at}`).not.toMatch(
            /^$|\{\{|undefined|[a-z]+\.[a-z]+\./i,
          );
        }
        expect(mathMl.match(/<(\w+)[ >]/g)?.length).toBe(mathMl.match(/<\/\w+>/g)?.length);
      }
    }
  }
});
