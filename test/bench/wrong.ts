/** How many scores each contender gets wrong, against the exact computation that shares no code. */
import { scoreByNotice } from "../oracle/notice-2018.ts";
import { adversarialCity, createRandom, realisticCity } from "../oracle/random-city.ts";
import type { Contender } from "./contenders.ts";

export interface Wrong {
  readonly checked: number;
  readonly cities: number;
  readonly scores: number;
  readonly totals: number;
}

/** Half realistic, half adversarial cities. Ours meet all of them, the slower peers every so many. */
export function countWrong(
  list: readonly Contender[],
  cities: number,
  everyPeer: number,
): readonly Wrong[] {
  const random = createRandom(2);
  const counts = list.map(() => ({ checked: 0, cities: 0, scores: 0, totals: 0 }));
  for (let index = 0; index < cities; index++) {
    const city = index % 2 === 0 ? realisticCity(random) : adversarialCity(random);
    const { scores, total } = scoreByNotice(city);
    const right = Object.entries(scores).map(
      ([id, text]) => [id, Math.round(Number(text) * 100)] as const,
    );
    for (const [place, one] of list.entries()) {
      if (!one.ours && Math.floor(index / 2) % everyPeer !== 0) continue;
      const cents = one.cents(one.run(one.prepareCity(city) as never) as never);
      const wrong = right.filter(([id, expected]) => cents.get(id) !== expected).length;
      const count = counts[place] as { -readonly [field in keyof Wrong]: number };
      const totalWrong = cents.get("total") !== Math.round(Number(total) * 100);
      count.checked++;
      count.scores += wrong;
      if (totalWrong) count.totals++;
      if (wrong > 0 || totalWrong) count.cities++;
    }
  }
  return counts;
}
