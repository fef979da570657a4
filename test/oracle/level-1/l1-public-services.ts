/** 惠民服务 L1 (26 %), worked out line by line from the notice. */
import { type City, chosen, figure, given, optionalFigure, pointsIf, ticked } from "../city.ts";
import {
  atLeast,
  atMost,
  type Fraction,
  isZero,
  lowestTerms,
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

export function publicServices(city: City, sheet: Sheet): bigint {
  return sheet.sum("L1", [
    governmentServices(city, sheet),
    transportServices(city, sheet),
    socialInsuranceServices(city, sheet),
    medicalServices(city, sheet),
    educationServices(city, sheet),
    employmentServices(city, sheet),
    cityServices(city, sheet),
    assistanceServices(city, sheet),
    agriculture(city, sheet),
    communities(city, sheet),
  ]);
}

/** 政务服务 L1P1 = 5 % × three items. */
function governmentServices(city: City, sheet: Sheet): bigint {
  const of = (item: string, input: string) => figure(city, item, input);
  return sheet.weighted("L1P1", 5, [
    sheet.score(
      "L1P1-A1",
      share(30, rate(of("L1P1-A1", "eCertItems"), of("L1P1-A1", "itemsTotal"), 100)),
    ),
    sheet.score(
      "L1P1-A2",
      share(30, rate(of("L1P1-A2", "oneStopItems"), of("L1P1-A2", "itemsTotal"), 100)),
    ),
    sheet.score(
      "L1P1-A3",
      share(40, rate(of("L1P1-A3", "unifiedAuthItems"), of("L1P1-A3", "itemsTotal"), 100)),
    ),
  ]);
}

/** 交通服务 L1P2 = 2 % × three items. */
function transportServices(city: City, sheet: Sheet): bigint {
  const of = (item: string, input: string) => figure(city, item, input);
  return sheet.weighted("L1P2", 2, [
    sheet.score("L1P2-A1", trafficIndex(city)),
    sheet.score(
      "L1P2-A2",
      share(45, rate(of("L1P2-A2", "realtimeLines"), of("L1P2-A2", "linesTotal"), 100)),
    ),
    sheet.score(
      "L1P2-A3",
      share(15, rate(of("L1P2-A3", "ePayTrips"), of("L1P2-A3", "tripsTotal"), 100)),
    ),
  ]);
}

/** 40 % × (b1 + b2 + b3); without the index and its platform (①) the whole item is nothing. */
function trafficIndex(city: City): Fraction {
  const yes = (input: string) => ticked(city, "L1P2-A1", input);
  if (!yes("indexPlatform")) return ZERO;
  const b1 = plus(
    whole(15),
    pointsIf(yes("multiSourceRealtime"), 10),
    pointsIf(yes("liveAndRetrospective"), 5),
    pointsIf(yes("forecast"), 10),
    pointsIf(yes("earlyWarning"), 10),
    pointsIf(yes("eventAnalysis"), 10),
  );
  const app = plus(pointsIf(yes("ownApp"), 2), figure(city, "L1P2-A1", "socialApps"));
  const b2 = plus(
    pointsIf(yes("variableSigns"), 6),
    atMost(app, whole(5)),
    pointsIf(yes("website"), 4),
    pointsIf(yes("radio"), 3),
    pointsIf(yes("tv"), 2),
  );
  const b3 = plus(
    pointsIf(yes("expressway"), 5),
    pointsIf(yes("arterial"), 5),
    pointsIf(yes("secondary"), 10),
  );
  return share(40, plus(b1, b2, b3));
}

/** 社保服务 L1P3 = 2 % × three items. */
function socialInsuranceServices(city: City, sheet: Sheet): bigint {
  const of = (input: string) => figure(city, "L1P3-A1", input);
  const b1 = rate(of("streetsServed"), of("streetsTotal"), 50);
  const b2 = rate(of("townsServed"), of("townsTotal"), 50);
  const business = whole(chosen(city, "L1P3-A2", "services").length * 25);
  return sheet.weighted("L1P3", 2, [
    sheet.score("L1P3-A1", share(40, plus(b1, b2))),
    sheet.score("L1P3-A2", share(40, business)),
    sheet.score("L1P3-A3", share(20, serviceModes(city, "L1P3-A3"))),
  ]);
}

/** 20 points a kind of service mode, named or other, at most 100. */
function serviceModes(city: City, item: string): Fraction {
  const kinds = plus(
    whole(chosen(city, item, "modes").length),
    optionalFigure(city, item, "otherModes"),
  );
  return atMost(times(kinds, whole(20)), whole(100));
}

/** 医疗服务 L1P4 = 3 % × three items. */
function medicalServices(city: City, sheet: Sheet): bigint {
  const of = (item: string, input: string) => figure(city, item, input);
  return sheet.weighted("L1P4", 3, [
    sheet.score(
      "L1P4-A1",
      share(40, rate(of("L1P4-A1", "withEmr"), of("L1P4-A1", "institutionsTotal"), 100)),
    ),
    sheet.score(
      "L1P4-A2",
      share(30, rate(of("L1P4-A2", "bookedVisits"), of("L1P4-A2", "visitsTotal"), 100)),
    ),
    sheet.score("L1P4-A3", share(30, times(meanLookupRate(city), whole(100)))),
  ]);
}

/** (1/n) × Σ of look-ups per visit, each institution counting 1 at most; no institutions give 0. */
function meanLookupRate(city: City): Fraction {
  const rows = given(city, "L1P4-A3", "hospitals");
  if (!Array.isArray(rows)) throw new Error("L1P4-A3/hospitals is not a list of rows");
  let sum = ZERO;
  for (const row of rows as { recordLookups: unknown; outpatientVisits: unknown }[]) {
    const own = rate(parseFraction(row.recordLookups), parseFraction(row.outpatientVisits), 1);
    sum = lowestTerms(plus(sum, atMost(own, ONE)));
  }
  return rate(sum, whole(rows.length), 1);
}

/** 教育服务 L1P5 = 3 % × three items. */
function educationServices(city: City, sheet: Sheet): bigint {
  const of = (item: string, input: string) => figure(city, item, input);
  const spaces = plus(of("L1P5-A2", "teacherSpaces"), of("L1P5-A2", "studentSpaces"));
  const people = plus(of("L1P5-A2", "teachersTotal"), of("L1P5-A2", "studentsTotal"));
  return sheet.weighted("L1P5", 3, [
    sheet.score(
      "L1P5-A1",
      share(30, rate(of("L1P5-A1", "fullyEquippedSchools"), of("L1P5-A1", "schoolsTotal"), 100)),
    ),
    // 比率如超过1则按1取值: 100 points at most.
    sheet.score("L1P5-A2", share(40, atMost(rate(spaces, people, 100), whole(100)))),
    sheet.score(
      "L1P5-A3",
      share(30, rate(of("L1P5-A3", "wifiSchools"), of("L1P5-A3", "schoolsTotal"), 100)),
    ),
  ]);
}

/** 就业服务 L1P6 = 2 % × two items. */
function employmentServices(city: City, sheet: Sheet): bigint {
  const of = (input: string) => figure(city, "L1P6-A1", input);
  return sheet.weighted("L1P6", 2, [
    sheet.score("L1P6-A1", share(50, rate(of("unitsUsing"), of("unitsTotal"), 100))),
    sheet.score("L1P6-A2", share(50, serviceModes(city, "L1P6-A2"))),
  ]);
}

/** 城市服务 L1P7 = 3 % × three items. */
function cityServices(city: City, sheet: Sheet): bigint {
  const domains = plus(
    whole(chosen(city, "L1P7-A3", "domains").length),
    optionalFigure(city, "L1P7-A3", "otherDomains"),
  );
  return sheet.weighted("L1P7", 3, [
    sheet.score("L1P7-A1", share(30, mobileServices(city))),
    sheet.score("L1P7-A2", share(40, mobileUsers(city))),
    sheet.score("L1P7-A3", share(30, atMost(times(domains, whole(10)), whole(100)))),
  ]);
}

/** 2 points for each of the 15 basic services whose condition holds, 2 for each other, at most 70. */
function mobileServices(city: City): Fraction {
  const of = (input: string) => figure(city, "L1P7-A1", input);
  const utilities = chosen(city, "L1P7-A1", "utilityTypes");
  let basic = 0;
  for (const service of chosen(city, "L1P7-A1", "baseServices")) {
    if (service === "utilityPayment") {
      const all = ["water", "electricity", "gas"].every((kind) => utilities.includes(kind));
      basic += all ? 2 : 0;
    } else if (service === "hospitalBooking") {
      basic += ninetyPercent(of("hospitalsBookable"), of("hospitalsTotal")) ? 2 : 0;
    } else if (service === "scenicTickets") {
      basic += ninetyPercent(of("scenicBookable"), of("scenicTotal")) ? 2 : 0;
    } else {
      basic += 2;
    }
  }
  return plus(whole(basic), atMost(times(of("otherServices"), whole(2)), whole(70)));
}

/** 90 % itself is enough; of none at all nothing is covered. */
function ninetyPercent(part: Fraction, total: Fraction): boolean {
  return !isZero(total) && atLeast(over(part, total), percent(90));
}

/** Users over residents, where users = Σb² / Σb as printed; 100 points at most. */
function mobileUsers(city: City): Fraction {
  const b1 = figure(city, "L1P7-A2", "wechatUsers");
  const b2 = figure(city, "L1P7-A2", "alipayUsers");
  const b3 = figure(city, "L1P7-A2", "cityPlatformUsers");
  const all = plus(b1, b2, b3);
  if (isZero(all)) return ZERO;
  const users = plus(times(b1, over(b1, all)), times(b2, over(b2, all)), times(b3, over(b3, all)));
  return atMost(rate(users, figure(city, "L1P7-A2", "residents"), 100), whole(100));
}

/** 帮扶服务 L1P8 = 2 % × one item. */
function assistanceServices(city: City, sheet: Sheet): bigint {
  const of = (input: string) => figure(city, "L1P8-A1", input);
  const b1 = pointsIf(ticked(city, "L1P8-A1", "mainPortal"), 50);
  const departments = rate(of("deptSitesAccessible"), of("deptSitesTotal"), 1);
  let b2 = 0;
  if (atLeast(departments, percent(30))) b2 = 10;
  if (atLeast(departments, percent(60))) b2 = 20;
  if (atLeast(departments, percent(90))) b2 = 30;
  const news = of("newsSitesAccessible");
  let b3 = 0;
  if (atLeast(news, whole(1))) b3 = 5;
  if (atLeast(news, whole(2))) b3 = 10;
  if (atLeast(news, whole(3))) b3 = 20;
  return sheet.weighted("L1P8", 2, [
    sheet.score("L1P8-A1", share(100, plus(b1, whole(b2), whole(b3)))),
  ]);
}

/** 智慧农业 L1P9 = 2 % × three items. */
function agriculture(city: City, sheet: Sheet): bigint {
  const of = (item: string, input: string) => figure(city, item, input);
  const uses = plus(
    whole(chosen(city, "L1P9-A1", "infoUses").length),
    optionalFigure(city, "L1P9-A1", "otherInfoUses"),
  );
  const fields = plus(
    whole(chosen(city, "L1P9-A1", "techFields").length),
    optionalFigure(city, "L1P9-A1", "otherTechFields"),
  );
  const b1 = atMost(times(uses, whole(8)), whole(40));
  const b2 = atMost(times(fields, whole(20)), whole(60));
  const stations = rate(of("L1P9-A2", "infoStations"), of("L1P9-A2", "villagesTotal"), 100);
  return sheet.weighted("L1P9", 2, [
    sheet.score("L1P9-A1", share(40, plus(b1, b2))),
    sheet.score("L1P9-A2", share(30, atMost(stations, whole(100)))),
    sheet.score(
      "L1P9-A3",
      share(30, rate(of("L1P9-A3", "onlineSales"), of("L1P9-A3", "salesTotal"), 100)),
    ),
  ]);
}

/** 智慧社区 L1P10 = 2 % × one item. */
function communities(city: City, sheet: Sheet): bigint {
  const of = (input: string) => figure(city, "L1P10-A1", input);
  return sheet.weighted("L1P10", 2, [
    sheet.score("L1P10-A1", rate(of("communitiesUsing"), of("communitiesTotal"), 100)),
  ]);
}
