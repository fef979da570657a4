/** 创新发展 L7 (4 %), worked out line by line from the notice. */
import { type City, figure, pointsIf, ticked } from "../city.ts";
import { plus } from "../fraction.ts";
import { rate, type Sheet, share } from "../sheet.ts";

/** 体制机制 L7P1 = 4 % × three items, and nothing else under L7. */
export function innovation(city: City, sheet: Sheet): bigint {
  const points = (item: string, input: string) => pointsIf(ticked(city, item, input), 50);
  const capital = figure(city, "L7P1-A3", "socialCapital");
  const investment = figure(city, "L7P1-A3", "totalInvestment");
  return sheet.sum("L7", [
    sheet.weighted("L7P1", 4, [
      sheet.score(
        "L7P1-A1",
        share(30, plus(points("L7P1-A1", "leadership"), points("L7P1-A1", "leadershipActive"))),
      ),
      sheet.score(
        "L7P1-A2",
        share(30, plus(points("L7P1-A2", "inAssessment"), points("L7P1-A2", "projectRules"))),
      ),
      sheet.score(
        "L7P1-A3",
        share(40, plus(rate(capital, investment, 50), points("L7P1-A3", "thirdParty"))),
      ),
    ]),
  ]);
}
