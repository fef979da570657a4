/**
 * The 2018 notice, scored a second time: straight-line code with the notice beside it, exact fractions,
 * nothing shared with the engine or the rule files that it judges.
 */
import type { City } from "./city.ts";
import { formatCents } from "./fraction.ts";
import { publicServices } from "./level-1/l1-public-services.ts";
import { governance } from "./level-1/l2-governance.ts";
import { ecology } from "./level-1/l3-ecology.ts";
import { facilities } from "./level-1/l4-facilities.ts";
import { information } from "./level-1/l5-information.ts";
import { security } from "./level-1/l6-security.ts";
import { innovation } from "./level-1/l7-innovation.ts";
import { survey } from "./level-1/l8-survey.ts";
import { Sheet } from "./sheet.ts";

/** All figures have two decimals; nothing is ever "-0.00". */
export interface OracleAnswer {
  /** Every item, level-2 and level-1 indicator. */
  readonly scores: Readonly<Record<string, string>>;
  /** Not below zero. */
  readonly total: string;
  readonly beforeFloor: string;
  /** The sum of the level-1 scores other than the survey, deductions included, not floored. */
  readonly withoutSurvey: string;
}

/** Scores a complete and valid city. */
export function scoreByNotice(city: City): OracleAnswer {
  const sheet = new Sheet();
  const others =
    publicServices(city, sheet) +
    governance(city, sheet) +
    ecology(city, sheet) +
    facilities(city, sheet) +
    information(city, sheet) +
    security(city, sheet) +
    innovation(city, sheet);
  const beforeFloor = others + survey(city, sheet);
  return {
    scores: sheet.scores(),
    total: formatCents(beforeFloor < 0n ? 0n : beforeFloor),
    beforeFloor: formatCents(beforeFloor),
    withoutSurvey: formatCents(others),
  };
}
