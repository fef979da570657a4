/** @module One item of the work list. */
import { InputNumber, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Notice, WorkChange, WorkState } from "../api/notices.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { showMoment } from "../ui/moments.ts";
import { noticeTextOf } from "./difference.ts";
import { DifferenceView } from "./difference-view.tsx";
import { FIELDS } from "./rows.ts";
import { StateButtons } from "./states.tsx";
import { VerdictTag } from "./verdict-tag.tsx";
import type { WorkEntry } from "./work-list.tsx";

export function WorkRow({
  entry,
  notice,
  base,
  isActive,
  isOpen,
  readOnly,
  onFocus,
  onOpen,
  onSay,
  onPage,
}: {
  readonly entry: WorkEntry;
  readonly notice: Notice;
  readonly base: string;
  /** The one row that Tab leads to. */
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly readOnly: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onSay: (state: WorkState) => void;
  readonly onPage: (page: WorkChange["page"]) => void;
}) {
  const { t } = useTranslation("notice");
  const text = useText();
  const { item, node, state, verdict } = entry;
  const tabIndex = isActive ? 0 : -1;
  return (
    <>
      <tr
        tabIndex={tabIndex}
        data-item={item}
        data-state={state}
        className={`work-row depth-${node?.depth ?? 0}`}
        onFocus={onFocus}
      >
        <td className="work-name">
          <Link
            tabIndex={tabIndex}
            to={`${base}/items/${encodeURIComponent(item)}`}
            title={t("toRule")}
          >
            {item} {node === undefined ? "" : text(node.name)}
          </Link>
        </td>
        <td>
          {verdict === undefined ? null : (
            <button
              type="button"
              className="link-button"
              tabIndex={tabIndex}
              aria-expanded={isOpen}
              onClick={onOpen}
            >
              <VerdictTag outcome={verdict.outcome} />
            </button>
          )}
        </td>
        <td>
          <StateButtons
            item={item}
            state={state}
            disabled={readOnly}
            tabIndex={tabIndex}
            onChoose={onSay}
          />
        </td>
        <td className="dim work-by">
          <SaidBy entry={entry} people={notice.people} />
        </td>
        <td>
          <PageField
            entry={entry}
            notice={notice}
            readOnly={readOnly}
            tabIndex={tabIndex}
            onPage={onPage}
          />
        </td>
      </tr>
      {isOpen && verdict !== undefined ? (
        <tr className="work-difference">
          <td colSpan={5}>
            <DifferenceView
              before={verdict.was?.value.source}
              now={Object.fromEntries(
                FIELDS.map((field) => [field, noticeTextOf(verdict.node.value.source?.[field])]),
              )}
            />
          </td>
        </tr>
      ) : null}
    </>
  );
}

export function SaidBy({
  entry: { by, at },
  people,
}: {
  readonly entry: Pick<WorkEntry, "by" | "at">;
  readonly people: Notice["people"];
}) {
  const language = useLanguage();
  if (by === null || at === null) return null;
  return (
    <>
      {people[by] ?? by} · {showMoment(at, language)}
    </>
  );
}

/** Page of the notice's file that the item stands on. */
export function PageField({
  entry: { item, file, page },
  notice: { files },
  readOnly,
  tabIndex,
  onPage,
}: {
  readonly entry: Pick<WorkEntry, "item" | "file" | "page">;
  readonly notice: Notice;
  readonly readOnly: boolean;
  readonly tabIndex?: number;
  readonly onPage: (page: WorkChange["page"]) => void;
}) {
  const { t } = useTranslation("notice");
  /** While somebody types; `undefined`: nobody does. */
  const [typed, setTyped] = useState<number | null | undefined>(undefined);
  const chosen = files.find(({ id }) => id === file) ?? files[0];
  if (chosen === undefined) return null;
  const take = (): void => {
    if (typed !== undefined && typed !== page)
      onPage(typed === null ? null : { file: chosen.id, page: typed });
    setTyped(undefined);
  };
  return (
    <span className="work-page">
      {files.length < 2 ? null : (
        <Select
          size="small"
          className="work-file"
          aria-label={t("fileOf", { item })}
          disabled={readOnly}
          value={chosen.id}
          options={files.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id: string) => onPage({ file: id, page: page ?? 1 })}
        />
      )}
      <InputNumber<number>
        size="small"
        min={1}
        max={9_999}
        precision={0}
        controls={false}
        changeOnWheel={false}
        className="work-page-number"
        prefix={t("pageShort")}
        aria-label={t("pageOfItem", { item })}
        tabIndex={tabIndex}
        disabled={readOnly}
        value={typed === undefined ? page : typed}
        onChange={setTyped}
        onBlur={take}
        onPressEnter={take}
      />
    </span>
  );
}
