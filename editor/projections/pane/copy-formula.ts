/** @module A formula taken elsewhere: as MathML for Word and WPS, as a picture for everything. */
import type { TFunction } from "i18next";
import type { Language } from "../../../engine/language/language.ts";
import type { Notation } from "../notation/shapes.ts";

export async function copyMathMl(
  notation: Notation,
  say: TFunction<"projections">,
  language: Language,
): Promise<void> {
  const { mathMlOf } = await import("../notation/mathml.ts");
  const mathMl = mathMlOf(notation, say, language);
  await navigator.clipboard.write([
    new ClipboardItem({
      "text/html": new Blob([mathMl], { type: "text/html" }),
      "text/plain": new Blob([mathMl], { type: "text/plain" }),
    }),
  ]);
}

/** Twice as fine as the screen, so that it also prints. */
const PIXELS = 2;

export async function copyPicture(element: HTMLElement | null): Promise<void> {
  if (element === null) throw new Error("nothing to copy");
  const { toBlob } = await import("html-to-image");
  const background = getComputedStyle(document.documentElement).getPropertyValue("--card");
  const picture = await toBlob(element, {
    pixelRatio: PIXELS,
    backgroundColor: background,
    // The page's policy lets no foreign style sheet in, and there is none.
    skipFonts: true,
  });
  if (picture === null) throw new Error("no picture");
  await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
}
