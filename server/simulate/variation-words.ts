/** @module What is wrong with a number that is to be varied, and what would be right, in words. */
import type { Language } from "../../engine/language/language.ts";
import type { VariationFault } from "./read-variation.ts";

/** Places that a sentence names. */
const NAMED = 12;

export function variationSentence(fault: VariationFault, language: Language): string {
  const zh = language !== "en";
  const hint = "closest" in fault && fault.closest !== undefined ? fault.closest : null;
  switch (fault.code) {
    case "form":
      return zh
        ? "应写作“节点 weight=起..止/步长”“节点 constants/名称=…”或“节点 score 指针=…”"
        : "is written as 'NODE weight=from..to/step', 'NODE constants/NAME=…' or 'NODE score POINTER=…'";
    case "unknown_node":
      return zh
        ? `没有节点 ${fault.found}${hint === null ? "" : `，是否为 ${hint}`}`
        : `there is no node ${fault.found}${hint === null ? "" : `; perhaps ${hint}`}`;
    case "unknown_place": {
      const known = fault.known.slice(0, NAMED).join(zh ? "、" : ", ");
      const more = fault.known.length > NAMED ? (zh ? " 等" : " …") : "";
      const told = known === "" ? (zh ? "没有可变动的数" : "no number") : `${known}${more}`;
      return zh
        ? `该节点没有“${fault.found}”${hint === null ? "" : `，是否为“${hint}”`}；可用：${told}`
        : `the node has no '${fault.found}'${hint === null ? "" : `; perhaps '${hint}'`}; there is: ${told}`;
    }
    case "range": {
      const { maximum } = fault;
      if (maximum === undefined)
        return zh
          ? "止值应不小于起值，步长应大于 0"
          : "must not end before it begins, in steps above 0";
      return zh
        ? `权重应在 0 与同级合计 ${maximum} 之间`
        : `a weight lies between 0 and the sum of its parent's, ${maximum}`;
    }
    case "too_fine":
      return zh
        ? `权重至多 ${fault.decimals} 位小数`
        : `a weight has at most ${fault.decimals} decimals`;
  }
}
