/** @module What became of a node, as a mark that says it in words too. */
import { useTranslation } from "react-i18next";
import type { NodeState } from "../../engine/compare/compared-nodes.ts";

export function StateMark({ state }: { readonly state: NodeState }) {
  const { t } = useTranslation("comparison");
  return <span className={`state-mark is-${state}`}>{t(`states.${state}`)}</span>;
}
