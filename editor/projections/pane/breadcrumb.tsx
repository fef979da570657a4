/** @module Where the selection stands: each node from the root down, to be gone to; read out as it changes. */
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Expression, nodesOf } from "../../../engine/logic/expression.ts";
import { useLanguage } from "../../messages/index.ts";
import { type FormulaView, useFormulaView } from "../formula-view.ts";
import { kindWords, roleOf } from "../notation/roles.ts";
import { valueText } from "./value-text.ts";

export function Breadcrumb({ go }: { readonly go: (at: string) => void }): ReactNode {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const view = useFormulaView();
  if (view.selected === null) return null;
  const way = wayTo(view.tree, view.selected);
  const last = way.at(-1);
  const value = last === undefined ? undefined : view.values?.at.get(last.at);
  const shown = value === undefined || typeof value === "boolean" ? null : valueText(value);
  return (
    <nav className="fp-crumbs" aria-label={t("breadcrumb")}>
      {way.map((node, index) => (
        <span key={node.at}>
          {index > 0 && <span aria-hidden="true"> › </span>}
          <button
            type="button"
            className="fp-crumb"
            aria-current={index === way.length - 1 ? "location" : undefined}
            onClick={() => go(node.at)}
          >
            {[
              roleIn(way[index - 1], node, t),
              kindWords(view.shapeAt(node.at), node.at, t, language),
            ]
              .filter(Boolean)
              .join(" ")}
          </button>
        </span>
      ))}
      {shown !== null && <span className="fp-crumb-value">= {shown}</span>}
    </nav>
  );
}

/** The nodes from the root to a place. */
function wayTo(tree: Expression, at: string): readonly Expression[] {
  return [...nodesOf(tree)].filter((node) => node.at === at || at.startsWith(`${node.at}/`));
}

function roleIn(
  parent: Expression | undefined,
  node: Expression,
  say: TFunction<"projections">,
): string {
  const index = parent?.kind === "operation" ? parent.operands.indexOf(node) : -1;
  return parent === undefined || index < 0 ? "" : roleOf(parent, index, say);
}

/** The selection in words, for the live region. */
export function selectionWords(view: FormulaView, t: TFunction<"projections">): string {
  if (view.selected === null) return "";
  const way = wayTo(view.tree, view.selected);
  const [node, parent] = [way.at(-1), way.at(-2)];
  if (node === undefined) return "";
  return [roleIn(parent, node, t), view.speech.get(node.at) ?? ""].filter(Boolean).join(" ");
}
