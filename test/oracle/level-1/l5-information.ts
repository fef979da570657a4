/** 信息资源 L5 (8 %), worked out line by line from the notice. */
import { type City, chosen, figure, given } from "../city.ts";
import { atLeast, parseFraction, whole } from "../fraction.ts";
import { rate, type Sheet, share } from "../sheet.ts";

export function information(city: City, sheet: Sheet): bigint {
  return sheet.sum("L5", [openness(city, sheet), development(city, sheet)]);
}

/** 开放共享 L5P1 = 4 % × two items. */
function openness(city: City, sheet: Sheet): bigint {
  const open = whole(chosen(city, "L5P1-A1", "openCategories").length);
  const of = (input: string) => figure(city, "L5P1-A2", input);
  return sheet.weighted("L5P1", 4, [
    // 需要开放的公共信息资源类别总数为22
    sheet.score("L5P1-A1", share(50, rate(open, whole(22), 100))),
    sheet.score("L5P1-A2", share(50, rate(of("departmentsSharing"), of("departmentsTotal"), 100))),
  ]);
}

/** 开发利用 L5P2 = 4 % × one item: 10 points for each field with two cases or more. */
function development(city: City, sheet: Sheet): bigint {
  const cases = given(city, "L5P2-A1", "casesByField") as Record<string, unknown>;
  const fields = Object.values(cases).filter((count) => atLeast(parseFraction(count), whole(2)));
  return sheet.weighted("L5P2", 4, [sheet.score("L5P2-A1", whole(fields.length * 10))]);
}
