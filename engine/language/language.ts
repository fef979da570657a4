/** @module The languages that people are answered in, and how a wish for one is read. */
import type { Text } from "../rule-set/rule-set.ts";

export type Language = "zh-CN" | "en";

export const LANGUAGES: readonly Language[] = ["zh-CN", "en"];

/** `zh-CN` for any Chinese, `en` for any English, else `null`. */
export function readLanguage(wish: string): Language | null {
  const tag = wish.trim().toLowerCase();
  if (/^zh\b|^zh_/.test(tag)) return "zh-CN";
  if (/^en\b|^en_/.test(tag)) return "en";
  return null;
}

/** The words of a text in a language. */
export function textIn(text: Text, language: Language): string {
  return language === "en" ? text.en : text.zh;
}
