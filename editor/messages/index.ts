/** @module The language of the page: Chinese unless the reader chose or their browser says English. */
import i18next from "i18next";
import { useCallback, useSyncExternalStore } from "react";
import { initReactI18next } from "react-i18next";
import { type Language, textIn } from "../../engine/language/language.ts";
import type { Text } from "../../engine/rule-set/rule-set.ts";

const KEPT = "chengping.language";

export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === "zh-CN" || kept === "en") return kept;
  const [first] = navigator.languages.filter((one) => /^(zh|en)\b/i.test(one));
  return first !== undefined && /^en\b/i.test(first) ? "en" : "zh-CN";
}

/** Only the words of one language are loaded. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "zh-CN",
    fallbackLng: false,
    defaultNS: "frame",
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await showLanguage(preferredLanguage());
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await showLanguage(language);
}

async function showLanguage(language: Language): Promise<void> {
  const { WORDS } =
    language === "en" ? await import("./en/index.ts") : await import("./zh-cn/index.ts");
  for (const [namespace, words] of Object.entries(WORDS))
    i18next.addResourceBundle(language, namespace, words);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.title = i18next.t("productLong");
}

export function currentLanguage(): Language {
  return i18next.language === "en" ? "en" : "zh-CN";
}

export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, currentLanguage);
}

function onLanguage(listener: () => void): () => void {
  i18next.on("languageChanged", listener);
  return () => i18next.off("languageChanged", listener);
}

/** Texts of rule files in the reader's language. */
export function useText(): (text: Text) => string {
  const language = useLanguage();
  return useCallback((text) => textIn(text, language), [language]);
}
