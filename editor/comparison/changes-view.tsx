/** @module The list of nodes with what became of each, and beside it the changes of one, or of all in words. */
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useNarrow } from "../ui/use-narrow.ts";
import { AllChanges } from "./all-changes.tsx";
import type { ToldChange } from "./compare-files.ts";
import type { GoodComparison } from "./comparison-page.tsx";
import { useComparisonStore } from "./comparison-store.ts";
import { NodeChanges } from "./node-changes.tsx";
import { NodeList } from "./node-list.tsx";
import { Stepper } from "./stepper.tsx";
import type { OpenComparison } from "./use-comparison.ts";

export interface ChangesViewProps {
  readonly base: string;
  readonly node: string | null;
  readonly open: OpenComparison;
  readonly comparison: GoodComparison;
}

export function ChangesView({ base, node, open, comparison }: ChangesViewProps) {
  const { t } = useTranslation("comparison");
  const navigate = useNavigate();
  const narrow = useNarrow();
  const { changes, nodes } = comparison;
  const step = useComparisonStore((state) => state.step);
  const row = node === null ? undefined : nodes.find(({ key, id }) => key === node || id === node);
  const own = useMemo(
    () => (row === undefined ? [] : changes.filter((one) => one.row === row.key)),
    [changes, row],
  );
  const show = (key: string | null): void => {
    const place = key === null ? "" : `/${encodeURIComponent(key)}`;
    navigate({ pathname: `${base}/compare${place}`, search: window.location.search });
  };
  const goTo = (change: ToldChange): void => {
    useComparisonStore.setState({ step: change.key });
    if (change.row !== row?.key) show(change.row);
  };
  // A change that was reverted is stepped from no longer.
  useEffect(() => {
    if (step !== null && !changes.some(({ key }) => key === step))
      useComparisonStore.setState({ step: null });
  }, [changes, step]);

  const list = <NodeList comparison={comparison} chosen={row?.key ?? null} onChoose={show} />;
  const details =
    row === undefined ? (
      <AllChanges comparison={comparison} onOpen={goTo} />
    ) : (
      <NodeChanges key={row.key} row={row} changes={own} open={open} />
    );
  return (
    <>
      <Stepper changes={changes} row={row?.key ?? null} onStep={goTo} />
      <div className="comparison-body">
        {(!narrow || row === undefined) && list}
        {(!narrow || row !== undefined) && (
          <div className="comparison-details">
            {narrow && (
              <button type="button" className="comparison-back" onClick={() => show(null)}>
                ‹ {t("allNodes")}
              </button>
            )}
            {details}
          </div>
        )}
      </div>
    </>
  );
}
