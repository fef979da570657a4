/** 精准治理 L2 (11 %), worked out line by line from the notice. */
import { type City, figure, pointsIf, ticked } from "../city.ts";
import { atLeast, atMost, type Fraction, percent, plus, times, whole, ZERO } from "../fraction.ts";
import { rate, type Sheet, share } from "../sheet.ts";

export function governance(city: City, sheet: Sheet): bigint {
  return sheet.sum("L2", [
    cityManagement(city, sheet),
    publicSafety(city, sheet),
    socialCredit(city, sheet),
  ]);
}

/** 城市管理 L2P1 = 3 % × five items. */
function cityManagement(city: City, sheet: Sheet): bigint {
  const of = (item: string, input: string) => figure(city, item, input);
  const yes = (item: string, input: string) => ticked(city, item, input);
  const tunnels = rate(of("L2P1-A3", "tunnelLength"), of("L2P1-A3", "newRoadLength"), 100);
  const plans = plus(
    pointsIf(yes("L2P1-A4", "conflictsResolved"), 25),
    pointsIf(yes("L2P1-A4", "threeZonesLines"), 25),
    pointsIf(yes("L2P1-A4", "planPlatform"), 25),
    pointsIf(yes("L2P1-A4", "inApproval"), 25),
  );
  const greenery = plus(
    pointsIf(yes("L2P1-A5", "industrySystem"), 50),
    pointsIf(yes("L2P1-A5", "publicPlatform"), 25),
    pointsIf(yes("L2P1-A5", "iotMonitoring"), 25),
  );
  return sheet.weighted("L2P1", 3, [
    sheet.score("L2P1-A1", digitalManagement(city)),
    sheet.score(
      "L2P1-A2",
      share(20, rate(of("L2P1-A2", "monitoredLength"), of("L2P1-A2", "totalLength"), 100)),
    ),
    sheet.score("L2P1-A3", share(20, atMost(tunnels, whole(100)))),
    sheet.score("L2P1-A4", share(20, plans)),
    sheet.score("L2P1-A5", share(20, greenery)),
  ]);
}

/** 20 % × (b1 + … + b5), five rates in bands of 5 %, none of them rounded. */
function digitalManagement(city: City): Fraction {
  const of = (input: string) => figure(city, "L2P1-A1", input);
  const entered = (input: string) => times(of(input), percent(1));
  const b1 = bandPoints(entered("filingRate"), 95);
  const b2 = bandPoints(entered("dispatchRate"), 90);
  const b3 = bandPoints(entered("onTimeRate"), 80);
  const b4 = bandPoints(entered("closureRate"), 90);
  const b5 = bandPoints(rate(of("coveredArea"), of("builtUpArea"), 1), 90);
  return share(20, plus(b1, b2, b3, b4, b5));
}

/** 20 points from the top threshold on, 15, 10 and 5 in the three bands of 5 % below it. */
function bandPoints(value: Fraction, topPercent: number): Fraction {
  if (atLeast(value, percent(topPercent))) return whole(20);
  if (atLeast(value, percent(topPercent - 5))) return whole(15);
  if (atLeast(value, percent(topPercent - 10))) return whole(10);
  if (atLeast(value, percent(topPercent - 15))) return whole(5);
  return ZERO;
}

/** 公共安全 L2P2 = 5 % × three items. */
function publicSafety(city: City, sheet: Sheet): bigint {
  const of = (item: string, input: string) => figure(city, item, input);
  const covered = rate(of("L2P2-A1", "areasHd"), of("L2P2-A1", "areasTotal"), 100);
  const intact = rate(of("L2P2-A1", "camerasIntact"), of("L2P2-A1", "camerasTotal"), 100);
  const connected = rate(of("L2P2-A2", "camerasConnected"), of("L2P2-A2", "camerasTotal"), 100);
  const crime = rate(of("L2P2-A3", "casesWithVideo"), of("L2P2-A3", "casesTotal"), 100);
  const served = of("L2P2-A3", "departmentsServed");
  let service = 0;
  if (atLeast(served, whole(1))) service = 40;
  if (atLeast(served, whole(3))) service = 60;
  if (atLeast(served, whole(5))) service = 100;
  return sheet.weighted("L2P2", 5, [
    sheet.score(
      "L2P2-A1",
      share(40, plus(times(percent(40), covered), times(percent(60), intact))),
    ),
    sheet.score("L2P2-A2", share(30, connected)),
    sheet.score(
      "L2P2-A3",
      share(30, plus(times(percent(60), crime), times(percent(40), whole(service)))),
    ),
  ]);
}

/** 社会信用 L2P3 = 3 % × two items. */
function socialCredit(city: City, sheet: Sheet): bigint {
  const b1 = pointsIf(ticked(city, "L2P3-A1", "leadership"), 50);
  const b2 = pointsIf(ticked(city, "L2P3-A1", "assessment"), 50);
  const sharing = figure(city, "L2P3-A2", "unitsSharing");
  return sheet.weighted("L2P3", 3, [
    sheet.score("L2P3-A1", share(50, plus(b1, b2))),
    sheet.score("L2P3-A2", share(50, rate(sharing, figure(city, "L2P3-A2", "unitsTotal"), 100))),
  ]);
}
