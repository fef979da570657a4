/** Cities with figures left out: whole items, single inputs, fields of rows. */
import type { City } from "./city.ts";
import { chance, type Random } from "./random.ts";

/** The city without some of its figures; as many are missing as the luck of the draw has it. */
export function incompleteCity(random: Random, city: City): City {
  const share = random() ** 2;
  const without = (record: Record<string, unknown>, keep: number): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(record)
        .filter(() => !chance(random, share * keep))
        .map(([name, value]) => [name, thinned(random, value, share)]),
    );
  return Object.fromEntries(
    Object.entries(city)
      .filter(() => !chance(random, share))
      .map(([item, inputs]) => [item, without(inputs as Record<string, unknown>, 0.3)]),
  );
}

function thinned(random: Random, value: unknown, share: number): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((row: unknown) =>
    typeof row === "object" && row !== null && chance(random, share / 10)
      ? Object.fromEntries(Object.entries(row).slice(1))
      : row,
  );
}
