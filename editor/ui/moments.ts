/** @module Moments as people read them, in their own time zone. */
import type { Language } from "../../engine/language/language.ts";

/** @param moment ISO 8601 */
export function showMoment(moment: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(moment),
  );
}
