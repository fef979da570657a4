/** @module Rows of a checklist pasted from Excel, WPS or Word: shown before they come in, with the figures to be made. */
import { Alert, Modal, Tag } from "antd";
import { type ClipboardEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { nodeFromClipboard } from "../../formula/clipboard/node-clipboard.ts";
import { type PastedTick, readChecklistTable } from "../../formula/clipboard/paste-checklist.ts";
import { pastedTable } from "../../ui/clipboard-table.ts";
import { useFormulaView } from "../formula-view.ts";
import { addNewRows } from "./new-rows.ts";

export function usePasteRows(at: string) {
  const view = useFormulaView();
  const [rows, setRows] = useState<readonly PastedTick[] | null>(null);
  const onPaste = (event: ClipboardEvent): void => {
    const read = (type: string): string => event.clipboardData.getData(type);
    if (view.readOnly || nodeFromClipboard(read, view.declared) !== null) return;
    const table = pastedTable(event.clipboardData);
    if (table === null || (table[0]?.length ?? 0) < 2) return;
    event.preventDefault();
    event.stopPropagation();
    setRows(readChecklistTable(table, view.declared));
  };
  const dialog =
    rows === null ? null : (
      <PasteRowsDialog
        rows={rows}
        onApply={() => {
          setRows(null);
          addNewRows(view, at, rows);
        }}
        onCancel={() => setRows(null)}
      />
    );
  return { onPaste, dialog };
}

function PasteRowsDialog(props: {
  readonly rows: readonly PastedTick[];
  readonly onApply: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { rows } = props;
  const isRead = ({ text, points }: PastedTick): boolean => text !== "" && points !== null;
  const unreadable = !rows.every(isRead);
  return (
    <Modal
      open
      title={t("paste.checklistTitle")}
      okText={t("paste.applyRows", { count: rows.length })}
      cancelText={t("paste.cancel")}
      okButtonProps={{ disabled: unreadable || rows.length === 0 }}
      onOk={props.onApply}
      onCancel={props.onCancel}
    >
      <table className="ft-paste">
        <thead>
          <tr>
            <th>{t("table.condition")}</th>
            <th className="ft-number">{t("table.points")}</th>
            <th>{t("paste.notes")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a clipboard have no other name
            <tr key={index}>
              <td className={row.text === "" ? "ft-warning" : ""}>{row.text}</td>
              <td className={row.points === null ? "ft-number ft-warning" : "ft-number"}>
                {row.points}
              </td>
              <td>
                {!isRead(row) ? (
                  <Tag color="error">{t("paste.notRead")}</Tag>
                ) : (
                  <Tag>{t(row.input === null ? "paste.made" : "paste.known")}</Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unreadable && <Alert type="error" showIcon title={t("paste.unreadable")} />}
    </Modal>
  );
}
