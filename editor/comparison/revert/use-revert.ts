/** @module Takes one change back, as one step of the history; `null` where nothing can be changed. */
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import type { ToldChange } from "../compare-files.ts";
import { documentOf } from "../sides.ts";
import type { OpenComparison } from "../use-comparison.ts";
import { pairsOf } from "./pairs.ts";
import { revertChange } from "./revert-change.ts";

export function useRevert({
  before,
  comparison,
}: OpenComparison): ((change: ToldChange) => void) | null {
  const { t } = useTranslation("comparison");
  const { message } = App.useApp();
  const { readOnly, commit } = useWorkspace();
  if (readOnly || before === null || comparison?.ok !== true) return null;
  return (change) => {
    const { document } = useWorkspace.getState();
    const edited = revertChange(document, change, {
      base: documentOf(before),
      pairs: pairsOf(comparison.nodes),
    });
    if (edited === null) {
      message.warning(t("cannotRevert"));
      return;
    }
    const { title, node } = change;
    commit(edited, {
      label: { zh: `还原 ${node} ${title.zh}`, en: `Revert ${node} ${title.en}` },
      selection: null,
    });
    message.success(t("reverted"));
  };
}
