/** Law 2: what is printed is read back as the same formula, and what people type is read as they mean it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namesAt } from "../../../editor/formula/names.ts";
import { type ParsedText, parseText } from "../../../editor/text-formula/parse.ts";
import type { Name, Names } from "../../../engine/language/formula-names.ts";
import { printText, textOf } from "../../../engine/language/formula-text/print.ts";
import { LANGUAGES, type Language } from "../../../engine/language/language.ts";
import { nodeAt } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { randomLogic, runs } from "../support/random-logic.ts";
import { SHIPPED, SHIPPED_FORMULAS, shippedFormula } from "../support/shipped.ts";

const NO_NAMES: Names = new Map();

function name(id: string, zh: string, more: Partial<Name> = {}): [string, Name] {
  return [id, { id, kind: "input", label: { zh, en: id }, percent: false, owner: "", ...more }];
}

/** Names that are traps: labels that look like ids, words or other names. */
const TRAPS: Names = new Map([
  name("filingRate", "立案率", { percent: true }),
  name("a", "且"),
  name("b", "a"),
  name("c", "甲且乙"),
  name("d", "名（一）"),
  name("e", "同名"),
  name("f", "同名"),
  name("立案率", "别的"),
  name("g", "x]y"),
  name("h", "真"),
  name("mode", "方式", {
    type: "choice",
    options: [
      option("fast", "快"),
      option("a", "fast"),
      option("b", "同"),
      option("c", "同"),
      option("立案率", '引号"'),
    ],
  }),
]);

function option(code: string, zh: string) {
  return { code, label: { zh, en: code.toUpperCase() } };
}

function comesBack(logic: Logic, names: Names, language: Language, width?: number): boolean {
  const printed = printText(logic, { names, language, ...(width === undefined ? {} : { width }) });
  const parsed = parseText(printed.text, names);
  return (
    JSON.stringify(parsed.logic) === JSON.stringify(logic) &&
    parsed.errors.every(({ severity }) => severity === "warning") &&
    JSON.stringify(parsed.spans) === JSON.stringify(printed.spans)
  );
}

describe("print and parse are inverses, to the place of every node", () => {
  const numRuns = runs(4_000);
  const options = fc.tuple(
    fc.constantFrom(NO_NAMES, TRAPS),
    fc.constantFrom(...LANGUAGES),
    fc.constantFrom(undefined, 40),
  );

  test("of random formulas, in both languages, on one line and on several", () => {
    fc.assert(
      fc.property(randomLogic, options, (logic, [names, language, width]) =>
        comesBack(logic, names, language, width),
      ),
      { numRuns },
    );
  });

  test("of choices, whatever they are called", () => {
    const text = fc.constantFrom("fast", "a", "b", "c", "快", "同", "立案率", '引号"', "B", "x");
    const asked = fc.constantFrom("in", "==", "!=", "===", "cat");
    const chosen = fc.tuple(asked, text, fc.boolean()).map(([operator, one, first]): Logic => {
      const mode: Logic = { var: "mode" };
      return { [operator]: first ? [one, mode] : [mode, one] } as Logic;
    });
    const within = fc.constantFrom("if", "filter", "reduce", "all");
    const formula = fc
      .tuple(within, chosen, chosen)
      .map(([operator, a, b]): Logic => ({ [operator]: [a, b, 0] }) as Logic);
    fc.assert(
      fc.property(formula, options, (logic, [, language, width]) =>
        comesBack(logic, TRAPS, language, width),
      ),
      { numRuns },
    );
  });

  test("of every shipped formula", () => {
    const lost = SHIPPED_FORMULAS.flatMap(({ place, logic, title }) =>
      LANGUAGES.filter((language) => !comesBack(logic, namesAt(SHIPPED, place), language, 60)).map(
        (language) => `${title} ${language}`,
      ),
    );
    expect(lost).toEqual([]);
  });

  test("a printer that leaves out brackets breaks the law", () => {
    const careless = fc.check(
      fc.property(randomLogic, (logic) => {
        const text = textOf(logic, NO_NAMES, "zh-CN").replaceAll(
          /\(([^()]*[-+][^()]*)\) ×/g,
          "$1 ×",
        );
        return JSON.stringify(parseText(text, NO_NAMES).logic) === JSON.stringify(logic);
      }),
      { numRuns: 20_000 },
    );
    expect(careless.failed).toBe(true);
  });
});

describe("the shipped rules read like the notice", () => {
  test.each([
    [
      "L2P1-A1",
      "parts/b4",
      "若(城市管理事部件的结案率 ≥ 90%; 20; 城市管理事部件的结案率 ≥ 85%; 15; 城市管理事部件的结案率 ≥ 80%; 10; 城市管理事部件的结案率 ≥ 75%; 5; 0)",
    ],
    // Factors of points and points themselves are numbers, as the notice prints them: 0.4×b1, 减0.2分.
    ["L2P2-A1", "score", "权重 × (0.4 × b1 + 0.6 × b2)"],
    ["L4P2-A1", "score", "权重 × (b1 × 0.25 + b2 × 0.25 + b3 × 0.5)"],
    [
      "L6P2-A1",
      "score",
      "0 - 最小(2; 0.2 × [未落实密码应用“三同步一评估”要求的等保三级及以上信息系统和关键信息基础设施数])",
    ],
    // What is ticked is called as the notice calls it, not by its code.
    [
      "L1P3-A2",
      "parts/b",
      [
        "社保关系转移",
        "异地居住人员领取社会保险待遇资格协助认证",
        "国家异地就医结算",
        "养老保险待遇状态比对查询",
      ]
        .map(
          (service) =>
            `若(包含于("${service}"; [与部、省级异地业务联通，已联网办理的异地业务]); 25; 0)`,
        )
        .join(" + "),
    ],
    ["L1P6-A2", "score", "权重 × 最小(100; (计数(已实现的服务模式) + 其他服务模式种类数) × 20)"],
    [
      "L1P4-A3",
      "parts/sum",
      "逐项求和(各三级以上医疗机构; 若(本项·年度门诊总数 = 0; 0; 最小(1; 本项·年度门诊健康档案调阅次数 ÷ 本项·年度门诊总数)))",
    ],
  ])("%s %s in Chinese", (node, formula, text) => {
    const { place, logic } = shippedFormula(node, formula);
    expect(textOf(logic, namesAt(SHIPPED, place), "zh-CN")).toBe(text);
  });

  test("in English names are the ids of the file", () => {
    const { place, logic } = shippedFormula("L1P5-A2", "score");
    expect(textOf(logic, namesAt(SHIPPED, place), "en")).toBe(
      "weight × min(1; if(teachersTotal + studentsTotal = 0; 0; (teacherSpaces + studentSpaces) ÷ (teachersTotal + studentsTotal))) × 100",
    );
  });
});

describe("what stands beside a constant says what it is", () => {
  const names: Names = new Map([
    ...TRAPS,
    name("share", "比率", { kind: "part", percent: true }),
    name("done", "办结数"),
    name("all", "总数"),
    name("points", "分值", { kind: "part", unit: "分" }),
    name("weight", "权重", { kind: "given", percent: true }),
  ]);
  const ratio: Logic = { "/": [{ var: "done" }, { var: "all" }] };

  test.each<[string, Logic, string]>([
    ["the weight of a rate", { "*": [0.3, ratio, 100] }, "30% × (办结数 ÷ 总数) × 100"],
    ["the weight of a part that is one", { "*": [0.3, { var: "share" }] }, "30% × 比率"],
    ["what a rate is compared with", { ">=": [{ var: "share" }, 0.9] }, "比率 ≥ 90%"],
    ["how much of a rate counts", { min: [0.8, ratio] }, "最小(80%; 办结数 ÷ 总数)"],
    ["but no more than all of it", { min: [1, ratio] }, "最小(1; 办结数 ÷ 总数)"],
    ["a factor of points", { "*": [0.4, { var: "points" }] }, "0.4 × 分值"],
    ["a factor beside the weight", { "*": [{ var: "weight" }, 0.4, 50] }, "权重 × 0.4 × 50"],
    [
      "an area for each point",
      { ">=": [{ "/": [{ var: "done" }, 30] }, 0.5] },
      "办结数 ÷ 30 ≥ 0.5",
    ],
    ["a choice", { "==": [{ var: "mode" }, "fast"] }, '方式 = "快"'],
    ["one of two that are called alike", { "==": [{ var: "mode" }, "b"] }, '方式 = "b"'],
    [
      "a label that no choice has as its code",
      { in: ["快", { var: "mode" }] },
      '包含于(#"快"; 方式)',
    ],
    ["a text beside another figure", { "==": [{ var: "done" }, "fast"] }, '办结数 = "fast"'],
  ])("%s", (_, logic, text) => {
    expect(textOf(logic, names, "zh-CN")).toBe(text);
    expect(parseText(text, names).logic).toEqual(logic);
  });

  test("choices are read by their label in both languages and by their code", () => {
    const read = ["快", "FAST", "fast"].map((one) => parseText(`方式 = "${one}"`, names).logic);
    expect(read).toEqual(Array(3).fill({ "==": [{ var: "mode" }, "fast"] }));
  });
});

describe("what people type", () => {
  const names: Names = new Map([
    name("coveredArea", "数字化城管覆盖面积"),
    name("builtUpArea", "建成区面积"),
    name("filingRate", "立案率", { percent: true }),
    name("closureRate", "结案率（城市管理）", { percent: true }),
  ]);
  const read = (text: string) => {
    const { logic, errors } = parseText(text, names);
    return errors.length === 0 ? logic : errors;
  };

  test("full-width signs and digits, percent exact", () => {
    expect(read("３０％×（数字化城管覆盖面积÷建成区面积）×１００")).toEqual({
      "*": [0.3, { "/": [{ var: "coveredArea" }, { var: "builtUpArea" }] }, 100],
    });
    expect([read("0.07%"), read("28.5 %"), read("１２．５％"), read("-5%")]).toEqual([
      0.0007, 0.285, 0.125, -0.05,
    ]);
  });

  test("signs of both worlds, functions of both languages, separators of all kinds", () => {
    const chain = { if: [{ ">=": [{ var: "filingRate" }, 0.95] }, 20, 0] };
    for (const text of [
      "若(立案率 ≥ 95%; 20; 0)",
      "IF(filingRate>=95%,20,0)",
      "若（立案率≧９５％，20、０）",
      "if ( [立案率] >= 0.95 ; 20 ; 0 )",
    ]) {
      expect(read(text)).toEqual(chain);
    }
    expect(read("立案率 <> 1")).toEqual(read("立案率 ≠ 1"));
    expect(read("非 (立案率 = 1)")).toEqual({ "!": [{ "==": [{ var: "filingRate" }, 1] }] });
    expect(read("2^3^2")).toEqual({ power: [2, { power: [3, 2] }] });
    expect(read("0 ≤ 立案率 ≤ 1")).toEqual({ "<=": [0, { var: "filingRate" }, 1] });
  });

  test("labels with brackets, in any brackets; and and or without spaces", () => {
    expect(read("【结案率（城市管理）】 ≥ 90%")).toEqual({ ">=": [{ var: "closureRate" }, 0.9] });
    expect(read("立案率且建成区面积")).toEqual({
      and: [{ var: "filingRate" }, { var: "builtUpArea" }],
    });
  });

  test("negative numbers, differences and signs before brackets", () => {
    expect([read("1-2"), read("1 - -2"), read("-(1)"), read("−5")]).toEqual([
      { "-": [1, 2] },
      { "-": [1, -2] },
      { "-": [1] },
      -5,
    ]);
  });

  test("texts, lists, data and holes", () => {
    expect(read('包含于("水"; {"水"; “电”})')).toEqual({ in: ["水", ["水", "电"]] });
    expect(read('查表(立案率; #{"a":1,"b":[2]})')).toEqual({
      lookup: [{ var: "filingRate" }, { a: 1, b: [2] }],
    });
    expect(parseText("1 + ?", names)).toMatchObject({
      logic: { "+": [1, { "?": [] }] },
      errors: [{ code: "hole", severity: "warning", from: 4, to: 5 }],
    });
  });
});

describe("what is wrong is told with its place, and nothing typed is lost", () => {
  const told = (text: string): readonly string[] =>
    parseText(text, TRAPS).errors.map(
      ({ code, from, to, facts }) =>
        `${code} ${from}-${to}${facts.expected ? ` ${facts.expected}` : ""}${facts.closest ? ` ${facts.closest}` : ""}`,
    );

  test.each<[string, readonly string[]]>([
    ["", ["operand_expected 0-0"]],
    ["（", ["operand_expected 1-1", "close_expected 1-1 )"]],
    ["3 × (1 + 2", ["close_expected 10-10 )"]],
    ["若(立案率 ≥ ; 20)", ["operand_expected 8-9"]],
    ["1 2", ["operator_expected 2-3"]],
    ["若(1 2; 3)", ["operator_expected 4-5"]],
    ["1 + × 2", ["operand_expected 4-5"]],
    ["1)", ["operator_expected 1-2"]],
    ["立案率%", ["percent_of_no_number 3-4"]],
    ['"abc', ["unterminated_text 0-4"]],
    ["[abc", ["unterminated_name 0-4"]],
    ["1 < 2 = 3", ["operator_expected 5-8"]],
    ["0.1234567890123456", ["number_not_exact 0-18"]],
    ["同名 + 1", ["ambiguous_name 0-2"]],
    ["立暗率", ["unknown_name 0-3 立案率"]],
    ["foo(1)", ["unknown_function 0-3"]],
    ["#{1}", ["data_is_no_json 0-4"]],
    ["1 @ 2", ["unexpected 2-3"]],
  ])("%s", (text, errors) => {
    expect(told(text)).toEqual(errors);
  });

  test("any text is read to its end, quickly, however deep", () => {
    const deep = "(".repeat(5_000);
    expect(told(deep)).toEqual(["too_deep 256-257"]);
    const alphabet = fc.constantFrom(..."()[]{}+-×÷%;，\"'#?若立1. 且".split(""), "if(", "≥", "【");
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 30 }), (pieces) => {
        const parsed: ParsedText = parseText(pieces.join(""), TRAPS);
        for (const { at } of parsed.spans) expect(nodeAt(parsed.logic, at)).toBeDefined();
      }),
      { numRuns: 2_000 },
    );
  });
});
