/**
 * @module The frame of a picture as SVG text: named and described for those who do not see it, on a ground of its own,
 * with fonts that every system has. Drawn without a browser.
 */
import type { Language } from "../../engine/language/language.ts";
import { displayWidth } from "../text/display-width.ts";

export interface Picture {
  readonly language: Language;
  readonly title: string;
  /** What there is to see, in a sentence or a few. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  /** SVG elements. */
  readonly content: readonly string[];
}

export const INK = "#1f2329";
export const FAINT = "#59636e";
const RULE = "#d0d7de";
/** Told apart by lightness as well, so also in grey and by the colour-blind. */
export const DARK = "#0b4f8a";
export const LIGHT = "#8fc1ea";
export const WARM = "#b35309";

/** Pixels from the words above the rows to the first row. */
export const HEAD = 10;

/** Pixels of a cell of text at the usual size; a Chinese character takes two. */
const CELL = 7;

export function textWidth(text: string): number {
  return displayWidth(text) * CELL;
}

export function escapeXml(text: string): string {
  // Characters that XML 1.0 has no place for are left out.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  return clean
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

type Attributes = { readonly [name: string]: string | number };

export function element(
  name: string,
  attributes: Attributes,
  content: string | readonly string[] = [],
): string {
  const told = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");
  const inside = typeof content === "string" ? escapeXml(content) : content.join("");
  return inside === "" ? `<${name}${told}/>` : `<${name}${told}>${inside}</${name}>`;
}

export function text(
  x: number,
  y: number,
  words: string,
  more: Attributes & { readonly anchor?: "start" | "middle" | "end" } = {},
): string {
  const { anchor = "start", ...rest } = more;
  return element("text", { x, y, "text-anchor": anchor, ...rest }, words);
}

/** Marks that belong together; the words are told when one points at them. */
export function row(words: string, marks: readonly string[]): string {
  return element("g", {}, [element("title", {}, words), ...marks]);
}

/** Upright lines behind the rows, each with what it stands for above it. */
export function scale(
  marks: readonly { readonly x: number; readonly label: string }[],
  { top, bottom }: { readonly top: number; readonly bottom: number },
): readonly string[] {
  return marks.flatMap(({ x, label }) => [
    element("line", { x1: x, x2: x, y1: top - 4, y2: bottom, stroke: RULE }),
    text(x, top - HEAD, label, { anchor: "middle", fill: FAINT }),
  ]);
}

export function svgOf({ language, title, description, width, height, content }: Picture): string {
  const frame = {
    xmlns: "http://www.w3.org/2000/svg",
    "xml:lang": language,
    lang: language,
    role: "img",
    "aria-labelledby": "title description",
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    fill: INK,
    "font-family":
      "system-ui, 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', Arial, sans-serif",
    "font-size": 13,
  };
  return `${element("svg", frame, [
    element("title", { id: "title" }, title),
    element("desc", { id: "description" }, description),
    element("rect", { width, height, fill: "#ffffff" }),
    text(16, 28, title, { "font-size": 17, "font-weight": 600 }),
    ...content,
  ])}\n`;
}
