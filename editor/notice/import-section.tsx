/** @module Taking a notice in: its files, the table pasted from Word or WPS, what is matched, and accepting it. */
import { App, Button, Select } from "antd";
import { type ClipboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { beginWorkList, type Notice } from "../api/notices.ts";
import { isProblem } from "../api/problem.ts";
import type { Files } from "../document/rule-document.ts";
import { useProblemText } from "../ui/problem-alert.tsx";
import { useSaving } from "../workspace/saving/saving-store.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { ROLES, type Role } from "./columns.ts";
import { FilesSection } from "./files-section.tsx";
import { type PastedTable, useImport } from "./import-store.ts";
import { MatchList } from "./match-list.tsx";
import { pastedGrid } from "./pasted-grid.ts";
import { takeIn } from "./take-in.ts";
import { editionOf, hasTexts, type Pair, useMatching } from "./use-matching.ts";
import { useRefreshNotice } from "./use-notice.ts";

export function ImportSection({
  notice,
  startedFrom,
  onTaken,
}: {
  readonly notice: Notice;
  readonly startedFrom: Files | null;
  readonly onTaken: () => void;
}) {
  const { t } = useTranslation("notice");
  const readOnly = useWorkspace((state) => state.readOnly);
  const table = useImport((state) => state.table);
  return (
    <>
      <FilesSection notice={notice} />
      <section>
        <h2>{t("paste")}</h2>
        {readOnly ? (
          <p className="dim">{t("pasteReadOnly")}</p>
        ) : table === null ? (
          <PasteArea />
        ) : (
          <PastedReview
            table={table}
            startedFrom={startedFrom}
            isBegun={notice.workList !== null}
            onTaken={onTaken}
          />
        )}
      </section>
    </>
  );
}

function PasteArea() {
  const { t } = useTranslation("notice");
  const [hint, setHint] = useState<string | null>(null);
  const taken = (event: ClipboardEvent): void => {
    event.preventDefault();
    const pasted = pastedGrid(event.clipboardData);
    if (pasted === null) setHint(t("noTable"));
    else useImport.getState().paste(pasted.grid, pasted.hasMarks);
  };
  return (
    <>
      <p className="dim">{t("pasteText")}</p>
      <textarea
        className="paste-area"
        aria-label={t("paste")}
        placeholder={t("pasteHere")}
        value=""
        onChange={() => setHint(t("noTable"))}
        onPaste={taken}
      />
      {hint === null ? null : (
        <p className="is-wrong" role="alert">
          {hint}
        </p>
      )}
    </>
  );
}

function PastedReview({
  table,
  startedFrom,
  isBegun,
  onTaken,
}: {
  readonly table: PastedTable;
  readonly startedFrom: Files | null;
  /** There is a work list. */
  readonly isBegun: boolean;
  readonly onTaken: () => void;
}) {
  const { t } = useTranslation("notice");
  const { message } = App.useApp();
  const { change, clear } = useImport.getState();
  const refresh = useRefreshNotice();
  const problemText = useProblemText();
  const { pairs, items } = useMatching(table, startedFrom);
  const chosen = pairs.filter(
    (pair) => hasTexts(pair) && pair.row !== null && !table.left.includes(pair.row),
  );
  const takenNow = chosen.filter((pair) => pair.item !== null || isPlaced(pair));

  const take = async (): Promise<void> => {
    const { document, commit } = useWorkspace.getState();
    const texts = takenNow.flatMap(({ said, item }) =>
      said !== null && item !== null ? [{ row: said, item: item.id }] : [],
    );
    const added = takenNow.flatMap(({ said, item, parent }) =>
      said?.id && item === null && parent !== null ? [{ row: said, id: said.id, parent }] : [],
    );
    commit(takeIn(document, texts, added, editionOf(startedFrom)), {
      label: {
        zh: `采用通知原文 ${takenNow.length} 项`,
        en: `texts of the notice taken in: ${takenNow.length}`,
      },
    });
    try {
      if (!isBegun) await beginWorkList(useSaving.getState().draft?.id ?? "");
    } catch (error) {
      // Another has begun it meanwhile.
      if (!isProblem(error, "conflict")) message.error(problemText(error));
    }
    await refresh();
    clear();
    message.success(t("taken", { count: takenNow.length }));
    onTaken();
  };
  return (
    <>
      {table.hasMarks ? null : <p className="is-wrong">{t("noMarks")}</p>}
      <Columns table={table} />
      <MatchList
        pairs={pairs}
        items={items}
        left={table.left}
        onLeave={(row, leave) =>
          change({
            left: leave ? [...table.left, row] : table.left.filter((one) => one !== row),
          })
        }
        onMatch={(row, item) =>
          change({
            hand: [
              ...table.hand.filter(([one, id]) => one !== row && (id === null || id !== item)),
              [row, item],
            ],
          })
        }
      />
      <div className="notice-actions">
        <Button type="primary" disabled={takenNow.length === 0} onClick={() => void take()}>
          {t("take", { count: takenNow.length })}
        </Button>
        <Button onClick={clear}>{t("giveUp")}</Button>
        <span className="dim">{t("takeText")}</span>
      </div>
    </>
  );
}

/** A new row can be put in where its id and its indicator are known. */
function isPlaced({ said, parent }: Pair): boolean {
  return said?.id != null && parent !== null;
}

/** What each column holds; guessed from the head, right to be set. */
function Columns({ table: { grid, roles } }: { readonly table: PastedTable }) {
  const { t } = useTranslation("notice");
  const { change } = useImport.getState();
  const isGuessed = roles.includes("method");
  return (
    <details className="notice-columns" open={!isGuessed}>
      <summary>{isGuessed ? t("columns") : t("columnsNeeded")}</summary>
      <div className="notice-columns-list">
        {roles.map((role, column) => {
          const heading = grid[0]?.[column]?.text ?? "";
          const label = t("column", { number: column + 1 });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position
            <div key={column}>
              <span className="dim" title={heading}>
                {heading.slice(0, 16) || label}
              </span>
              <Select<Role>
                size="small"
                aria-label={`${label} ${heading}`}
                value={role}
                options={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
                onChange={(now) =>
                  change({ roles: roles.map((one, index) => (index === column ? now : one)) })
                }
              />
            </div>
          );
        })}
      </div>
    </details>
  );
}
