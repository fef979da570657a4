/** 信息安全 L6: points taken off the total, without a weight. */
import { type City, figure } from "../city.ts";
import { atMost, minus, plus, ratio, times, whole, ZERO } from "../fraction.ts";
import type { Sheet } from "../sheet.ts";

export function security(city: City, sheet: Sheet): bigint {
  const review = figure(city, "L6P1-A1", "reviewDeduction");
  const leaks = times(figure(city, "L6P1-A1", "leakIncidents"), ratio(3, 10));
  const systems = times(figure(city, "L6P2-A1", "nonCompliantSystems"), ratio(2, 10));
  const secrecy = plus(atMost(review, ratio(1, 2)), atMost(leaks, ratio(3, 2)));
  const cryptography = atMost(systems, whole(2));
  return sheet.sum("L6", [
    sheet.sum("L6P1", [sheet.score("L6P1-A1", minus(ZERO, secrecy))]),
    sheet.sum("L6P2", [sheet.score("L6P2-A1", minus(ZERO, cryptography))]),
  ]);
}
