/**
 * A year that does not exist, made from the shipped rules by changes of every kind: what comparisons are tried on.
 * Ten of the items differ, and the set itself.
 */
import type { Files } from "../../editor/document/rule-document.ts";

// biome-ignore lint/suspicious/noExplicitAny: rule files as they are parsed, changed by place
type Json = any;

/** What the changes are, by the item that they are in. */
export const CHANGED_ITEMS = {
  /** Closure rate: the first band begins at 95 % instead of 90 %. */
  threshold: "L2P1-A1",
  /** The formula has its factors the other way round, counts 8 for each and caps other domains. */
  formula: "L1P7-A3",
  /** A row of the checklist moves up, one gives 12 instead of 10, and the text says so. */
  checklist: "L1P2-A1",
  weights: ["L1P1-A1", "L1P1-A2"],
  /** Only the text about its data. */
  text: "L4P2-A2",
  /** Its weight goes to the item before it. */
  removed: "L1P9-A3",
  removedWeight: "L1P9-A2",
  /** Its weight comes from the item before it. */
  added: "L7P1-A4",
  addedWeight: "L7P1-A3",
} as const;

export function changedYear(files: Files): Map<string, string> {
  const changed = new Map(files);
  const edit = (file: string, change: (json: Json) => void): void => {
    const json = JSON.parse(files.get(file) ?? "null");
    change(json);
    changed.set(file, `${JSON.stringify(json, null, 2)}\n`);
  };
  const itemOf = (json: Json, id: string): Json => {
    const found = json.children.find((child: Json) => child.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };

  edit("rule-set.json", (set) => {
    set.edition = "2020";
    set.dates[0] = { ...set.dates?.[0], date: "2020-12-31" };
  });
  edit("L2P1.json", (json) => {
    const item = itemOf(json, CHANGED_ITEMS.threshold);
    setAt(item, ["parts", "b4", "logic", "if", 0, ">=", 1], 0.95);
  });
  edit("L1P7.json", (json) => {
    const item = itemOf(json, CHANGED_ITEMS.formula);
    const [cap, product] = valueAt(item, ["parts", "b", "logic", "min"]);
    const [sum] = product["*"];
    const [domains, others] = sum["+"];
    setAt(item, ["parts", "b", "logic"], {
      min: [cap, { "*": [8, { "+": [domains, { min: [3, others] }] }] }],
    });
  });
  edit("L1P2.json", (json) => {
    const item = itemOf(json, CHANGED_ITEMS.checklist);
    const rows = valueAt(item, ["parts", "b1", "logic", "+"]);
    const [last] = rows.splice(5, 1);
    rows.splice(4, 0, last);
    setAt(item, ["parts", "b1", "logic", "+", 3, "if", 1], 12);
    setAt(item, ["parts", "b1", "fullMarks"], 62);
    const method = item.source?.method?.text as string;
    setAt(
      item,
      ["source", "method", "text"],
      method.replace("预测（10分）", "预测（12分）").replace("预测(10分)", "预测(12分)"),
    );
  });
  edit("L1P1.json", (json) => {
    for (const [index, id] of CHANGED_ITEMS.weights.entries())
      setAt(itemOf(json, id), ["weight"], index === 0 ? 0.4 : 0.2);
  });
  edit("L4P2.json", (json) => {
    const item = itemOf(json, CHANGED_ITEMS.text);
    const data = item.source?.data?.text as string;
    setAt(item, ["source", "data", "text"], `${data}以测绘主管部门公布为准。`);
  });
  edit("L1P9.json", (json) => {
    json.children = json.children.filter(({ id }: Json) => id !== CHANGED_ITEMS.removed);
    setAt(itemOf(json, CHANGED_ITEMS.removedWeight), ["weight"], 0.6);
  });
  edit("L7P1.json", (json) => {
    const before = itemOf(json, CHANGED_ITEMS.addedWeight);
    setAt(before, ["weight"], 0.2);
    json.children.push(NEW_ITEM);
  });
  edit("cases/L1P9.json", (json) => {
    json.cases = json.cases.filter(({ node }: Json) => node !== CHANGED_ITEMS.removed);
  });
  edit("cases/whole-city.json", (json) => {
    for (const one of json.cases) {
      for (const holder of [one.inputs, one.expect?.scores, one.expect?.ranges])
        delete (holder as { [id: string]: unknown } | undefined)?.[CHANGED_ITEMS.removed];
    }
  });
  return changed;
}

const NEW_ITEM = {
  id: CHANGED_ITEMS.added,
  name: { zh: "智慧城市标准体系", en: "Standards of the smart city" },
  weight: 0.2,
  inputs: {
    standardsAdopted: {
      type: "count",
      label: { zh: "已采用的标准数", en: "Standards adopted" },
      unit: "个",
    },
    standardsTotal: {
      type: "count",
      label: { zh: "应采用的标准数", en: "Standards that apply" },
      unit: "个",
    },
  },
  score: {
    "*": [
      { var: "weight" },
      {
        if: [
          { "==": [{ var: "standardsTotal" }, 0] },
          0,
          { min: [1, { "/": [{ var: "standardsAdopted" }, { var: "standardsTotal" }] }] },
        ],
      },
      100,
    ],
  },
  source: {
    method: {
      text: "4.智慧城市标准体系 (L7P1-A4):\n计算方法: L7P1-A4 分项分数=20%×(已采用的标准数/应采用的标准数)×100 (比率如超过 1 则按 1 取值)",
    },
    data: { text: "数据截取至 2020 年 12 月底的数据。" },
    departments: { text: "市政务服务和大数据管理局" },
  },
};

function valueAt(json: Json, steps: readonly (string | number)[]): Json {
  return steps.reduce<Json>((value, step) => value[step as number], json);
}

function setAt(json: Json, steps: readonly (string | number)[], value: unknown): void {
  const holder = valueAt(json, steps.slice(0, -1)) as { [step: string]: unknown };
  holder[steps.at(-1) as string] = value;
}
