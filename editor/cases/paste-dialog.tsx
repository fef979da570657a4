/** @module What a pasted table would do, before it is done. */
import { Alert, Modal, Tag } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useText } from "../messages/index.ts";
import type { PastedCell, PastedColumn, PastePlan, PasteTarget } from "./paste-cases.ts";
import { useWrongFigure } from "./use-wrong-figure.ts";

interface PasteDialogProps {
  readonly plan: PastePlan;
  readonly target: PasteTarget;
  readonly onApply: () => void;
  readonly onCancel: () => void;
}

export function PasteDialog({ plan, onApply, onCancel }: PasteDialogProps): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const changes = plan.rows.filter((row) => row.changes !== null).length;
  const added = plan.rows.length - changes;
  const heading = (column: PastedColumn): string => {
    switch (column.kind) {
      case "input":
        return text(column.input.label);
      case "id":
        return t("columnId");
      case "ignored":
        return t("pasteIgnored");
      case "name":
        return t("columnName");
      case "expected":
        return t("columnExpected");
      case "differences":
        return t("columnDifferences");
      case "worked":
        return t("columnWorked");
      case "basis":
        return t("columnBasis");
    }
  };
  return (
    <Modal
      open
      width="min(60rem, 96vw)"
      title={t("pasteTitle")}
      okText={t("apply")}
      cancelText={t("cancel")}
      okButtonProps={{ disabled: plan.problems > 0 || plan.rows.length === 0 }}
      onOk={onApply}
      onCancel={onCancel}
    >
      <p>
        {[
          changes > 0 ? t("pasteUpdates", { count: changes }) : "",
          added > 0 ? t("pasteAdds", { count: added }) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {plan.problems === 0 ? null : (
        <Alert type="error" showIcon title={t("pasteProblems", { count: plan.problems })} />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it takes the focus */}
      <section className="cases-preview" tabIndex={0} aria-label={t("pasteTitle")}>
        <table>
          <thead>
            <tr>
              <th scope="col" aria-label={t("columnName")} />
              {plan.columns.map((column, index) => (
                <th
                  scope="col"
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns of a table have their place
                  key={index}
                  className={column.kind === "ignored" ? "cases-ignored" : ""}
                >
                  {heading(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a table have their place
              <tr key={index}>
                <th scope="row">
                  <Tag color={row.changes === null ? "success" : "processing"}>
                    {row.changes === null ? t("pasteNew") : row.changes}
                  </Tag>
                </th>
                {row.cells.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells of a table have their place
                  <Cell key={at} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Modal>
  );
}

function Cell({ cell }: { readonly cell: PastedCell }): ReactNode {
  const { t } = useTranslation("cases");
  const wrong = useWrongFigure();
  const { column, expected } = cell;
  if (expected === null) {
    return <td className={column.kind === "ignored" ? "cases-ignored" : ""}>{cell.text}</td>;
  }
  const why =
    expected === "score" || column.kind !== "input"
      ? t("wrongScore")
      : wrong(expected, column.input);
  return (
    <td className="cases-wrong">
      {cell.text}
      <small>{why}</small>
    </td>
  );
}
