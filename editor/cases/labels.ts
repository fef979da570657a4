/** @module What the history says of edits of cases, in both languages. */
import type { Text } from "../../engine/rule-set/rule-set.ts";

const quoted = (id: string): Text => ({ zh: `用例 ${id}`, en: `Case ${id}` });

function ofCase(id: string, zh: string, en: string): Text {
  const name = quoted(id);
  return { zh: `${name.zh}：${zh}`, en: `${name.en}: ${en}` };
}

function counted(count: number, zh: string, en: string): Text {
  return { zh: `${zh} ${count} 个用例`, en: `${count} ${count === 1 ? "case" : "cases"} ${en}` };
}

export const LABELS = {
  added: (id: string): Text => ofCase(id, "新增", "added"),
  duplicated: (id: string): Text => ofCase(id, "复制", "duplicated"),
  moved: (id: string): Text => ofCase(id, "移动", "moved"),
  removed: (count: number): Text => counted(count, "删除", "deleted"),
  accepted: (count: number): Text => counted(count, "采用引擎结果：", "accepted from the engine"),
  proposed: (count: number): Text => counted(count, "采用建议的", "added as proposed"),
  pasted: (count: number): Text => counted(count, "粘贴", "pasted"),
  worked: (id: string): Text => ofCase(id, "手工核算", "worked out by hand"),
  figure: (id: string, label: Text, before: string, after: string): Text =>
    ofCase(
      id,
      `${label.zh} ${before || "未填"} → ${after || "未填"}`,
      `${label.en} ${before || "not given"} → ${after || "not given"}`,
    ),
  member: (id: string, member: "name" | "basis" | "expect" | "id"): Text =>
    ofCase(id, MEMBERS[member].zh, MEMBERS[member].en),
} as const;

const MEMBERS = {
  name: { zh: "名称", en: "name" },
  basis: { zh: "核算过程", en: "working" },
  expect: { zh: "期望结果", en: "expected result" },
  id: { zh: "编号", en: "id" },
} as const;
