/** @module What a case expected against what came, in words. */
import { useTranslation } from "react-i18next";
import type { Difference } from "../../engine/cases/case-differences.ts";
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { textIn } from "../../engine/language/language.ts";
import { messagesIn } from "../../engine/language/sentence.ts";
import type { Node } from "../../engine/rule-set/rule-set.ts";
import { useLanguage } from "../messages/index.ts";

/** @param node lends the labels of its parts and inputs; whole cities have none */
export function useDifferenceWords(
  node: Partial<Node> | undefined,
): (difference: Difference) => string {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const { listSeparator, colon } = messagesIn(language);

  const value = (one: JsonValue): string => {
    if (one === null) return "—";
    if (Array.isArray(one)) {
      const items = (one as readonly JsonValue[]).map(value);
      return items.length === 0 ? t("noIssues") : items.join(listSeparator);
    }
    if (isObject(one)) {
      const { input, item, code } = one as { readonly [fact: string]: JsonValue };
      const declared = typeof input === "string" ? node?.inputs?.[input] : undefined;
      const label = declared === undefined ? (input ?? item) : textIn(declared.label, language);
      return [label, code].filter((word) => word !== undefined).join(" ");
    }
    return String(one);
  };
  const what = (name: string): string => {
    const [kind = "", id = "", output = ""] = name.split("/");
    if (kind === "parts") {
      const label = node?.parts?.[id]?.label;
      return label === undefined ? id : `${id} ${textIn(label, language)}`;
    }
    if (id !== "") return output === "" ? id : `${id}${colon}${output}`;
    const key = kind as keyof ReturnType<typeof kinds>;
    return key in kinds() ? t(`what.${key}`) : kind;
  };
  const kinds = () => ({
    score: 1,
    issues: 1,
    warnings: 1,
    status: 1,
    total: 1,
    range: 1,
    node: 1,
  });
  return ({ what: name, expected, actual }) =>
    t("difference", { what: what(name), expected: value(expected), actual: value(actual) });
}
