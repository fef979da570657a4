/** What taking a notice in writes: source texts with their underlines, in place, and nothing else. */
import { expect, test } from "vitest";
import { treeOf } from "../../../editor/document/nodes.ts";
import { valueAt } from "../../../editor/document/rule-document.ts";
import { NO_TEXT } from "../../../editor/notice/notice-text.ts";
import type { NoticeRow } from "../../../editor/notice/rows.ts";
import { takeIn } from "../../../editor/notice/take-in.ts";
import { isObject, type JsonValue } from "../../../engine/json/json-value.ts";
import { SHIPPED } from "../support/shipped.ts";

const ROW: NoticeRow = { id: null, name: "", texts: {}, weight: null, above: null };

function sourceOf(document: typeof SHIPPED, id: string): JsonValue {
  return (treeOf(document).byId.get(id)?.value.source ?? null) as unknown as JsonValue;
}

/** The files without any source text. */
function withoutSources(document: typeof SHIPPED): readonly unknown[] {
  const strip = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return (value as readonly JsonValue[]).map(strip);
    if (!isObject(value)) return value;
    const { source: _, ...rest } = value as { readonly [member: string]: JsonValue };
    return Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, strip(one)]));
  };
  return [...document.files].map(([file]) => [
    file,
    strip(valueAt(document, { file, pointer: "" }) ?? null),
  ]);
}

test("changed words replace the old ones with their lines; empty cells say nothing", () => {
  const now = takeIn(
    SHIPPED,
    [
      {
        item: "L3P2-A1",
        row: {
          ...ROW,
          texts: {
            method: { text: "1.重点用能单位在线监测率：按新口径。", marks: [[13, 18]] },
            data: NO_TEXT,
          },
        },
      },
    ],
    [],
    null,
  );
  const before = sourceOf(SHIPPED, "L3P2-A1") as { readonly [member: string]: JsonValue };
  expect(sourceOf(now, "L3P2-A1")).toEqual({
    ...before,
    method: { text: "1.重点用能单位在线监测率：按新口径。", changed: [[13, 18]] },
  });
  expect(withoutSources(now)).toEqual(withoutSources(SHIPPED));
  const touched = [...now.files].filter(([file, text]) => SHIPPED.files.get(file) !== text);
  expect(touched.map(([file]) => file)).toEqual(["L3P2.json"]);
});

test("words that differ in widths only keep their spelling, their mends, and take the lines", () => {
  const before = sourceOf(SHIPPED, "L1P1") as {
    readonly purpose: { readonly text: string; readonly mends: JsonValue };
  };
  const text = before.purpose.text
    .replaceAll("、", "、 ")
    .replaceAll("%", "％")
    .replace(/\n/g, " ");
  const from = text.indexOf("电子证照");
  const now = takeIn(
    SHIPPED,
    [{ item: "L1P1", row: { ...ROW, texts: { purpose: { text, marks: [[from, from + 4]] } } } }],
    [],
    null,
  );
  const at = before.purpose.text.indexOf("电子证照");
  expect(sourceOf(now, "L1P1")).toMatchObject({
    purpose: {
      text: before.purpose.text,
      changed: [[at, at + 4]],
      mends: before.purpose.mends,
    },
  });
});

test("a new row becomes an item without a formula below its indicator", () => {
  const texts = { method: { text: "4.智慧停车（L1P2-A4）", marks: [] } };
  const row = { ...ROW, id: "L1P2-A4", name: "智慧停车", texts };
  const now = takeIn(SHIPPED, [], [{ row, id: "L1P2-A4", parent: "L1P2" }], null);
  const node = treeOf(now).byId.get("L1P2-A4");
  expect([node?.parent?.id, node?.value]).toEqual([
    "L1P2",
    {
      id: "L1P2-A4",
      name: { zh: "智慧停车", en: "智慧停车" },
      weight: 0,
      score: { "?": [] },
      source: { method: { text: "4.智慧停车（L1P2-A4）" } },
    },
  ]);
});

test("a draft that does not say what its marks are against is told; one that does keeps its word", () => {
  const place = { file: "rule-set.json", pointer: "/changedAgainst" };
  const row = { ...ROW, texts: { method: { text: "另一句", marks: [] } } };
  const taken = [{ item: "L8P1", row }];
  expect(valueAt(takeIn(SHIPPED, taken, [], "2018"), place)).toBe("2016");
  const text = SHIPPED.files.get("rule-set.json") ?? "";
  const untold = {
    files: new Map([
      ...SHIPPED.files,
      ["rule-set.json", text.replace('  "changedAgainst": "2016",\n', "")] as const,
    ]),
  };
  expect(valueAt(takeIn(untold, taken, [], "2018"), place)).toBe("2018");
  expect(valueAt(takeIn(untold, [], [], "2018"), place)).toBe(undefined);
});
