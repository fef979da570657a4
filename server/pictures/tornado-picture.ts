/** @module What moves a city's total the most, as a tornado: one bar a figure or weight, the widest on top. */
import type { JsonValue } from "../../engine/json/json-value.ts";
import { type Language, textIn } from "../../engine/language/language.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { Tornado, TornadoBar } from "../../engine/simulate/tornado.ts";
import { shorten } from "../text/display-width.ts";
import { DARK, element, FAINT, LIGHT, row, scale, svgOf, text, textWidth } from "./svg.ts";
import { describeRows, pictureWords } from "./words.ts";

const ROW = 24;
const TOP = 76;
const PLOT = 480;
/** Beside the plot, for what is said at either end. */
const ENDS = 96;
const NAME_CELLS = 52;
const END_CELLS = 12;
/** Bars that are drawn; the JSON has all. */
const DRAWN = 25;

export function tornadoPicture(
  prepared: PreparedRuleSet,
  { total, bars }: Tornado,
  share: string,
  language: Language,
): string {
  const words = pictureWords(language);
  const drawn = bars.slice(0, DRAWN);
  const labels = drawn.map((bar) => shorten(nameOf(prepared, bar, language), NAME_CELLS));
  const left = 28 + Math.max(80, ...labels.map(textWidth)) + ENDS;
  const present = Number(total);
  const reach = Math.max(
    0.01,
    ...drawn.flatMap(({ low, high }) => [
      present - Number(low.total),
      Number(high.total) - present,
    ]),
  );
  const at = (value: number): number => left + PLOT / 2 + ((value - present) / reach) * (PLOT / 2);
  const bottom = TOP + drawn.length * ROW;
  const told = (bar: TornadoBar): string =>
    words.barOf(nameOf(prepared, bar, language), bar.low.total, bar.high.total);
  const rows = drawn.map((bar, index) => {
    const y = TOP + index * ROW + ROW / 2;
    const [from, to] = [at(Number(bar.low.total)), at(Number(bar.high.total))];
    const middle = at(present);
    const part = (x: number, width: number, fill: string): string =>
      element("rect", { x: round(x), y: y - 8, width: round(width), height: 16, fill });
    const end = (x: number, value: JsonValue, anchor: "start" | "end"): string =>
      text(round(x), y + 4, shorten(said(value, language), END_CELLS), {
        anchor,
        fill: FAINT,
        "font-size": 11,
      });
    return row(told(bar), [
      text(left - ENDS, y + 4, labels[index] as string, { anchor: "end" }),
      ...(from < middle
        ? [part(from, middle - from, LIGHT), end(from - 6, bar.low.value, "end")]
        : []),
      ...(to > middle
        ? [part(middle, to - middle, DARK), end(to + 6, bar.high.value, "start")]
        : []),
    ]);
  });
  const marks = [present - reach, present, present + reach].map((value) => ({
    x: at(value),
    label: value.toFixed(prepared.root.rounding.places),
  }));
  return svgOf({
    language,
    title: words.tornado(`${Number((Number(share) * 100).toFixed(2))}%`),
    description: describeRows(words.tornadoDescription(total), bars, told, DRAWN, words),
    width: left + PLOT + ENDS,
    height: bottom + 20,
    content: [...scale(marks, { top: TOP, bottom }), ...rows],
  });
}

/** Ids first; of options their own name, since that of the figure is the same for all of them. */
function nameOf(prepared: PreparedRuleSet, bar: TornadoBar, language: Language): string {
  const node = prepared.nodes.get(bar.node)?.node;
  if (node === undefined) return bar.node;
  const input = node.inputs?.[bar.input ?? ""];
  if (input === undefined)
    return pictureWords(language).weightOf(`${bar.node} ${textIn(node.name, language)}`);
  const options = "options" in input ? input.options : [];
  const option = options.find(({ code }) => code === bar.option);
  const label = textIn(input.label, language);
  const told = option === undefined ? label : `${textIn(option.label, language)} · ${label}`;
  return `${bar.node} ${told}`;
}

function said(value: JsonValue, language: Language): string {
  const words = pictureWords(language);
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return String(value);
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}
