/** @module Units as rule files write them, in Chinese, in the reader's language. */
import type { Language } from "./language.ts";

/** Measure words of Chinese have no one word in English: these say what is counted so. */
const ENGLISH: { readonly [unit: string]: string } = {
  个: "items",
  人: "persons",
  人次: "visits",
  件: "pieces",
  分: "points",
  台: "sets",
  家: "bodies",
  年: "years",
  户: "households",
  所: "institutions",
  条: "lines",
  次: "times",
  种: "kinds",
  类: "categories",
  起: "incidents",
  项: "items",
  元: "yuan",
  万元: "10,000 yuan",
  亿元: "100 million yuan",
  万人: "10,000 persons",
  平方米: "m²",
  平方公里: "km²",
  公里: "km",
};

/** A unit that is in no list, and a sign such as `km²`, stands as it is. */
export function unitText(unit: string, language: Language): string {
  return language === "en" && Object.hasOwn(ENGLISH, unit) ? (ENGLISH[unit] as string) : unit;
}
