/** @module The changes of one node, each where it belongs: in its formula, its table, its text. */
import { useTranslation } from "react-i18next";
import { useText } from "../messages/index.ts";
import { ChangeCard } from "./change-card.tsx";
import type { NodeRow, ToldChange } from "./compare-files.ts";
import { useRevert } from "./revert/use-revert.ts";
import { SectionPicture } from "./section-picture.tsx";
import { sectionsOf } from "./sections.ts";
import { StateMark } from "./state-mark.tsx";
import type { OpenComparison } from "./use-comparison.ts";

export interface NodeChangesProps {
  readonly row: NodeRow;
  readonly changes: readonly ToldChange[];
  readonly open: OpenComparison;
}

export function NodeChanges({ row, changes, open }: NodeChangesProps) {
  const { t } = useTranslation("comparison");
  const text = useText();
  const onRevert = useRevert(open);
  const title = row.depth === 0 ? t("set") : `${row.id} ${text(row.name)}`;
  return (
    <article className="node-changes" aria-label={title}>
      <h2>
        {title} <StateMark state={row.state} />
      </h2>
      {changes.length === 0 && <p className="dim">{t("nodeSame")}</p>}
      {sectionsOf(changes).map((section) => (
        <section key={section.key}>
          <h3>{t(`sections.${section.kind}`)}</h3>
          {section.changes.map((change) => (
            <ChangeCard key={change.key} change={change} onRevert={onRevert} />
          ))}
          <SectionPicture section={section} row={row} open={open} />
        </section>
      ))}
    </article>
  );
}
