/** @module All formulas of one indicator: its parts in the notice's order, its score, its outputs; then its conditions. */
import { Collapse } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type DocumentTree, treeOf } from "../document/nodes.ts";
import type { FormulaPlace } from "../document/rule-document.ts";
import { useSameItems } from "../ui/same-items.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { AddFormulas } from "./add-formulas.tsx";
import { FormulaPane } from "./formula-pane.tsx";

export default function NodeFormulas({ node: id }: { readonly node: string }): ReactNode {
  const { t } = useTranslation("projections");
  // Places are the same objects as long as they are there: an edit within one draws no list anew.
  const formulas = useWorkspace(
    useSameItems(({ document }) => treeOf(document).byId.get(id)?.formulas ?? []),
  );
  const ofLevel = useWorkspace(({ document }) => levelFormula(treeOf(document), id));
  const isCondition = ({ formula }: FormulaPlace): boolean =>
    /^(requires|plausible)\//.test(formula);
  const conditions = formulas.filter(isCondition);
  const scored = formulas.filter((place) => !isCondition(place));
  const hasScore = scored.some(({ formula }) => formula === "score");
  return (
    <section className="fp-list" aria-label={t("title")}>
      {scored.map((place) => (
        <FormulaPane key={keyOf(place)} place={place} />
      ))}
      {!hasScore && ofLevel !== undefined && (
        // The level's formula scores every node at its depth: it is changed with the set, not here.
        <LevelFormula key={ofLevel.pointer} of={ofLevel} node={id} />
      )}
      {(hasScore || ofLevel === undefined) && (
        <AddFormulas node={id} offersScore={!hasScore && ofLevel === undefined} />
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
                    <FormulaPane key={keyOf(place)} place={place} />
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

/** Another formula at the same place of another file is another pane: what is being typed into one stays out of the other. */
function keyOf({ node, formula }: FormulaPlace): string {
  return `${node} ${formula}`;
}

/** The formula of a node's level. */
function levelFormula(tree: DocumentTree, node: string): FormulaPlace | undefined {
  const level = tree.levels.findIndex(({ id }) => id === tree.byId.get(node)?.level);
  return tree.levelFormulas.find(({ formula }) => formula === `levels/${level}/score`);
}

function LevelFormula({
  of,
  node,
}: {
  readonly of: FormulaPlace;
  readonly node: string;
}): ReactNode {
  const place = useMemo(() => ({ ...of, node }), [of, node]);
  return <FormulaPane place={place} readOnly />;
}
