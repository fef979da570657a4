/** 市民体验 L8 (40 %): one questionnaire score of 0 to 100. */
import { type City, figure } from "../city.ts";
import { type Sheet, share } from "../sheet.ts";

export function survey(city: City, sheet: Sheet): bigint {
  return sheet.sum("L8", [sheet.score("L8P1", share(40, figure(city, "L8P1", "surveyScore")))]);
}
