/** @module What a case expected against what came, in words. */
import type { TFunction } from "i18next";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";
import type { Difference } from "../../engine/cases/case-differences.ts";
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { type Language, textIn } from "../../engine/language/language.ts";
import { messagesIn } from "../../engine/language/sentence.ts";
import type { Input, Node, Text } from "../../engine/rule-set/rule-set.ts";
import { treeOf } from "../document/nodes.ts";
import type { RuleDocument } from "../document/rule-document.ts";
import { useLanguage } from "../messages/index.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";

/** Labels that differences are told with. */
interface Labels {
  readonly inputs: { readonly [id: string]: Input } | undefined;
  readonly parts: { readonly [id: string]: Text };
}

/** @param node id of the node that lends the labels of its parts and inputs; whole cities have none */
export function useDifferenceWords(node: string): (difference: Difference) => string {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const inputs = useWorkspace(({ document }) => ruleOf(document, node)?.inputs);
  const parts = useWorkspace(useShallow(({ document }) => partLabels(ruleOf(document, node))));
  return useCallback(
    (difference) => differenceWords(difference, { inputs, parts }, t, language),
    [inputs, parts, t, language],
  );
}

function ruleOf(document: RuleDocument, node: string): Partial<Node> | undefined {
  return treeOf(document).byId.get(node)?.value;
}

function partLabels(node: Partial<Node> | undefined): Labels["parts"] {
  const labels: { [id: string]: Text } = {};
  for (const [id, { label }] of Object.entries(node?.parts ?? {}))
    if (label !== undefined) labels[id] = label;
  return labels;
}

/** Kinds of differences that have a word of their own. */
const KINDS = ["score", "issues", "warnings", "status", "total", "range", "node"] as const;

function differenceWords(
  { what: name, expected, actual }: Difference,
  { inputs, parts }: Labels,
  t: TFunction<"cases">,
  language: Language,
): string {
  const { listSeparator, colon } = messagesIn(language);
  const value = (one: JsonValue): string => {
    if (one === null) return "—";
    if (Array.isArray(one)) {
      const items = (one as readonly JsonValue[]).map(value);
      return items.length === 0 ? t("noIssues") : items.join(listSeparator);
    }
    if (isObject(one)) {
      const { input, item, code } = one as { readonly [fact: string]: JsonValue };
      const declared = typeof input === "string" ? inputs?.[input] : undefined;
      const label = declared === undefined ? (input ?? item) : textIn(declared.label, language);
      return [label, code].filter((word) => word !== undefined).join(" ");
    }
    return String(one);
  };
  const what = (): string => {
    const [kind = "", id = "", output = ""] = name.split("/");
    if (kind === "parts") {
      const label = parts[id];
      return label === undefined ? id : `${id} ${textIn(label, language)}`;
    }
    if (id !== "") return output === "" ? id : `${id}${colon}${output}`;
    const known = KINDS.find((one) => one === kind);
    return known === undefined ? kind : t(`what.${known}`);
  };
  return t("difference", { what: what(), expected: value(expected), actual: value(actual) });
}
