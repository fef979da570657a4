/** @module Words of the rule book. */
import type { SameKeys } from "../same-keys.ts";
import type { print as chinese } from "../zh-cn/print.ts";

export const print: SameKeys<typeof chinese> = {
  title: "Rule book",
  open: "Print",
  back: "Back",
  whole: "The whole set",
  print: "Print",
  printText: "Print it, or save it as PDF (A4).",
  contents: "Contents",
  published: "Published {{text}}",
  draft: "Draft {{text}}, not published",
  places: "{{count}} decimals",
  ownFormulas: "each has its own formula",
  noFormula: "No formula",
  nothing: "There is no indicator {{item}}",
  full: "full marks {{marks}}",
  partOf: "(not more than {{whole}})",
  sameAs: "(same as {{other}})",
  comma: ", ",
};
