/** @module Bands copied to Excel and pasted from it: what the pasted table says is shown, with its gaps, before it is done. */
import { Alert, Button, Modal, Tag } from "antd";
import { type ClipboardEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { nodeAt } from "../../../engine/logic/json-tree.ts";
import { percentText } from "../../../engine/number/percent.ts";
import { nodeFromClipboard } from "../../formula/clipboard/node-clipboard.ts";
import {
  type BandsPaste,
  fillGaps,
  type PastedBandCell,
  type PastedBandRow,
  pasteBands,
  readBandsTable,
} from "../../formula/clipboard/paste-bands.ts";
import type { BandsView } from "../../formula/recognise/bands.ts";
import { pastedTable } from "../../ui/clipboard-table.ts";
import { useFormulaView } from "../formula-view.ts";
import { putOnClipboard } from "../pane/clipboard.ts";
import type { TablePlace } from "../table-place.ts";

/** @param share bounds are percents */
export function usePasteBands({ at }: TablePlace<BandsView>, share: boolean) {
  const view = useFormulaView();
  const [paste, setPaste] = useState<BandsPaste | null>(null);
  const handlers = {
    onCopy: (event: ClipboardEvent): void => {
      const node = nodeAt(view.logic, at);
      if (event.target !== event.currentTarget || node === undefined) return;
      putOnClipboard(event.clipboardData, [node], view);
      event.preventDefault();
      event.stopPropagation();
    },
    onPaste: (event: ClipboardEvent): void => {
      const read = (type: string): string => event.clipboardData.getData(type);
      if (view.readOnly || nodeFromClipboard(read, view.declared) !== null) return;
      const table = pastedTable(event.clipboardData);
      if (table === null || (table[0]?.length ?? 0) < 2) return;
      event.preventDefault();
      event.stopPropagation();
      setPaste(readBandsTable(table, share));
    },
  };
  const apply = (taken: BandsPaste): void => {
    setPaste(null);
    view.apply((logic) => pasteBands(logic, at, taken));
  };
  const dialog =
    paste === null ? null : (
      <PasteBandsDialog
        paste={paste}
        share={share}
        onFill={() => setPaste(fillGaps(paste))}
        onApply={() => apply(paste)}
        onCancel={() => setPaste(null)}
      />
    );
  return { handlers, dialog };
}

function PasteBandsDialog(props: {
  readonly paste: BandsPaste;
  readonly share: boolean;
  readonly onFill: () => void;
  readonly onApply: () => void;
  readonly onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { paste, share } = props;
  const print = (value: number | null | undefined): string =>
    value == null ? t("table.unbounded") : share ? percentText(value) : String(value);
  const unreadable = paste.rows.some(({ band }) => band === null);
  return (
    <Modal
      open
      title={t("paste.title")}
      okText={t("paste.apply", { count: paste.rows.length })}
      cancelText={t("paste.cancel")}
      okButtonProps={{ disabled: unreadable || paste.overlaps.length > 0 }}
      onOk={props.onApply}
      onCancel={props.onCancel}
    >
      <table className="ft-paste">
        <thead>
          <tr>
            {(["from", "to", "points"] as const).map((head) => (
              <th key={head} className="ft-number">
                {t(`table.${head}`)}
              </th>
            ))}
            <th>{t("paste.notes")}</th>
          </tr>
        </thead>
        <tbody>
          {paste.rows.map((row, index) => {
            const gap = paste.gaps.find((one) => one.row === index);
            return [
              gap === undefined ? null : (
                <tr key={`gap ${gap.from}`} className="ft-warning">
                  <td className="ft-number">{print(gap.from)}</td>
                  <td className="ft-number">{print(gap.to)}</td>
                  <td />
                  <td>{t("paste.gap")}</td>
                </tr>
              ),
              <PastedRow
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a clipboard have no other name
                key={index}
                row={row}
                print={print}
                overlaps={paste.overlaps.includes(index)}
              />,
            ];
          })}
          {paste.otherwise !== null && (
            <tr>
              <td className="ft-number" colSpan={2}>
                {t("table.otherwise")}
              </td>
              <td className="ft-number">{paste.otherwise}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
      {paste.gaps.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("paste.gapsFound", { count: paste.gaps.length })}
          action={<Button onClick={props.onFill}>{t("paste.fill")}</Button>}
        />
      )}
      {unreadable && <Alert type="error" showIcon title={t("paste.unreadable")} />}
      {paste.overlaps.length > 0 && <Alert type="error" showIcon title={t("paste.overlaps")} />}
    </Modal>
  );
}

function PastedRow(props: {
  readonly row: PastedBandRow;
  readonly print: (value: number | null | undefined) => string;
  readonly overlaps: boolean;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { row, print, overlaps } = props;
  const { band, unreadable, texts } = row;
  const cell = (name: PastedBandCell, words: string): ReactNode => (
    <td className={`ft-number ${unreadable.includes(name) ? "ft-warning" : ""}`}>{words}</td>
  );
  return (
    <tr>
      {band === null ? (
        <td className="ft-warning" colSpan={3}>
          {texts.join(" | ")}
        </td>
      ) : (
        <>
          {cell("from", print(band.from))}
          {cell("to", print(band.to))}
          {cell("points", String(band.points))}
        </>
      )}
      <td>
        {row.normalised && <Tag>{t("paste.normalised")}</Tag>}
        {overlaps && <Tag color="error">{t("paste.overlapsNext")}</Tag>}
        {band === null && <Tag color="error">{t("paste.notRead")}</Tag>}
      </td>
    </tr>
  );
}
