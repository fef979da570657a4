/** 智能设施 L4 (5 %), worked out line by line from the notice. */
import { type City, figure, given, pointsIf, ticked } from "../city.ts";
import {
  atLeast,
  atMost,
  type Fraction,
  ONE,
  over,
  parseFraction,
  percent,
  plus,
  times,
  whole,
  ZERO,
} from "../fraction.ts";
import { rate, type Sheet, share } from "../sheet.ts";

export function facilities(city: City, sheet: Sheet): bigint {
  return sheet.sum("L4", [broadband(city, sheet), spatialPlatform(city, sheet)]);
}

/** 宽带网络设施 L4P1 = 2 % × three items. */
function broadband(city: City, sheet: Sheet): bigint {
  const of = (item: string, input: string) => figure(city, item, input);
  const fixed = rate(of("L4P1-A1", "broadbandUsers"), of("L4P1-A1", "households"), 100);
  const mobile = rate(of("L4P1-A2", "users4g"), of("L4P1-A2", "residents"), 100);
  return sheet.weighted("L4P1", 2, [
    sheet.score("L4P1-A1", share(40, atMost(fixed, whole(100)))),
    sheet.score("L4P1-A2", share(30, atMost(mobile, whole(100)))),
    // 总计10个网站
    sheet.score("L4P1-A3", share(30, rate(of("L4P1-A3", "ipv6Sites"), whole(10), 100))),
  ]);
}

/** 时空信息平台 L4P2 = 3 % × two items. */
function spatialPlatform(city: City, sheet: Sheet): bigint {
  const of = (input: string) => figure(city, "L4P2-A1", input);
  const yes = (input: string) => ticked(city, "L4P2-A2", input);
  const b1 = rate(of("map500Area"), of("builtUpArea"), 100);
  const b2 = rate(of("map2000Area"), of("planningArea"), 100);
  const b3 = updatePoints(given(city, "L4P2-A1", "updateYears"));
  const services = plus(
    pointsIf(yes("govVersion"), 40),
    pointsIf(yes("publicVersion"), 30),
    pointsIf(yes("mobileApp"), 30),
  );
  return sheet.weighted("L4P2", 3, [
    sheet.score(
      "L4P2-A1",
      share(50, plus(times(b1, percent(25)), times(b2, percent(25)), times(b3, percent(50)))),
    ),
    sheet.score("L4P2-A2", share(50, services)),
  ]);
}

/** (1 / cycle in years) × 100; below a year counts as one year, `null` means never. */
function updatePoints(years: unknown): Fraction {
  if (years === null) return ZERO;
  const cycle = parseFraction(years);
  return over(whole(100), atLeast(cycle, ONE) ? cycle : ONE);
}
