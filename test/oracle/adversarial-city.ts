/**
 * Cities made to find a wrong cent: limits of every input, totals of zero, ratios that land exactly on
 * half a cent or on a threshold and the smallest step beside it, denominators of 2, 3 and 5, lists empty
 * and full. All of them are valid.
 */
import type { City } from "./city.ts";
import {
  compare,
  type Fraction,
  lowestTerms,
  minus,
  ONE,
  over,
  plus,
  ratio,
  times,
  whole,
  ZERO,
} from "./fraction.ts";
import { INPUTS } from "./inputs-2018.ts";
import { type Decimal, LARGEST_COUNT, numberInput, smooth, wholeInput } from "./number-input.ts";
import { below, between, chance, pick, type Random, shuffled, some } from "./random.ts";
import { giveSameFiguresOnce } from "./realistic-city.ts";

/** A part and its total, in units of one or of some decimal place. */
interface Pair {
  readonly part: bigint;
  readonly total: bigint;
}

interface PairWanted {
  /** What a ratio of 1 is worth, in cents of the item; 0 when only thresholds matter. */
  readonly cents: number;
  /** Percentages at which the points jump. */
  readonly thresholds?: readonly number[];
  readonly mayExceed?: boolean;
  /** A total that is already settled, because another item asks for the same figure. */
  readonly total?: bigint;
}

/** A complete and valid city. */
export function adversarialCity(random: Random): City {
  return new Adversary(random).city();
}

class Adversary {
  readonly #random: Random;
  /** Some cities keep to figures whose level-2 sums fall on half a cent. */
  readonly #onGrid: boolean;
  readonly #yes: number;

  constructor(random: Random) {
    this.#random = random;
    this.#onGrid = chance(random, 0.3);
    this.#yes = pick(random, [0, 0.5, 0.5, 0.9, 1]);
  }

  city(): City {
    const random = this.#random;
    const city: City = {
      "L1P2-A1": this.#traffic(),
      "L1P2-A2": this.#counts("realtimeLines", "linesTotal", 4500),
      "L1P2-A3": this.#counts("ePayTrips", "tripsTotal", 1500),
      "L1P3-A1": this.#streetsAndTowns(),
      "L1P3-A2": { services: this.#list("L1P3-A2", "services") },
      "L1P3-A3": { modes: this.#list("L1P3-A3", "modes"), ...this.#other("otherModes") },
      "L1P4-A1": this.#counts("withEmr", "institutionsTotal", 4000),
      "L1P4-A2": this.#counts("bookedVisits", "visitsTotal", 3000),
      "L1P4-A3": { hospitals: this.#hospitals() },
      "L1P5-A1": this.#counts("fullyEquippedSchools", "schoolsTotal", 3000),
      "L1P5-A2": this.#learningSpaces(),
      "L1P5-A3": this.#counts("wifiSchools", "schoolsTotal", 3000),
      "L1P6-A1": this.#counts("unitsUsing", "unitsTotal", 5000),
      "L1P6-A2": { modes: this.#list("L1P6-A2", "modes"), ...this.#other("otherModes") },
      "L1P7-A1": {
        baseServices: this.#list("L1P7-A1", "baseServices"),
        utilityTypes: this.#list("L1P7-A1", "utilityTypes"),
        ...this.#counts("hospitalsBookable", "hospitalsTotal", 0, { thresholds: [90] }),
        ...this.#counts("scenicBookable", "scenicTotal", 0, { thresholds: [90] }),
        otherServices: this.#count([0, 1, 34, 35, 36, 70]),
      },
      "L1P7-A3": { domains: this.#list("L1P7-A3", "domains"), ...this.#other("otherDomains") },
      "L1P8-A1": {
        mainPortal: this.#tick(),
        ...this.#counts("deptSitesAccessible", "deptSitesTotal", 0, { thresholds: [90, 60, 30] }),
        newsSitesAccessible: between(random, 0, 3),
      },
      "L1P9-A1": {
        infoUses: this.#list("L1P9-A1", "infoUses"),
        ...this.#other("otherInfoUses"),
        techFields: this.#list("L1P9-A1", "techFields"),
        ...this.#other("otherTechFields"),
      },
      "L1P9-A2": this.#counts("infoStations", "villagesTotal", 3000, { mayExceed: true }),
      "L1P9-A3": this.#amounts("onlineSales", "salesTotal", { cents: 3000 }),
      "L1P10-A1": this.#counts("communitiesUsing", "communitiesTotal", 10_000),
      "L2P1-A2": this.#amounts("monitoredLength", "totalLength", { cents: 2000 }),
      "L2P1-A3": this.#amounts("tunnelLength", "newRoadLength", { cents: 2000, mayExceed: true }),
      "L2P1-A4": this.#ticks("L2P1-A4"),
      "L2P1-A5": this.#ticks("L2P1-A5"),
      "L2P2-A3": {
        ...this.#counts("casesWithVideo", "casesTotal", 1800),
        departmentsServed: this.#count([0, 1, 2, 3, 4, 5, 6]),
      },
      "L2P3-A1": this.#ticks("L2P3-A1"),
      "L2P3-A2": this.#counts("unitsSharing", "unitsTotal", 5000),
      "L3P1-A1": this.#stations(),
      "L3P1-A2": this.#counts("disclosing", "keyPolluters", 3000),
      "L3P1-A3": this.#counts("handled", "reported", 3000),
      "L3P2-A1": this.#counts("monitored", "keyUsersTotal", 10_000),
      "L4P1-A1": this.#counts("broadbandUsers", "households", 4000, { mayExceed: true }),
      "L4P1-A3": { ipv6Sites: pick(random, [0, 1, 3, 7, 9, 10, "10"]) },
      "L4P2-A2": this.#ticks("L4P2-A2"),
      "L5P1-A1": { openCategories: this.#list("L5P1-A1", "openCategories") },
      "L5P1-A2": this.#counts("departmentsSharing", "departmentsTotal", 5000),
      "L5P2-A1": { casesByField: this.#casesByField() },
      "L6P1-A1": {
        reviewDeduction: this.#reviewDeduction(),
        leakIncidents: this.#count([0, 0, 1, 4, 5, 6]),
      },
      "L6P2-A1": { nonCompliantSystems: this.#count([0, 0, 1, 9, 10, 11]) },
      "L7P1-A1": this.#ticks("L7P1-A1"),
      "L7P1-A2": this.#ticks("L7P1-A2"),
      "L7P1-A3": {
        ...this.#amounts("socialCapital", "totalInvestment", { cents: 2000 }),
        thirdParty: this.#tick(),
      },
      L8P1: { surveyScore: this.#survey() },
      ...this.#governmentServices(),
      ...this.#residents(),
      ...this.#areas(),
      ...this.#cameras(),
    };
    return city;
  }

  // One input by itself.

  #tick(): boolean {
    return chance(this.#random, this.#yes);
  }

  /** Every yes or no of an item. */
  #ticks(item: string): Record<string, boolean> {
    return Object.fromEntries(
      Object.keys(INPUTS[item] ?? {}).map((input) => [input, this.#tick()]),
    );
  }

  #count(usual: readonly number[]): number | string {
    const random = this.#random;
    if (chance(random, 0.1)) return wholeInput(random, LARGEST_COUNT - below(random, 3n));
    return wholeInput(random, BigInt(pick(random, usual)));
  }

  #other(input: string): Record<string, unknown> {
    const random = this.#random;
    if (chance(random, 0.3)) return {};
    if (chance(random, 0.2)) return { [input]: null };
    return { [input]: this.#count([0, 1, 2, 3, 5, 10]) };
  }

  #list(item: string, input: string): string[] {
    const random = this.#random;
    const options = INPUTS[item]?.[input]?.options ?? [];
    return some(random, options, pick(random, [0, 0.2, 0.5, 0.8, 1, 1]));
  }

  #traffic(): Record<string, unknown> {
    return {
      ...this.#ticks("L1P2-A1"),
      indexPlatform: chance(this.#random, 0.85),
      socialApps: this.#count([0, 1, 2, 3, 4, 5, 6]),
    };
  }

  #casesByField(): Record<string, unknown> {
    const fields = this.#list("L5P2-A1", "casesByField");
    return Object.fromEntries(fields.map((field) => [field, this.#count([0, 1, 2, 2, 3])]));
  }

  #percent(thresholds: readonly number[]): number | string {
    const random = this.#random;
    const steps = [-1n, 0n, 0n, 1n, -100_000_000n, 100_000_000n];
    const at = BigInt(pick(random, [...thresholds, 0, 100])) * TRILLION + pick(random, steps);
    const value = chance(random, 0.15) ? below(random, 100n * TRILLION) : at;
    return numberInput(random, { digits: limited(value, 0n, 100n * TRILLION), decimals: 12 });
  }

  #survey(): number | string {
    const random = this.#random;
    // 40 % of an odd multiple of 1/80 is half a cent.
    const tie = BigInt(2 * between(random, 0, 3999) + 1) * 12_500_000_000n;
    const choices = [tie, tie + 1n, tie - 1n, 0n, 100n * TRILLION, below(random, 100n * TRILLION)];
    return numberInput(random, { digits: pick(random, choices), decimals: 12 });
  }

  #reviewDeduction(): number | string {
    const random = this.#random;
    const tie = BigInt(2 * between(random, 0, 49) + 1) * 5_000_000_000n;
    const choices = [0n, 0n, TRILLION / 2n, tie, tie - 1n, tie + 1n, below(random, TRILLION / 2n)];
    return numberInput(random, { digits: pick(random, choices), decimals: 12 });
  }

  #updateYears(): Decimal | null {
    const random = this.#random;
    const value = pick(random, [1, 1, 2, 3, 5, 7, 12, 48]);
    return pick<Decimal | null>(random, [
      null,
      { digits: BigInt(value), decimals: 0 },
      { digits: BigInt(value), decimals: 0 },
      { digits: 15n, decimals: 1 },
      { digits: TRILLION + 1n, decimals: 12 },
      { digits: TRILLION - 1n, decimals: 12 },
      { digits: 1n, decimals: 12 },
      { digits: 1_000_000_000_000_000n * TRILLION - 1n, decimals: 12 },
      { digits: 1n + below(random, 20n * TRILLION), decimals: 12 },
    ]);
  }

  // A part and its total.

  #counts(
    part: string,
    total: string,
    cents: number,
    more: Omit<PairWanted, "cents"> = {},
  ): Record<string, unknown> {
    const pair = this.#pair({ cents, ...more }, LARGEST_COUNT);
    return {
      [part]: wholeInput(this.#random, pair.part),
      [total]: wholeInput(this.#random, pair.total),
    };
  }

  #amounts(part: string, total: string, wanted: PairWanted): Record<string, unknown> {
    const decimals = between(this.#random, 0, 12);
    const limit = 10n ** BigInt(15 + decimals) - 1n;
    const pair = this.#pair(wanted, chance(this.#random, 0.5) ? LARGEST_COUNT : limit);
    return {
      [part]: numberInput(this.#random, { digits: pair.part, decimals }),
      [total]: numberInput(this.#random, { digits: pair.total, decimals }),
    };
  }

  #pair(wanted: PairWanted, limit: bigint): Pair {
    const random = this.#random;
    if (wanted.total !== undefined) return this.#partOf(wanted, wanted.total, limit);
    if (chance(random, 0.06)) return { part: 0n, total: 0n };
    const { cents, thresholds = [] } = wanted;
    if (this.#onGrid && cents > 0 && chance(random, 0.9)) {
      const step = pick(random, [10, 25, 50, cents]);
      return this.#exactly(between(random, 0, Math.floor(cents / step)) * step, cents, limit);
    }
    if (thresholds.length > 0 && chance(random, 0.7)) {
      return this.#beside(wanted, this.#exactly(pick(random, thresholds), 100, limit), limit);
    }
    if (cents > 0 && chance(random, 0.5)) {
      // An odd number of half cents.
      const halves = 2 * between(random, 0, cents - 1) + 1;
      return this.#beside(wanted, this.#exactly(halves, 2 * cents, limit), limit);
    }
    const total = pick(random, [
      1n,
      limit,
      limit - below(random, 1000n),
      1n + below(random, 100n),
      1n + below(random, limit),
      smooth(random, limit),
      smooth(random, 1_000_000n),
    ]);
    return this.#partOf(wanted, total, limit);
  }

  /** The ratio n / d, in terms as high as they like. */
  #exactly(n: number, d: number, limit: bigint): Pair {
    const lowest = lowestTerms(ratio(n, d));
    const room = limit / (lowest.d > lowest.n ? lowest.d : lowest.n);
    const factor = pick(this.#random, [1n, 1n + below(this.#random, room), room]);
    return { part: lowest.n * factor, total: lowest.d * factor };
  }

  /** The pair itself, or the nearest one more or less. */
  #beside(wanted: PairWanted, pair: Pair, limit: bigint): Pair {
    const step = pick(this.#random, [0n, 0n, 1n, -1n]);
    const most = wanted.mayExceed ? limit : pair.total;
    return { part: limited(pair.part + step, 0n, most), total: pair.total };
  }

  #partOf(wanted: PairWanted, total: bigint, limit: bigint): Pair {
    const random = this.#random;
    const { cents, thresholds = [], mayExceed = false } = wanted;
    if (total === 0n) return { part: 0n, total };
    const choices = [0n, 1n, total, total - 1n, below(random, total + 1n)];
    for (const threshold of thresholds) {
      choices.push((total * BigInt(threshold)) / 100n, (total * BigInt(threshold) + 99n) / 100n);
    }
    if (cents > 0) {
      const halves = BigInt(2 * between(random, 0, cents - 1) + 1);
      const doubled = BigInt(2 * cents);
      choices.push((total * halves) / doubled, (total * halves + doubled - 1n) / doubled);
    }
    if (mayExceed) choices.push(total + 1n, total * 2n, limit);
    return { part: limited(pick(random, choices), 0n, mayExceed ? limit : total), total };
  }

  /**
   * A ratio that, worth `cents`, brings what is there already exactly to half a cent; nothing where no
   * ratio up to 1 does so in figures of a size that can be entered.
   */
  #completing(already: Fraction, cents: Fraction): Pair | undefined {
    const room = lowestTerms(plus(already, cents));
    const first = (2n * already.n) / already.d;
    const last = (2n * room.n) / room.d;
    const halves = first + below(this.#random, last - first + 1n);
    const odd = halves % 2n === 0n ? halves + 1n : halves;
    const wanted = lowestTerms(over(minus(ratio(odd, 2n), already), cents));
    if (wanted.n < 0n || compare(wanted, ONE) > 0 || wanted.d > LARGEST_COUNT) return undefined;
    const factor = 1n + below(this.#random, LARGEST_COUNT / wanted.d);
    return { part: wanted.n * factor, total: wanted.d * factor };
  }

  /** A first ratio of few digits, thirds and sevenths among them. */
  #simple(): Pair {
    const total = pick(this.#random, [1n, 2n, 3n, 6n, 7n, 9n, 11n, 48n, 96n, 125n, 640n]);
    return { part: below(this.#random, total + 1n), total };
  }

  // Items in which several figures meet.

  #streetsAndTowns(): Record<string, unknown> {
    const random = this.#random;
    let streets = this.#simple();
    let towns = this.#completing(times(asFraction(streets), whole(2000)), whole(2000));
    if (towns === undefined || chance(random, 0.4)) {
      streets = this.#pair({ cents: 2000 }, LARGEST_COUNT);
      towns = this.#pair({ cents: 2000 }, LARGEST_COUNT);
    }
    return {
      streetsServed: wholeInput(random, streets.part),
      streetsTotal: wholeInput(random, streets.total),
      townsServed: wholeInput(random, towns.part),
      townsTotal: wholeInput(random, towns.total),
    };
  }

  #hospitals(): Record<string, unknown>[] {
    const random = this.#random;
    return this.#lookupRates().map((pair, i) => ({
      ...pick(random, [{}, { name: null }, { name: `医院 ${i}` }]),
      recordLookups: wholeInput(random, pair.part),
      outpatientVisits: wholeInput(random, pair.total),
    }));
  }

  #lookupRates(): Pair[] {
    const random = this.#random;
    const mood = random();
    if (mood < 0.08) return [];
    if (mood < 0.09) return Array.from({ length: 1500 }, () => this.#simple());
    if (mood < 0.55) {
      const others = Array.from({ length: between(random, 0, 6) }, () => this.#simple());
      const each = ratio(3000, others.length + 1);
      const already = lowestTerms(
        times(
          others.map(asFraction).reduce((a, b) => plus(a, b), ZERO),
          each,
        ),
      );
      const last = this.#completing(already, each);
      if (last !== undefined) return shuffled(random, [...others, last]);
    }
    const wanted = { cents: 3000, mayExceed: true };
    const length = pick(random, [1, 1, 2, 3, 7, 20, 60]);
    return Array.from({ length }, () => this.#pair(wanted, LARGEST_COUNT));
  }

  #learningSpaces(): Record<string, unknown> {
    const random = this.#random;
    const pair = this.#pair({ cents: 4000, mayExceed: true }, LARGEST_COUNT);
    const teacherSpaces = below(random, pair.part + 1n);
    const teachers = pick(random, [0n, pair.total, below(random, pair.total + 1n)]);
    return {
      teacherSpaces: wholeInput(random, teacherSpaces),
      studentSpaces: wholeInput(random, pair.part - teacherSpaces),
      teachersTotal: wholeInput(random, teachers),
      studentsTotal: wholeInput(random, pair.total - teachers),
    };
  }

  #stations(): Record<string, unknown> {
    const random = this.#random;
    // 120,000 cents × stations / area: with area = 240,000 × k and odd × k stations, half a cent.
    const fives = 5n ** BigInt(between(random, 0, 4));
    const k = 1n + below(random, 1000n);
    const odd = 2n * below(random, 4000n / fives) + 1n;
    const tie = { stations: odd * k, area: (240_000n / fives) * k * TRILLION };
    const { stations, area } = pick(random, [
      tie,
      { ...tie, area: tie.area + pick(random, [1n, -1n]) },
      { stations: 0n, area: 0n },
      { stations: 0n, area: 1n },
      { stations: LARGEST_COUNT, area: 1n },
      { stations: 1n + k, area: 30n * (1n + k) * TRILLION + pick(random, [0n, 1n, -1n]) },
      { stations: k, area: below(random, 60n * k * TRILLION) + 1n },
    ]);
    return {
      stations: wholeInput(random, stations),
      cityAreaKm2: numberInput(random, { digits: area, decimals: 12 }),
      ...pick(random, [{}, { areaUsed: null }, { areaUsed: "" }, { areaUsed: "市".repeat(2000) }]),
    };
  }

  // Figures asked for twice: alike in both places, in one of them, or different.

  #governmentServices(): City {
    const random = this.#random;
    const first = this.#pair({ cents: 3000 }, LARGEST_COUNT);
    const same = chance(random, 0.7);
    const more = same ? { total: first.total } : {};
    const second = this.#pair({ cents: 3000, ...more }, LARGEST_COUNT);
    const third = this.#pair({ cents: 4000, ...more }, LARGEST_COUNT);
    const total = (pair: Pair) => wholeInput(random, pair.total);
    const city: City = {
      "L1P1-A1": { eCertItems: wholeInput(random, first.part), itemsTotal: total(first) },
      "L1P1-A2": { oneStopItems: wholeInput(random, second.part), itemsTotal: total(second) },
      "L1P1-A3": { unifiedAuthItems: wholeInput(random, third.part), itemsTotal: total(third) },
    };
    return this.#maybeOnce(city, same);
  }

  #residents(): City {
    const random = this.#random;
    const first = this.#pair({ cents: 3000, mayExceed: true }, LARGEST_COUNT);
    const { users, residents } = this.#mobileUsers();
    const same = chance(random, 0.6);
    const shared = this.#pair({ cents: 3000, mayExceed: true, total: residents }, LARGEST_COUNT);
    const mobile = same ? shared : first;
    const city: City = {
      "L1P7-A2": {
        wechatUsers: wholeInput(random, users[0]),
        alipayUsers: wholeInput(random, users[1]),
        cityPlatformUsers: wholeInput(random, users[2]),
        residents: wholeInput(random, residents),
      },
      "L4P1-A2": {
        users4g: wholeInput(random, mobile.part),
        residents: wholeInput(random, mobile.total),
      },
    };
    return this.#maybeOnce(city, same);
  }

  /** Users per platform whose Σb² / Σb is a simple ratio of the residents, or anything at all. */
  #mobileUsers(): { users: readonly [bigint, bigint, bigint]; residents: bigint } {
    const random = this.#random;
    if (chance(random, 0.08)) return { users: [0n, 0n, 0n], residents: pick(random, [0n, 1n]) };
    if (chance(random, 0.3)) {
      const any = () => pick(random, [0n, 1n, LARGEST_COUNT, below(random, LARGEST_COUNT)]);
      return { users: [any(), any(), any()], residents: 1n + below(random, LARGEST_COUNT) };
    }
    const shape = pick(random, [
      [1n, 0n, 0n],
      [1n, 1n, 0n],
      [1n, 1n, 1n],
      [1n, 2n, 3n],
      [2n, 3n, 5n],
      [0n, 1n, 4n],
    ] as const);
    const [a, b, c] = shape;
    const mean = lowestTerms(ratio(a * a + b * b + c * c, a + b + c));
    // 4,000 cents × users / residents, an odd number of halves.
    const odd = 2n * below(random, 4000n) + 1n;
    const k = 1n + below(random, 100_000n);
    const size = odd * k * mean.d;
    const residents = 8000n * mean.n * k + pick(random, [0n, 0n, 1n, -1n]);
    return { users: [a * size, b * size, c * size], residents };
  }

  #areas(): City {
    const random = this.#random;
    const decimals = between(random, 0, 12);
    const limit = 10n ** BigInt(15 + decimals) - 1n;
    const amount = (digits: bigint) => numberInput(random, { digits, decimals });
    const digital = { cents: 0, thresholds: [90, 85, 80, 75], mayExceed: true };
    const covered = this.#pair(digital, limit);
    const same = chance(random, 0.6);
    const years = this.#updateYears();
    const maps = this.#maps(years, same ? covered.total : undefined, limit);
    const city: City = {
      "L2P1-A1": {
        filingRate: this.#percent([95, 90, 85, 80]),
        dispatchRate: this.#percent([90, 85, 80, 75]),
        onTimeRate: this.#percent([80, 75, 70, 65]),
        closureRate: this.#percent([90, 85, 80, 75]),
        coveredArea: amount(covered.part),
        builtUpArea: amount(covered.total),
      },
      "L4P2-A1": {
        map500Area: amount(maps.built.part),
        builtUpArea: amount(maps.built.total),
        map2000Area: amount(maps.planned.part),
        planningArea: amount(maps.planned.total),
        updateYears: years === null ? null : numberInput(random, years),
      },
    };
    return this.#maybeOnce(city, same);
  }

  #maps(
    years: Decimal | null,
    total: bigint | undefined,
    limit: bigint,
  ): { built: Pair; planned: Pair } {
    const random = this.#random;
    const settled = total === undefined ? {} : { total };
    const built =
      total === undefined && chance(random, 0.6)
        ? this.#simple()
        : this.#pair({ cents: 1250, ...settled }, limit);
    const cycle = years === null ? undefined : ratio(years.digits, 10n ** BigInt(years.decimals));
    const update =
      cycle === undefined ? ZERO : over(whole(2500), compare(cycle, ONE) < 0 ? ONE : cycle);
    const already = lowestTerms(plus(update, times(asFraction(built), whole(1250))));
    const completing = chance(random, 0.7) ? this.#completing(already, whole(1250)) : undefined;
    return { built, planned: completing ?? this.#pair({ cents: 1250 }, limit) };
  }

  #cameras(): City {
    const random = this.#random;
    const same = chance(random, 0.7);
    let intact = this.#pair({ cents: 2400 }, LARGEST_COUNT);
    let areas = this.#pair({ cents: 1600 }, LARGEST_COUNT);
    if (chance(random, 0.6)) {
      const simple = this.#simple();
      const completing = this.#completing(times(asFraction(simple), whole(1600)), whole(2400));
      if (completing !== undefined) [areas, intact] = [simple, completing];
    }
    const more = same ? { total: intact.total } : {};
    const connected = this.#pair({ cents: 3000, ...more }, LARGEST_COUNT);
    const city: City = {
      "L2P2-A1": {
        areasHd: wholeInput(random, areas.part),
        areasTotal: wholeInput(random, areas.total),
        camerasIntact: wholeInput(random, intact.part),
        camerasTotal: wholeInput(random, intact.total),
      },
      "L2P2-A2": {
        camerasConnected: wholeInput(random, connected.part),
        camerasTotal: wholeInput(random, connected.total),
      },
    };
    return this.#maybeOnce(city, same);
  }

  #maybeOnce(city: City, same: boolean): City {
    if (same && chance(this.#random, 0.6)) giveSameFiguresOnce(this.#random, city);
    return city;
  }
}

const TRILLION = 1_000_000_000_000n;

function asFraction(pair: Pair): Fraction {
  return pair.total === 0n ? ZERO : ratio(pair.part, pair.total);
}

function limited(value: bigint, low: bigint, high: bigint): bigint {
  return value < low ? low : value > high ? high : value;
}
