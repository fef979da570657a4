/** Figures that go from the bytes of a request to their slots: the same answer as with objects between, or none. */
import { describe, expect, test } from "vitest";
import { compileRuleSet } from "../../../engine/compile/compile.ts";
import { tokenOf } from "../../../engine/json/json-bytes.ts";
import { LastAround, readAround } from "../../../engine/json/json-part.ts";
import { isObject } from "../../../engine/json/json-value.ts";
import { parseJson } from "../../../engine/json/parse-json.ts";
import type { PreparedRuleSet } from "../../../engine/rule-set/prepare.ts";
import { score } from "../../../engine/score/score.ts";
import { between, chance, createRandom, pick, type Random } from "../../oracle/random.ts";
import { item, LABEL, prepared, smallRuleSet } from "../../support/load-rule-set.ts";
import { answerFromBytes } from "./part-of.ts";

const RUNS = Number(process.env.RANDOM_CITIES ?? 2_000) * 2;
const SEED = Number(process.env.CITY_SEED ?? 20_181_231);

/** What is said of a request that is read into objects first; `null` where it is no JSON, or has no inputs. */
function answerFromObjects(rules: PreparedRuleSet, request: string, final: boolean): string | null {
  const read = parseJson(request, { inexactNumbers: "keep" });
  if (!read.ok || !isObject(read.value) || !("inputs" in read.value)) return null;
  const answer = score(rules, read.value.inputs, { final });
  return JSON.stringify(answer.ok ? answer.result : answer.issues);
}

/** Letters that mean something in JSON, and some that may not stand where they are put. */
const LETTERS = [...'{}[],:"\\ \n\t0123456789.-+eEtrufalsn\u0000\u0001城'];

function damaged(random: Random, text: string): string {
  const at = between(random, 0, text.length - 1);
  const other = between(random, 0, text.length - 1);
  switch (between(random, 0, 3)) {
    case 0:
      return text.slice(0, at) + pick(random, LETTERS) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + pick(random, LETTERS) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + between(random, 1, 12));
    default:
      // A piece of the text stands at another place once more: names twice, brackets in pairs.
      return text.slice(0, at) + text.slice(other, other + between(random, 1, 60)) + text.slice(at);
  }
}

describe("of one item", () => {
  const label = LABEL;
  const options = ["a", "b", "城"].map((code) => ({ code, label }));
  const rules = prepared(
    smallRuleSet([
      item("one", {
        weight: 1,
        inputs: {
          count: { type: "count", label, maximum: 1_000 },
          amount: { type: "amount", label },
          flag: { type: "boolean", label },
          choice: { type: "choice", label, options },
          list: { type: "list", label, options },
          counts: { type: "counts", label, options },
          text: { type: "text", label, maxLength: 4 },
          rows: {
            type: "rows",
            label,
            maxRows: 2,
            fields: { n: { type: "count", label }, t: { type: "text", label, maxLength: 4 } },
          },
        },
        score: { "+": [{ var: "count" }, 0] },
      }),
    ]),
  );
  const compiled = compileRuleSet(rules, { backEnd: "fused" });
  const figures: { readonly [input: string]: string } = {
    count: "12",
    amount: '"3.50"',
    flag: "true",
    choice: '"城"',
    list: '["b","a"]',
    counts: '{"b":1}',
    text: '"市区"',
    rows: '[{"t":"一","n":1},{"n":2,"t":"二"}]',
  };
  const requestWith = (changed: { readonly [input: string]: string }): string => {
    const members = Object.entries({ ...figures, ...changed });
    return `{"inputs":{"one":{${members.map(([name, value]) => `"${name}":${value}`).join(",")}}}}`;
  };

  test.each([
    ["as it is", {}],
    ["with nothing in it", { list: "[]", counts: "{}", rows: "[]" }],
    ["with spaces", { list: ' [ "a" ,\n"城" ]\t', counts: '{ "a" : 1 }', rows: "[ ]" }],
    ["of decimals", { count: "12.0", amount: "0.25" }],
    ["of numbers as text", { count: '"12"', counts: '{"a":"3"}' }],
  ])("plain: %s", (_, changed) => {
    const request = requestWith(changed);
    expect(answerFromBytes(compiled, request, {})).toBe(answerFromObjects(rules, request, false));
  });

  test.each([
    ["an escape", { text: '"\\u5e02"' }],
    ["an exponent", { amount: "1e2" }],
    ["more digits than a double has", { amount: "1.0000000000000001" }],
    ["more digits than a double has, all but one of them zero", { amount: "1.0000000000000000" }],
    ["a number beyond its range", { count: "1001" }],
    ["a number that is not whole", { count: "1.5" }],
    ["a number finer than a slot", { amount: "0.00001" }],
    ["a leading zero", { count: "012" }],
    ["a sign", { count: "+12" }],
    ["no digit behind the point", { amount: "1." }],
    ["a number as text that goes on", { amount: '"3.5 "' }],
    ["a word that goes on", { flag: "truer" }],
    ["an unknown option", { choice: '"c"' }],
    ["an option that is chosen twice", { list: '["a","a"]' }],
    ["an option that is counted twice", { counts: '{"a":1,"a":1}' }],
    ["a comma that nothing follows", { list: '["a",]' }],
    ["a comma too few", { list: '["a" "b"]' }],
    ["a text that is too long", { text: '"12345"' }],
    ["a control character", { rows: '[{"t":"\u0001","n":1}]' }],
    ["a row too many", { rows: '[{"n":1,"t":""},{"n":1,"t":""},{"n":1,"t":""}]' }],
    ["a row without a field", { rows: '[{"n":1}]' }],
    ["a row with a field twice", { rows: '[{"n":1,"n":1,"t":""}]' }],
    ["a row with a field that nobody knows", { rows: '[{"n":1,"t":"","x":1}]' }],
    ["a null where none may be", { count: "null" }],
    ["an input that nobody knows", { other: "1" }],
    ["an object where a number belongs", { count: "{}" }],
  ])("left to others: %s", (_, changed) => {
    expect(answerFromBytes(compiled, requestWith(changed), {})).toBe(null);
  });

  test.each([
    ['{"inputs":{"one":{},"one":{}}}'],
    ['{"inputs":{"two":{}}}'],
    ['{"inputs":{"one":[]}}'],
    ['{"inputs":{"one":{"count":1,"count":1}}}'],
    ['{"inputs":{"one":{"count":1}}'],
    ['{"inputs":{"one":{"count":1}}}}'],
  ])("left to others: %s", (request) => {
    expect(answerFromBytes(compiled, request, {})).toBe(null);
  });

  test(`requests of all kinds of figures, damaged (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    let taken = 0;
    for (let run = 0; run < RUNS; run++) {
      const whole = requestWith({ count: String(between(random, 0, 1_100)) });
      const request = damaged(
        random,
        chance(random, 0.5) ? whole : whole.replaceAll(/[,:]/g, "$& "),
      );
      const final = chance(random, 0.5);
      const answer = answerFromBytes(compiled, request, { final });
      if (answer === null) continue;
      taken++;
      expect({ request, answer }).toEqual({
        request,
        answer: answerFromObjects(rules, request, final),
      });
    }
    // Not all damage can be seen.
    expect(taken).toBeGreaterThan(RUNS / 50);
  });

  test("an explanation is left to others", () => {
    expect(answerFromBytes(compiled, requestWith({}), { explain: true })).toBe(null);
  });
});

describe("of an item that only the interpreter can score", () => {
  const label = LABEL;
  const options = ["a", "b", "城"].map((code) => ({ code, label }));
  const rules = prepared(
    smallRuleSet([
      item("one", {
        weight: 9,
        inputs: {
          list: { type: "list", label, options },
          rows: {
            type: "rows",
            label,
            maxRows: 3,
            fields: { n: { type: "count", label }, t: { type: "text", label, maxLength: 4 } },
          },
        },
        // Two for the option, one for each row with the text, and no more than the root of what rows say.
        score: {
          min: [
            {
              "+": [
                { if: [{ in: ["城", { var: "list" }] }, 2, 0] },
                { length: { filter: [{ var: "rows" }, { "===": [{ var: "t" }, "一"] }] } },
              ],
            },
            {
              squareRoot: [
                {
                  reduce: [
                    { var: "rows" },
                    { "+": [{ var: "accumulator" }, { var: "current.n" }] },
                    0,
                  ],
                },
              ],
            },
          ],
        },
      }),
    ]),
  );
  const compiled = compileRuleSet(rules, { backEnd: "fused" });

  test.each([
    ['["a","城"]', '[{"n":8,"t":"一"},{"t":"二","n":8}]', "3.00"],
    ['["城","a"]', '[{"n":1,"t":"一"}]', "1.00"],
    ['["a","b"]', '[{"n":9,"t":"一"},{"n":7,"t":"一"}]', "2.00"],
    ["[]", "[]", "0.00"],
  ])("list %s and rows %s: %s points", (list, rows_, points) => {
    const request = `{"inputs":{"one":{"list":${list},"rows":${rows_}}}}`;
    const answer = answerFromBytes(compiled, request, { final: true });
    expect(JSON.parse(answer ?? "null")).toMatchObject({ scores: { one: points } });
    expect(answer).toBe(answerFromObjects(rules, request, true));
  });
});

describe("a member between others", () => {
  const around = (text: string) => readAround(new TextEncoder().encode(text), tokenOf("inputs"));

  test.each([
    ['{"inputs":{}}', { inputs: 0 }, "{}"],
    [
      ' { "id" : "城" , "inputs" : {"a":{}} , "final" : true } ',
      { id: "城", inputs: 0, final: true },
      '{"a":{}}',
    ],
    [
      '{"of":"input","inputs":{"inputs":{}},"n":1}',
      { of: "input", inputs: 0, n: 1 },
      '{"inputs":{}}',
    ],
    ['{"other":{},"inputs":{"a":1}}', { other: {}, inputs: 0 }, '{"a":1}'],
  ])("%s", (text, members, part) => {
    const found = around(text);
    expect(found?.members).toEqual(members);
    expect(text.includes(part)).toBe(true);
    expect(found?.part.value()).toEqual(JSON.parse(part));
  });

  test("what stands around it is remembered from the last request, in memory of its own", () => {
    const last = new LastAround();
    const memory = Buffer.alloc(64);
    const membersOf = (text: string) => {
      const length = memory.write(text);
      return readAround(memory.subarray(0, length), tokenOf("inputs"), last)?.members;
    };
    const first = membersOf('{"inputs":{"a":1},"final":true}');
    expect(first).toEqual({ inputs: 0, final: true });
    expect(membersOf('{"inputs":{"b":[2]},"final":true}')).toBe(first);
    for (const [text, members] of [
      ['{"inputs":{},"final":null}', { inputs: 0, final: null }],
      ['{"inputs":{},"FINAL":null}', { inputs: 0, FINAL: null }],
      ['{"A":1,"inputs":{}}', { A: 1, inputs: 0 }],
      ['{"B":1,"inputs":{}}', { B: 1, inputs: 0 }],
      ['{"inputs":{}}', { inputs: 0 }],
      ['{"inputs":{},"inputs":1}', undefined],
      ['{"inputs":{},"inputs":1}', undefined],
      ['{"inputs":{}}', { inputs: 0 }],
    ] as const)
      expect(membersOf(text)).toEqual(members);
  });

  test("that something else may close is no JSON by itself", () => {
    expect(around('{"inputs":{},"other":{}}')?.part.value()).toBe(undefined);
  });

  test.each([
    ["{}"],
    ["[]"],
    ['"inputs"'],
    ['{"inputs":[]}'],
    ['{"inputs":{}'],
    ['{"inputs":{}},'],
    ['{"inputs":{},"inputs":1}'],
    ['{"inputs":{},"id":1,"id":2}'],
    ['{"a":{"inputs":{}}}'],
    ['{"a":{"inputs":{}},"inputs":1}'],
    ['{"inputs":{},"id":"}"}'],
    ['{"of":"inputs","inputs":{}}'],
    ['{"inputs":{},"id":"\\u0041"}'],
    ['{"id":1e3,"inputs":{}}'],
  ])("none in %s", (text) => {
    expect(around(text)).toBe(undefined);
  });
});
