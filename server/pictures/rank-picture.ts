/** @module Ranks of cities in a simulation, as a picture: where each stands, and between which ranks it moves. */
import type { Language } from "../../engine/language/language.ts";
import type { SimulatedCity, SimulationSummary } from "../../engine/simulate/summary.ts";
import { shorten } from "../text/display-width.ts";
import {
  DARK,
  element,
  FAINT,
  HEAD,
  LIGHT,
  row,
  scale,
  svgOf,
  text,
  textWidth,
  WARM,
} from "./svg.ts";
import { describeRows, pictureWords } from "./words.ts";

const ROW = 22;
const TOP = 92;
const PLOT = 560;
const NAME_CELLS = 28;
/** Cities that the text beside the picture tells one by one. */
const TOLD = 10;
const MARKS = 8;

export function rankPicture(
  { cities, runs }: SimulationSummary,
  language: Language,
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const words = pictureWords(language);
  const nameOf = ({ id }: SimulatedCity): string => names.get(id) ?? id;
  const labels = cities.map((city) => shorten(nameOf(city), NAME_CELLS));
  const left = 32 + Math.max(40, ...labels.map(textWidth));
  const right = left + PLOT + 16;
  const last = cities.length;
  const at = (rank: number): number =>
    left + (last === 1 ? PLOT / 2 : ((rank - 1) / (last - 1)) * PLOT);
  const bottom = TOP + cities.length * ROW;
  const told = (city: SimulatedCity): string =>
    words.rankOf(nameOf(city), city.rank, ...city.interval, city.best, city.worst);
  const rows = cities.map((city, index) => {
    const y = TOP + index * ROW + ROW / 2;
    const line = (from: number, to: number, stroke: string, width: number): string =>
      element("line", {
        ...{ x1: at(from) - 1, x2: at(to) + 1, y1: y, y2: y },
        stroke,
        "stroke-width": width,
      });
    return row(told(city), [
      text(left - 12, y + 4, labels[index] as string, { anchor: "end" }),
      line(city.best, city.worst, DARK, 2),
      line(city.interval[0], city.interval[1], LIGHT, 12),
      element("rect", { x: at(city.median) - 1, y: y - 6, width: 2, height: 12, fill: "#ffffff" }),
      element("circle", { cx: at(city.rank), cy: y, r: 4, fill: WARM }),
      text(right, y + 4, city.total, { fill: FAINT }),
    ]);
  });
  const ticks = ranksTold(last).map((rank) => ({ x: at(rank), label: String(rank) }));
  return svgOf({
    language,
    title: words.ranks(cities.length, runs.toLocaleString("en").replaceAll(",", " ")),
    description: describeRows(words.ranksDescription, cities, told, TOLD, words),
    width: right + 72,
    height: bottom + 20,
    content: [
      ...legend(left, language),
      text(left - 12, TOP - HEAD, words.rank, { anchor: "end", fill: FAINT }),
      text(right, TOP - HEAD, words.total, { fill: FAINT }),
      ...scale(ticks, { top: TOP, bottom }),
      ...rows,
    ],
  });
}

function legend(left: number, language: Language): readonly string[] {
  const words = pictureWords(language);
  const y = 52;
  const entries: readonly (readonly [string, (x: number) => string])[] = [
    [words.atPresent, (x) => element("circle", { cx: x + 8, cy: y, r: 4, fill: WARM })],
    [words.nineOfTen, (x) => element("rect", { x, y: y - 6, width: 16, height: 12, fill: LIGHT })],
    [words.bestAndWorst, (x) => element("rect", { x, y: y - 1, width: 16, height: 2, fill: DARK })],
    [
      words.median,
      (x) =>
        element("rect", { x, y: y - 6, width: 16, height: 12, fill: LIGHT }) +
        element("rect", { x: x + 7, y: y - 6, width: 2, height: 12, fill: "#ffffff" }),
    ],
  ];
  let x = left;
  return entries.flatMap(([label, mark]) => {
    const drawn = [mark(x), text(x + 22, y + 4, label, { fill: FAINT })];
    x += 22 + textWidth(label) + 24;
    return drawn;
  });
}

/** Ranks that stand above the picture: few, round, the first and the last among them. */
function ranksTold(last: number): readonly number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((one) => last / one <= MARKS) ?? 500;
  const between = Array.from({ length: Math.floor(last / step) }, (_, index) => (index + 1) * step);
  return [...new Set([1, ...between.filter((rank) => last - rank >= step / 2), last])];
}
