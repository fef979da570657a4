/** @module Rows of the notice with the items that they are matched with: what differs, and another match by hand. */
import { Checkbox, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { matchesWish } from "../ui/pinyin.ts";
import { DifferenceView } from "./difference-view.tsx";
import type { DraftItem } from "./items.ts";
import { hasTexts, type Pair } from "./use-matching.ts";
import { OUTCOMES, type Outcome, VerdictTag } from "./verdict-tag.tsx";

const NEW = "\u0000new";

export function MatchList({
  pairs,
  items,
  left,
  onLeave,
  onMatch,
}: {
  readonly pairs: readonly Pair[];
  readonly items: readonly DraftItem[];
  readonly left: readonly number[];
  readonly onLeave: (row: number, leave: boolean) => void;
  /** `null`: the row is new. */
  readonly onMatch: (row: number, item: string | null) => void;
}) {
  const { t } = useTranslation("notice");
  const [shown, setShown] = useState<Outcome | "all" | "differing">("differing");
  const count = (outcome: Outcome): number =>
    pairs.filter((pair) => pair.outcome === outcome).length;
  const differing = pairs.length - count("same");
  const isShown = ({ outcome, otherWeight }: Pair): boolean =>
    shown === "all" ||
    outcome === shown ||
    (shown === "differing" && (outcome !== "same" || otherWeight !== null));
  const visible = pairs.filter(isShown);
  const matched = pairs.filter(({ item, row }) => item !== null && row !== null).length;
  return (
    <>
      <p role="status">
        {t("matched", {
          rows: pairs.filter(({ row }) => row !== null).length,
          matched,
          added: count("new"),
          gone: count("gone"),
        })}
      </p>
      <div className="notice-filter">
        <Segmented
          size="small"
          aria-label={t("filter")}
          value={shown}
          onChange={setShown}
          options={[
            { value: "differing", label: t("differing", { count: differing }) },
            ...OUTCOMES.filter((one) => count(one) > 0).map((one) => ({
              value: one,
              label: `${t(`outcomes.${one}`)} ${count(one)}`,
            })),
            { value: "all", label: t("all", { count: pairs.length }) },
          ]}
        />
      </div>
      {visible.length === 0 ? <p className="dim">{t("nothingDiffers")}</p> : null}
      <ul className="match-list">
        {visible.map((pair) => (
          <MatchRow
            key={pair.key}
            pair={pair}
            items={items}
            isLeft={pair.row !== null && left.includes(pair.row)}
            onLeave={onLeave}
            onMatch={onMatch}
          />
        ))}
      </ul>
    </>
  );
}

function MatchRow({
  pair,
  items,
  isLeft,
  onLeave,
  onMatch,
}: {
  readonly pair: Pair;
  readonly items: readonly DraftItem[];
  readonly isLeft: boolean;
  readonly onLeave: (row: number, leave: boolean) => void;
  readonly onMatch: (row: number, item: string | null) => void;
}) {
  const { t } = useTranslation("notice");
  const [matching, setMatching] = useState(false);
  const { row, said, item, by, outcome, otherWeight, parent } = pair;
  const name = [said?.id ?? item?.id, said?.name ?? item?.name].filter(Boolean).join(" ");
  const isOtherName =
    said !== null && item !== null && said.name !== item.name && said.id !== item.id;
  return (
    <li className={isLeft ? "match-row is-left" : "match-row"}>
      <div className="match-head">
        {row === null || !hasTexts(pair) ? null : (
          <Checkbox
            checked={!isLeft}
            aria-label={t("takeRow", { name })}
            onChange={({ target }) => onLeave(row, !target.checked)}
          />
        )}
        <strong>{name}</strong>
        <VerdictTag outcome={outcome} />
        {by === null || by === "id" ? null : <span className="dim">{t(`by.${by}`)}</span>}
        {isOtherName && item !== null ? (
          <span className="dim">{t("was", { name: `${item.id} ${item.name}` })}</span>
        ) : null}
        {otherWeight === null || said?.weight == null ? null : (
          <span className="verdict is-unmarked-change">
            {t("otherWeight", { notice: said.weight, rules: otherWeight })}
          </span>
        )}
        {outcome === "new" ? (
          <span className="dim">
            {said?.id == null || parent === null ? t("newNowhere") : t("newBelow", { parent })}
          </span>
        ) : null}
        {outcome === "gone" ? <span className="dim">{t("goneText")}</span> : null}
        {row === null ? null : matching ? (
          <Select
            autoFocus
            defaultOpen
            size="small"
            className="match-select"
            aria-label={t("rematch", { name })}
            value={item?.id ?? NEW}
            showSearch={{
              filterOption: (wish, option) => matchesWish(wish, [String(option?.label ?? "")]),
            }}
            options={[
              { value: NEW, label: t("isNew") },
              ...items.map((one) => ({ value: one.id, label: `${one.id} ${one.name}` })),
            ]}
            onBlur={() => setMatching(false)}
            onChange={(id: string) => {
              onMatch(row, id === NEW ? null : id);
              setMatching(false);
            }}
          />
        ) : (
          <button type="button" className="link-button" onClick={() => setMatching(true)}>
            {t("changeMatch")}
          </button>
        )}
      </div>
      {said === null || outcome === "same" ? null : (
        <DifferenceView before={item?.source} now={said.texts} />
      )}
    </li>
  );
}
