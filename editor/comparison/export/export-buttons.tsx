/** @module The 修订对照表 as a workbook from the service, and the printed page. */
import { App, Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { readRevisionTable } from "../../api/comparisons.ts";
import { useRole } from "../../session/session-store.ts";
import { useProblemText } from "../../ui/problem-alert.tsx";
import { useComparisonStore } from "../comparison-store.ts";

export function ExportButtons({
  base,
  saveNow,
  canPrint,
}: {
  readonly base: string;
  readonly saveNow: () => Promise<void>;
  readonly canPrint: boolean;
}) {
  const { t } = useTranslation("comparison");
  const { message } = App.useApp();
  const problemText = useProblemText();
  const mayRead = useRole("analyst", "reviewer", "auditor");
  const against = useComparisonStore((state) => state.against ?? state.standard);
  const [busy, setBusy] = useState(false);

  const exportTable = async (): Promise<void> => {
    setBusy(true);
    try {
      await saveNow();
      const [kind = "", id = "", , save] = base.slice(1).split("/");
      const file = await readRevisionTable(`${kind}/${id}`, {
        ...earlierSide(against ?? ""),
        ...(save === undefined ? {} : { save }),
      });
      download(file, `${id.replace(/@.*/, "")}-${t("table.changes")}.xlsx`);
      message.success(t("exported"));
    } catch (problem) {
      message.error(problemText(problem));
    } finally {
      setBusy(false);
    }
  };

  return (
    <span className="comparison-export">
      {mayRead && against !== null && (
        <Button loading={busy} onClick={exportTable}>
          {t("exportXlsx")}
        </Button>
      )}
      {canPrint && <Button onClick={() => window.print()}>{t("print")}</Button>}
    </span>
  );
}

function earlierSide(against: string): { readonly from?: string; readonly fromSave?: string } {
  const [kind, id = "", , save] = against.split("/");
  if (kind === "rule-sets") return { from: id };
  return save === undefined ? {} : { fromSave: save };
}

function download(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of the file by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
