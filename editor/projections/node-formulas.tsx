/** @module All formulas of one indicator: its parts in the notice's order, its score, its outputs; then its conditions. */
import { Collapse } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { treeOf } from "../document/nodes.ts";
import type { FormulaPlace } from "../document/rule-document.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { AddFormulas } from "./add-formulas.tsx";
import { FormulaPane } from "./formula-pane.tsx";

export default function NodeFormulas({ node: id }: { readonly node: string }): ReactNode {
  const { t } = useTranslation("projections");
  const tree = useWorkspace((workspace) => treeOf(workspace.document));
  const node = tree.byId.get(id);
  if (node === undefined) return null;
  const isCondition = ({ formula }: FormulaPlace): boolean =>
    /^(requires|plausible)\//.test(formula);
  const conditions = node.formulas.filter(isCondition);
  const scored = node.formulas.filter((place) => !isCondition(place));
  const level = tree.levels.findIndex((one) => one.id === node.level);
  const ofLevel = tree.levelFormulas.find(({ formula }) => formula === `levels/${level}/score`);
  const hasScore = scored.some(({ formula }) => formula === "score");
  return (
    <section className="fp-list" aria-label={t("title")}>
      {scored.map((place) => (
        <FormulaPane key={place.pointer} place={place} />
      ))}
      {!hasScore && ofLevel !== undefined && (
        // The level's formula scores every node at its depth: it is changed with the set, not here.
        <FormulaPane key={ofLevel.pointer} place={{ ...ofLevel, node: id }} readOnly />
      )}
      {(hasScore || ofLevel === undefined) && (
        <AddFormulas node={node} offersScore={!hasScore && ofLevel === undefined} />
      )}
      {conditions.length > 0 && (
        <Collapse
          size="small"
          items={[
            {
              key: "conditions",
              label: t("conditions", { count: conditions.length }),
              children: (
                <div className="fp-list">
                  {conditions.map((place) => (
                    <FormulaPane key={place.pointer} place={place} />
                  ))}
                </div>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
