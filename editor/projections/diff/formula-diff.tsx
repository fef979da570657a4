/**
 * @module Two editions of a formula in the notation of the page: what was taken out struck through above, what was put in
 * marked below, tables with the editions of each row one above the other; text and JSON as Monaco shows differences.
 */
import { Segmented, Skeleton } from "antd";
import { lazy, type ReactNode, Suspense, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { valueAt } from "../../document/rule-document.ts";
import {
  type ChangeMark,
  diffFormulas,
  type NodeChange,
} from "../../formula/diff/diff-formulas.ts";
import { type DiffMark, FormulaViewProvider } from "../formula-view.ts";
import { TypesetView } from "../typeset/typeset-view.tsx";
import { MoveList, type Moves, movesOf, useLinkedEnds } from "./moves.tsx";
import { canStack, StackedTable } from "./stacked-table.tsx";
import { type ComparedFormula, useStaticView } from "./static-view.ts";
import "./diff.css";
import "../pane/pane.css";

const TextDiff = lazy(() => import("./text-diff.tsx"));

type DiffKind = "typeset" | "table" | "text" | "json";

const NO_MARKS: ReadonlyMap<string, DiffMark> = new Map();
const NO_MOVES: Moves = { all: [], before: new Map(), after: new Map() };

export function FormulaDiff(props: {
  /** `null`: the formula is new. */
  readonly before: ComparedFormula | null;
  /** `null`: the formula is gone. */
  readonly after: ComparedFormula | null;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { before, after } = props;
  const [kind, setKind] = useState<DiffKind>("typeset");
  const diff = useMemo(() => {
    const [old, now] = [before, after].map((one) => one && valueAt(one.document, one.place));
    return old == null || now == null ? null : diffFormulas(old, now);
  }, [before, after]);
  const moves = useMemo(() => (diff === null ? NO_MOVES : movesOf(diff)), [diff]);
  const old = useStaticView(before, diff?.before ?? NO_MARKS, moves.before);
  const now = useStaticView(after, diff?.after ?? NO_MARKS, moves.after);
  const editions = useRef<HTMLDivElement>(null);
  const links = useLinkedEnds(editions);
  const stacked = old !== null && now !== null && canStack(old, now);
  const kinds: readonly DiffKind[] = stacked
    ? ["typeset", "table", "text", "json"]
    : ["typeset", "text", "json"];
  const shown = kinds.includes(kind) ? kind : "typeset";

  return (
    <div className="fp fd">
      <Segmented
        size="small"
        aria-label={t("viewsLabel")}
        value={shown}
        onChange={setKind}
        options={kinds.map((value) => ({ value, label: t(`diff.${value}`) }))}
      />
      {shown === "typeset" && (
        // What is pointed at is lit; the list below does it by keys.
        <div
          ref={editions}
          className="fx fd-editions"
          onPointerOver={links.pointAt}
          onPointerLeave={links.leave}
        >
          {before !== null && old !== null && (
            <section className="fd-edition" aria-label={before.edition}>
              <h4>{before.edition}</h4>
              <FormulaViewProvider value={old}>
                <TypesetView />
              </FormulaViewProvider>
            </section>
          )}
          {after !== null && now !== null && (
            <section className="fd-edition" aria-label={after.edition}>
              <h4>{after.edition}</h4>
              <FormulaViewProvider value={now}>
                <TypesetView />
              </FormulaViewProvider>
            </section>
          )}
        </div>
      )}
      {shown === "typeset" && diff !== null && <Legend changes={diff.changes} />}
      {shown === "typeset" && now !== null && <MoveList moves={moves} view={now} links={links} />}
      {shown === "table" && old !== null && now !== null && (
        <StackedTable
          before={old}
          after={now}
          editions={[before?.edition ?? "", after?.edition ?? ""]}
        />
      )}
      {(shown === "text" || shown === "json") && (
        <Suspense fallback={<Skeleton active />}>
          <TextDiff kind={shown} before={old} after={now} />
        </Suspense>
      )}
    </div>
  );
}

const KINDS: readonly ChangeMark[] = ["removed", "added", "changed", "moved"];

/** What the marks mean, and how many of each there are: colour alone says nothing to some. */
function Legend({ changes }: { readonly changes: readonly NodeChange[] }): ReactNode {
  const { t } = useTranslation("projections");
  return (
    <p className="fd-legend">
      {KINDS.map((kind) => {
        const count = changes.filter((one) => one.kind === kind).length;
        return (
          count > 0 && (
            <span key={kind}>
              <span className={`fx-diff-${kind}`}>{t(`diff.${kind}`)}</span> {count}
            </span>
          )
        );
      })}
    </p>
  );
}
