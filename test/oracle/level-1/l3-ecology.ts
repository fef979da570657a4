/** 生态宜居 L3 (6 %), worked out line by line from the notice. */
import { type City, figure } from "../city.ts";
import { atMost, isZero, over, whole } from "../fraction.ts";
import { rate, type Sheet, share } from "../sheet.ts";

export function ecology(city: City, sheet: Sheet): bigint {
  return sheet.sum("L3", [environment(city, sheet), energy(city, sheet)]);
}

/** 智慧环保 L3P1 = 4 % × three items. */
function environment(city: City, sheet: Sheet): bigint {
  const of = (item: string, input: string) => figure(city, item, input);
  const needed = over(of("L3P1-A1", "cityAreaKm2"), whole(30));
  const stations = rate(of("L3P1-A1", "stations"), needed, 100);
  const reported = of("L3P1-A3", "reported");
  // 举报事件为0得满分: the one total of zero that earns everything.
  const handled = isZero(reported) ? whole(100) : rate(of("L3P1-A3", "handled"), reported, 100);
  return sheet.weighted("L3P1", 4, [
    sheet.score("L3P1-A1", share(40, atMost(stations, whole(100)))),
    sheet.score(
      "L3P1-A2",
      share(30, rate(of("L3P1-A2", "disclosing"), of("L3P1-A2", "keyPolluters"), 100)),
    ),
    sheet.score("L3P1-A3", share(30, handled)),
  ]);
}

/** 绿色节能 L3P2 = 2 % × one item. */
function energy(city: City, sheet: Sheet): bigint {
  const of = (input: string) => figure(city, "L3P2-A1", input);
  return sheet.weighted("L3P2", 2, [
    sheet.score("L3P2-A1", share(100, rate(of("monitored"), of("keyUsersTotal"), 100))),
  ]);
}
