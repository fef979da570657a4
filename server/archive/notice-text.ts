/** @module The notice as the rules quote it, for reading: documents, and the passages of every indicator. */
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { Source, SourceText } from "../../engine/rule-set/rule-set.ts";

const PASSAGES = [
  "purpose",
  "method",
  "data",
  "departments",
] as const satisfies readonly (keyof Source)[];

/** Markdown; word for word, with the places in the notice. */
export function noticeText({ ruleSet, nodes }: PreparedRuleSet): string {
  const lines = [`# ${ruleSet.name.zh}`, ""];
  for (const { title, number, issuer, date } of ruleSet.basis)
    lines.push(`- ${[title, number, issuer, date].filter((one) => one !== undefined).join("，")}`);
  for (const { id, node } of nodes.values()) {
    if (node.source === undefined) continue;
    const { source } = node;
    lines.push("", `## ${id} ${node.name.zh}`);
    if (source.place !== undefined) lines.push("", `〔${source.place}〕`);
    for (const passage of PASSAGES) {
      const text: SourceText | undefined = source[passage];
      if (text !== undefined) lines.push("", ...text.text.split("\n"));
    }
  }
  return `${lines.join("\n")}\n`;
}
