/** A small seeded generator (mulberry32), so that a random city can be made again from its seed. */

/** The next number from 0 up to but not including 1. */
export type Random = () => number;

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number from `low` to `high`, both possible. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** A whole number from zero up to but not including `limit`, of any size. */
export function below(random: Random, limit: bigint): bigint {
  if (limit <= 1n) return 0n;
  // 90 spare bits are more than any figure here has, so the remainder is even enough.
  let drawn = 0n;
  for (let i = 0; i < 6; i += 1) drawn = (drawn << 30n) | BigInt(between(random, 0, 1_073_741_823));
  return drawn % limit;
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

export function pick<T>(random: Random, choices: readonly T[]): T {
  const chosen = choices[between(random, 0, choices.length - 1)];
  if (chosen === undefined) throw new Error("nothing to pick from");
  return chosen;
}

/** Some of the choices, each with the given probability, in an order of their own. */
export function some<T>(random: Random, choices: readonly T[], probability: number): T[] {
  return shuffled(
    random,
    choices.filter(() => chance(random, probability)),
  );
}

export function shuffled<T>(random: Random, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
