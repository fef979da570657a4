/** @module What words alone do not show: a formula's two editions; formulas and texts of a node that is new or gone. */
import { lazy, Suspense, useMemo } from "react";
import { treeOf } from "../document/nodes.ts";
import type { Files, FormulaPlace, RuleDocument } from "../document/rule-document.ts";
import type { ComparedFormula } from "../projections/diff/static-view.ts";
import type { NodeRow } from "./compare-files.ts";
import type { ChangeSection } from "./sections.ts";
import { documentOf } from "./sides.ts";
import type { OpenComparison } from "./use-comparison.ts";
import { useEditions } from "./use-editions.ts";

const FormulaDiff = lazy(async () => ({
  default: (await import("../projections/diff/formula-diff.tsx")).FormulaDiff,
}));

export interface SectionPictureProps {
  readonly section: ChangeSection;
  readonly row: NodeRow;
  readonly open: OpenComparison;
}

export function SectionPicture({ section, row, open }: SectionPictureProps) {
  const editions = useEditions(open);
  if (section.kind === "formula")
    return <FormulaPicture formula={section.formula} row={row} open={open} editions={editions} />;
  if (section.kind === "node" && (row.state === "added" || row.state === "removed"))
    return <WholeNode row={row} open={open} editions={editions} />;
  return null;
}

type Editions = readonly [before: string, after: string];

function FormulaPicture({
  formula,
  row,
  open: { before, after },
  editions,
}: {
  readonly formula: string;
  readonly row: NodeRow;
  readonly open: OpenComparison;
  readonly editions: Editions;
}) {
  const old = useCompared(before, row.before, formula, editions[0]);
  const now = useCompared(after, row.after, formula, editions[1]);
  if (old === null && now === null) return null;
  return (
    <Suspense>
      <FormulaDiff before={old} after={now} />
    </Suspense>
  );
}

function useCompared(
  files: Files | null,
  node: string | null,
  formula: string,
  edition: string,
): ComparedFormula | null {
  return useMemo(() => {
    if (files === null || node === null) return null;
    const document = documentOf(files);
    const place = placesOf(document, node).find((one) => one.formula === formula);
    return place === undefined ? null : { document, place: { ...place, node }, edition };
  }, [files, node, formula, edition]);
}

function placesOf(document: RuleDocument, node: string): readonly FormulaPlace[] {
  const tree = treeOf(document);
  return [...(tree.byId.get(node)?.formulas ?? []), ...tree.levelFormulas];
}

/** All formulas of a node that has no counterpart. */
function WholeNode({
  row,
  open,
  editions,
}: {
  readonly row: NodeRow;
  readonly open: OpenComparison;
  readonly editions: Editions;
}) {
  const files = row.state === "added" ? open.after : open.before;
  if (files === null) return null;
  const node = treeOf(documentOf(files)).byId.get(row.id);
  const scored = (node?.formulas ?? []).filter(({ formula }) => /^(parts\/|score)/.test(formula));
  return scored.map(({ formula }) => (
    <FormulaPicture key={formula} formula={formula} row={row} open={open} editions={editions} />
  ));
}
