/** Two cities that anyone can score by heart: the best there can be, and one with nothing at all. */
import type { City } from "./city.ts";
import { INPUTS, type InputRule } from "./inputs-2018.ts";

/** Every total 10, every part its total, every box ticked; nothing to deduct. 100.00 points. */
export function maximalCity(): City {
  const city = everywhere((rule) => {
    switch (rule.kind) {
      case "boolean":
        return true;
      case "list":
        return [...(rule.options ?? [])];
      case "rows":
        return [{ recordLookups: 10, outpatientVisits: 10 }];
      case "counts":
        return Object.fromEntries((rule.options ?? []).map((field) => [field, 2]));
      case "text":
        return "市区";
      default:
        return Number(rule.range?.[1] ?? 10);
    }
  });
  return {
    ...city,
    "L1P7-A1": { ...city["L1P7-A1"], otherServices: 35 },
    "L1P7-A2": { wechatUsers: 10, alipayUsers: 10, cityPlatformUsers: 10, residents: 10 },
    "L4P2-A1": { ...city["L4P2-A1"], updateYears: 1 },
    "L6P1-A1": { reviewDeduction: 0, leakIncidents: 0 },
    "L6P2-A1": { nonCompliantSystems: 0 },
  };
}

/** Everything zero, empty or no. Only environmental events earn points: none reported is full marks. */
export function emptyCity(): City {
  return everywhere((rule) => {
    if (rule.nullable) return null;
    switch (rule.kind) {
      case "boolean":
        return false;
      case "list":
      case "rows":
        return [];
      case "counts":
        return {};
      case "text":
        return "";
      default:
        return 0;
    }
  });
}

function everywhere(value: (rule: InputRule) => unknown): City {
  return Object.fromEntries(
    Object.entries(INPUTS).map(([item, rules]) => [
      item,
      Object.fromEntries(Object.entries(rules).map(([input, rule]) => [input, value(rule)])),
    ]),
  );
}
