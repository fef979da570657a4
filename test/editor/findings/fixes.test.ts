/** Each fix mends the finding that offers it, changes nothing else, and brings no new error. */
import { describe, expect, test } from "vitest";
import type { RuleDocument } from "../../../editor/document/rule-document.ts";
import { placeFindings } from "../../../editor/evaluation/place-findings.ts";
import { fixesFor } from "../../../editor/findings/fixes/index.ts";
import { checkRuleSet } from "../../../engine/check/check-rule-set.ts";
import type { Finding } from "../../../engine/issue.ts";
import { prepare } from "../../../engine/rule-set/prepare.ts";
import { readRuleSet } from "../../../engine/rule-set/read-rule-set.ts";
import { filesOf, ruleSetFolder } from "../../support/load-rule-set.ts";

const SHIPPED: RuleDocument = { files: filesOf(ruleSetFolder("rules/cn-smart-city-2018")) };

function findingsOf(document: RuleDocument): readonly Finding[] {
  const read = readRuleSet(document.files);
  if (!read.ok) return read.findings;
  const result = prepare(read.ruleSet);
  return result.ok ? checkRuleSet(result.prepared, read.cases) : result.findings;
}

const keyOf = ({ code, path }: Finding): string => `${code} ${path}`;
const BEFORE = new Set(findingsOf(SHIPPED).map(keyOf));

/** The shipped set with one text of one file exchanged. */
function planted(file: string, from: string | RegExp, to: string): RuleDocument {
  const text = SHIPPED.files.get(file) as string;
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return { files: new Map(SHIPPED.files).set(file, changed) };
}

const FILE = "L2P1.json";
const UNUSED = `"inputs": {
        "spare": {
          "type": "count",
          "label": { "zh": "备用", "en": "Spare" }
        },`;

describe.each([
  { code: "unused_input", file: FILE, from: '"inputs": {', to: UNUSED, fixes: 2 },
  {
    code: "weights_do_not_add_up",
    file: FILE,
    from: '"weight": 0.2',
    to: '"weight": 0.25',
    fixes: 5,
  },
  {
    code: "band_unreachable",
    file: FILE,
    from: /("filingRate"\s*\},\s*)0\.9(?=\s)/,
    to: "$10.95",
    fixes: 1,
  },
  {
    code: "full_marks_differ",
    file: FILE,
    from: '"fullMarks": 20',
    to: '"fullMarks": 25',
    fixes: 1,
  },
  {
    code: "unknown_name",
    file: FILE,
    from: '"var": "filingRate"',
    to: '"var": "filingRat"',
    fixes: 1,
  },
  { code: "unknown_operator", file: FILE, from: /"if"(?=: \[\s*\{\s*">=")/, to: '"iff"', fixes: 1 },
  {
    code: "unknown_reference",
    file: FILE,
    from: '"urbanManagement"',
    to: '"urbanManagment"',
    fixes: 1,
  },
  {
    code: "span_outside_text",
    file: FILE,
    from: "[[79, 101]]",
    to: "[[79, 101], [900, 990]]",
    fixes: 1,
  },
  {
    code: "json_duplicate_key",
    file: FILE,
    from: '"weight": 0.03,',
    to: '"weight": 0.03,\n  "weight": 0.03,',
    fixes: 2,
  },
  {
    code: "duplicate_case",
    file: "cases/L2P1.json",
    from: '"L2P1-A2-none"',
    to: '"L2P1-A2-full"',
    fixes: 1,
  },
  {
    code: "case_node_unknown",
    file: "cases/L2P1.json",
    from: '"node": "L2P1-A2"',
    to: '"node": "L2P1-A9"',
    fixes: 1,
  },
] as const)("$code", ({ code, file, from, to, fixes: count }) => {
  const document = planted(file, from, to);
  const placed = placeFindings(findingsOf(document), document).filter(
    ({ finding }) => finding.code === code && !BEFORE.has(keyOf(finding)),
  );

  test("is found, and its fixes are as many as there are ways to mend it", () => {
    expect(placed.map((one) => fixesFor(one, document).length)).toEqual([count]);
  });

  test("is gone after each of its fixes, and no error is new", () => {
    for (const one of placed) {
      for (const { label, apply } of fixesFor(one, document)) {
        const after = findingsOf(apply(document)).filter(({ severity }) => severity === "error");
        expect(
          after.map(keyOf).filter((key) => !BEFORE.has(key)),
          label.en,
        ).toEqual([]);
        expect(findingsOf(apply(document)).map(keyOf), label.en).not.toContain(keyOf(one.finding));
      }
    }
  });
});

describe("a ratio without a guard", () => {
  const guard =
    /\{\s*"if": \[\s*\{\s*"==": \[\s*\{\s*"var": "totalLength"\s*\},\s*0\s*\]\s*\},\s*0,\s*(\{\s*"\/": \[[^\]]*\]\s*\})\s*\]\s*\}/;
  const document = planted(FILE, guard, "$1");

  test("is given one that counts 0, which is what the file had", () => {
    const [placed] = placeFindings(findingsOf(document), document).filter(
      ({ finding }) => finding.code === "division_unguarded",
    );
    if (placed === undefined) throw new Error("not found");
    const [zero, full] = fixesFor(placed, document);
    const value = (files: RuleDocument["files"]): unknown => JSON.parse(files.get(FILE) ?? "");
    expect(value(zero?.apply(document).files ?? new Map())).toEqual(value(SHIPPED.files));
    expect(full?.label.zh).toBe("分母为 0 时按 1（满）计");
  });
});

test("a fix keeps every line that it does not speak of", () => {
  const document = planted(FILE, '"fullMarks": 20', '"fullMarks": 25');
  const [placed] = placeFindings(findingsOf(document), document).filter(
    ({ finding }) => finding.code === "full_marks_differ" && !BEFORE.has(keyOf(finding)),
  );
  if (placed === undefined) throw new Error("not found");
  const [fix] = fixesFor(placed, document);
  expect(fix?.apply(document).files.get(FILE)).toBe(SHIPPED.files.get(FILE));
});
