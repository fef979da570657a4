/** What a reviewer reads of a draft before anybody asks for a review. */
import { expect, test } from "vitest";
import { setValue } from "../../../editor/document/edit.ts";
import { renameInput } from "../../../editor/document/rename.ts";
import type { RuleDocument } from "../../../editor/document/rule-document.ts";
import { changesHere } from "../../../editor/review/changes-here.ts";
import type { Language } from "../../../engine/language/language.ts";
import { SHIPPED, shippedFormula } from "../support/shipped.ts";

function told(document: RuleDocument, language: Language = "zh-CN"): readonly string[] {
  const changes = changesHere(SHIPPED.files, document.files, language) ?? [];
  return changes.map(
    ({ words: { place, what, before, after } }) => `${place} ${what} ${before} → ${after}`,
  );
}

const renamed = renameInput(SHIPPED, "L1P1-A1", "itemsTotal", "allItems", true);
if (!renamed.ok) throw new Error(JSON.stringify(renamed.refusal));

test("a figure that got another name is a rename, though formulas, conditions and other items read it", () => {
  expect(told(renamed.document)).toEqual([
    "L1P1-A1 以公民身份证号码或法人和其他组织统一社会信用代码为唯一标识的电子证照使用率 “政务服务事项总数”编号改变 itemsTotal → allItems",
  ]);
  expect(told(renamed.document, "en")).toEqual([
    "L1P1-A1 Use rate of electronic licences uniquely identified by citizen ID number or by the unified social credit code of legal persons and other organisations “Total government-service items”: new id itemsTotal → allItems",
  ]);
});

test("what else changed in a formula that reads it is told as the number that it is", () => {
  const { place } = shippedFormula("L1P1-A1", "score");
  const edited = setValue(
    renamed.document,
    { file: place.file, pointer: `${place.pointer}/*/2` },
    50,
  );
  expect(told(edited)).toHaveLength(2);
  expect(told(edited)[1]).toMatch(/ 100 → 50$/);
});
