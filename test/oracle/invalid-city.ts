/** Cities with one to three faults planted in known places, and the refusals that they must meet. */

import { adversarialCity } from "./adversarial-city.ts";
import { type City, given } from "./city.ts";
import { parseFraction } from "./fraction.ts";
import { INPUTS, SAME_FIGURES, ZERO_TOTALS } from "./inputs-2018.ts";
import { between, chance, pick, type Random, shuffled } from "./random.ts";
import { realisticCity } from "./realistic-city.ts";
import { ordered, pointer, type Refusal } from "./refusals.ts";

export interface InvalidCity {
  readonly city: City;
  /** All refusals when the figures so far are asked for, ordered by path. */
  readonly issues: readonly Refusal[];
  /** The refusals that join them when a final figure is asked for. */
  readonly missing: readonly Refusal[];
  /** The kinds of fault that were planted. */
  readonly faults: readonly string[];
}

/** A fault of one kind in one item; `undefined` where the item cannot have it. */
type Planter = (garden: Garden, item: string) => Refusal[] | undefined;

interface Garden {
  readonly random: Random;
  readonly city: City;
  /** Whether spoiling the value here spoils no other item's. */
  readonly own: (item: string, input: string) => boolean;
}

export function invalidCity(random: Random): InvalidCity {
  const city = chance(random, 0.7) ? realisticCity(random) : adversarialCity(random);
  if (chance(random, 0.5)) giveEverywhere(city);
  const garden: Garden = { random, city, own: (item, input) => !isLent(city, item, input) };
  const issues: Refusal[] = [];
  const missing: Refusal[] = [];
  const faults: string[] = [];
  const wanted = between(random, 1, 3);
  const items = shuffled(random, Object.keys(INPUTS));
  while (issues.length === 0 || faults.length < wanted) {
    const kind = pick(random, KINDS);
    // Each fault has an item to itself, so that none hides another by accident.
    for (const item of shuffled(random, items)) {
      const planted = PLANTERS[kind](garden, item);
      if (planted === undefined) continue;
      (kind === "missing" ? missing : issues).push(...planted);
      faults.push(kind);
      items.splice(items.indexOf(item), 1);
      break;
    }
  }
  return { city, issues: ordered(issues), missing: ordered(missing), faults };
}

const PLANTERS = {
  wrongType: (garden, item) =>
    plant(garden, item, "invalid_type", ({ kind, nullable, optional }) => {
      const never = nullable || optional ? [] : [null];
      switch (kind) {
        case "boolean":
          return [...never, "true", 1, 0, "", [], {}];
        case "text":
          return [1, true, [], {}];
        case "list":
        case "rows":
          return [...never, "internet", 3, true, {}];
        case "counts":
          return [...never, [], "2", 2, true];
        default:
          return [...never, ...NOT_NUMBERS, ...(nullable || optional ? [] : [Number.NaN])];
      }
    }),
  notWhole: (garden, item) =>
    plant(garden, item, "not_whole", ({ kind }) =>
      kind === "count" ? [0.5, "1.5", "-2.5", "3.000000000001", 12.25] : [],
    ),
  negative: (garden, item) =>
    plant(garden, item, "negative_value", ({ kind, above }) => {
      if (kind === "count") return [-1, "-1", "-999999999999999"];
      return kind === "amount" && above === undefined ? [-0.01, "-0.000000000001", -5] : [];
    }),
  outOfRange: (garden, item) =>
    plant(garden, item, "out_of_range", ({ kind, range, above }) => {
      if (above !== undefined) return [0, "0.000", "-0", -1, "-0.000000000001"];
      const high = range?.[1];
      if (high === undefined) return [];
      if (kind === "count") return [Number(high) + 1, "999999999999999"];
      const justAbove = high.includes(".") ? `${high}00000000001` : `${high}.000000000001`;
      return [justAbove, "101", ...(kind === "percent" ? [-0.5, "-0.000000000001"] : [])];
    }),
  partExceeds: (garden, item) => {
    const { city, random } = garden;
    const parts = Object.entries(INPUTS[item] ?? {}).filter(([, rule]) => rule.partOf);
    if (parts.length === 0) return undefined;
    const [input, rule] = pick(random, parts);
    const total = String(given(city, item, rule.partOf ?? ""));
    const whole = parseFraction(total);
    const [integer = "0", decimals = ""] = total.replace("-", "").split(".");
    if (BigInt(integer) >= 999_999_999_999_999n || decimals.length > 12) return undefined;
    const more =
      rule.kind === "count"
        ? whole.n / whole.d + 1n
        : pick(random, [
            `${integer}.${String(BigInt(decimals.padEnd(12, "0")) + 1n).padStart(12, "0")}`,
            `${BigInt(integer) + 1n}`,
          ]);
    // All nines after the point: one more would carry.
    if (String(more).split(".")[1]?.length === 13) return undefined;
    const asNumber = rule.kind === "count" && chance(random, 0.5);
    spoil(city, item, input, asNumber ? Number(more) : String(more));
    return [issue("part_exceeds_whole", item, input)];
  },
  /** A part above its total, but the total itself is no number: only that is said. */
  partExceedsBadTotal: (garden, item) => {
    const { city, random, own } = garden;
    const parts = Object.entries(INPUTS[item] ?? {}).filter(([, rule]) => rule.partOf);
    if (parts.length === 0) return undefined;
    const [input, rule] = pick(random, parts);
    const total = rule.partOf ?? "";
    if (!own(item, total)) return undefined;
    spoil(city, item, input, "999999999999999");
    spoil(city, item, total, pick(random, [-3, "-1"]));
    return [issue("negative_value", item, total)];
  },
  partOfNothing: (garden, item) => {
    const { city, random, own } = garden;
    const zero = ZERO_TOTALS.find((rule) => rule.item === item);
    if (zero === undefined) return undefined;
    if (zero.perRow !== undefined) {
      const rows = given(city, item, zero.perRow) as Record<string, unknown>[];
      if (rows.length === 0) return undefined;
      const row = between(random, 0, rows.length - 1);
      rows[row] = { recordLookups: pick(random, [1, "20"]), outpatientVisits: 0 };
      return [issue("part_exceeds_whole", item, zero.perRow, row, "recordLookups")];
    }
    if (!zero.total.every((input) => own(item, input))) return undefined;
    for (const input of zero.total) spoil(city, item, input, 0);
    const positive = zero.parts.filter((_, i) => i === 0 || chance(random, 0.5));
    for (const input of zero.parts) spoil(city, item, input, positive.includes(input) ? 1 : 0);
    return positive.map((input) => issue("part_exceeds_whole", item, input));
  },
  invalidChoice: (garden, item) => {
    const { city, random } = garden;
    const code = pick(random, ["none", "", "Internet", "__proto__", "constructor", "a/b~c"]);
    return choices(item, "list", (input, rule) => {
      const list = shuffled(random, rule.options ?? []).slice(0, between(random, 0, 4));
      const place = between(random, 0, list.length);
      list.splice(place, 0, code);
      spoil(city, item, input, list);
      return [issue("invalid_choice", item, input, place)];
    });
  },
  duplicateChoice: (garden, item) => {
    const { city, random } = garden;
    return choices(item, "list", (input, rule) => {
      const list = shuffled(random, rule.options ?? []).slice(0, 3);
      list.push(pick(random, list));
      spoil(city, item, input, list);
      return [issue("duplicate_choice", item, input, list.length - 1)];
    });
  },
  wrongElement: (garden, item) =>
    choices(item, "list", (input, rule) => {
      spoil(garden.city, item, input, [
        ...(rule.options ?? []),
        pick(garden.random, [1, null, {}]),
      ]);
      return [issue("invalid_type", item, input, rule.options?.length ?? 0)];
    }),
  countOfField: (garden, item) => {
    const { city, random } = garden;
    return choices(item, "counts", (input) => {
      const [field, count, code] = pick(random, [
        ["quality", -1, "negative_value"],
        ["tourism", 1.5, "not_whole"],
        ["credit", "2 ", "invalid_type"],
        ["fishing", 2, "invalid_choice"],
        ["constructor", 2, "invalid_choice"],
        ["a/b", 2, "invalid_choice"],
      ] as const);
      spoil(city, item, input, { macroPolicy: 2, [field]: count });
      return [issue(code, item, input, field)];
    });
  },
  fieldOfRow: (garden, item) => {
    const { city, random } = garden;
    return choices(item, "rows", (input) => {
      const [field, value, code] = pick(random, [
        ["recordLookups", -1, "negative_value"],
        ["recordLookups", "0.5", "not_whole"],
        ["recordLookups", null, "invalid_type"],
        ["outpatientVisits", "1e3", "invalid_type"],
        ["outpatientVisits", -7, "negative_value"],
        ["name", 7, "invalid_type"],
        ["name", "n".repeat(2001), "too_long"],
      ] as const);
      const sound = { recordLookups: 1, outpatientVisits: 4 };
      const rows = Array.from({ length: between(random, 1, 3) }, () => ({ ...sound }));
      const row = between(random, 0, rows.length - 1);
      rows[row] = { ...sound, [field]: value };
      spoil(city, item, input, rows);
      return [issue(code, item, input, row, field)];
    });
  },
  wrongRow: (garden, item) =>
    choices(item, "rows", (input) => {
      const sound = { recordLookups: 0, outpatientVisits: 4 };
      spoil(garden.city, item, input, [sound, pick(garden.random, [5, null, "row", []])]);
      return [issue("invalid_type", item, input, 1)];
    }),
  tooLong: (garden, item) => {
    const { city, random } = garden;
    if (chance(random, 0.9)) {
      return choices(item, "text", (input) => {
        spoil(city, item, input, "m".repeat(between(random, 2001, 2500)));
        return [issue("too_long", item, input)];
      });
    }
    return choices(item, "rows", (input) => {
      const row = { recordLookups: 1, outpatientVisits: 2 };
      spoil(
        city,
        item,
        input,
        Array.from({ length: 10_001 }, () => row),
      );
      return [issue("too_long", item, input)];
    });
  },
  /** Every count and amount of the item below zero, each to be named. */
  severalInputs: (garden, item) => {
    const numbers = Object.entries(INPUTS[item] ?? {}).filter(
      ([input, { kind, above }]) =>
        (kind === "count" || kind === "amount") && above === undefined && garden.own(item, input),
    );
    if (numbers.length < 2) return undefined;
    return numbers.map(([input]) => {
      spoil(garden.city, item, input, -1);
      return issue("negative_value", item, input);
    });
  },
  unknownItem: ({ city, random }) => {
    const item = pick(random, [
      "L9P1-A1",
      "l1p1-a1",
      "L1P1-A4",
      "L1P1/A1",
      "x~y",
      "",
      "__proto__",
      "constructor",
      "toString",
    ]);
    if (Object.hasOwn(city, item)) return undefined;
    put(city, item, { itemsTotal: 5 });
    return [{ code: "unknown_item", item, input: null, path: pointer(item) }];
  },
  unknownInput: ({ city, random }, item) => {
    const input = pick(random, ["total", "ITEMSTOTAL", "a/b", "~", "", "__proto__", "constructor"]);
    spoil(city, item, input, pick(random, [1, "1", null, true]));
    return [issue("unknown_input", item, input)];
  },
  missing: ({ city, random }, item) => {
    const shared = (input: string) =>
      SAME_FIGURES.some((places) => places.some(([i, n]) => i === item && n === input));
    const needed = Object.entries(INPUTS[item] ?? {}).filter(
      ([input, rule]) => !rule.optional && !shared(input),
    );
    const [input] = pick(random, needed);
    delete city[item]?.[input];
    return [issue("missing_input", item, input)];
  },
} satisfies Record<string, Planter>;

const KINDS = Object.keys(PLANTERS) as (keyof typeof PLANTERS)[];

const NOT_NUMBERS: readonly unknown[] = [
  true,
  false,
  [],
  {},
  [1],
  "",
  " 1",
  "1 ",
  "+1",
  "01",
  "00",
  ".5",
  "1.",
  "1,000",
  "1_000",
  "1e3",
  "0x10",
  "NaN",
  "Infinity",
  "abc",
  "12abc",
  "１２",
  "--1",
  "-",
  "1.2.3",
  "1234567890123456",
  "1.1234567890123",
  0.1 + 0.2,
  1e15,
  1e21,
  1e300,
  1e-13,
];

/** Puts one of the values that spoil an input into one of the item's inputs. */
function plant(
  { random, city, own }: Garden,
  item: string,
  code: string,
  spoilers: (rule: (typeof INPUTS)[string][string]) => readonly unknown[],
): Refusal[] | undefined {
  const inputs = Object.entries(INPUTS[item] ?? {}).filter(
    ([input, rule]) => spoilers(rule).length > 0 && own(item, input),
  );
  if (inputs.length === 0) return undefined;
  const [input, rule] = pick(random, inputs);
  spoil(city, item, input, pick(random, spoilers(rule)));
  return [issue(code, item, input)];
}

/** Plants in one of the item's inputs of a kind. */
function choices(
  item: string,
  kind: string,
  change: (input: string, rule: (typeof INPUTS)[string][string]) => Refusal[],
): Refusal[] | undefined {
  const entry = Object.entries(INPUTS[item] ?? {}).find(([, rule]) => rule.kind === kind);
  return entry === undefined ? undefined : change(...entry);
}

function issue(code: string, item: string, input: string, ...deeper: (string | number)[]): Refusal {
  return { code, item, input, path: pointer(item, input, ...deeper) };
}

function spoil(city: City, item: string, input: string, value: unknown): void {
  const values = city[item];
  if (values === undefined) throw new Error(`no item ${item}`);
  put(values, input, value);
}

/** Sets an own key, also where an assignment would reach the prototype. */
function put(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** Whether another item takes the figure from here, or this one from another. */
function isLent(city: City, item: string, input: string): boolean {
  const places = SAME_FIGURES.find((group) => group.some(([i, n]) => i === item && n === input));
  return places?.some(([i, n]) => city[i]?.[n] === undefined) ?? false;
}

/** Gives a figure that is asked for in several places in each of them. */
function giveEverywhere(city: City): void {
  for (const [item, input] of SAME_FIGURES.flat())
    spoil(city, item, input, given(city, item, input));
}
