/** @module Cases as a list of cards: on narrow screens, and for whole cities whose figures are too many for columns. */
import { Tag } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage, useText } from "../messages/index.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { expectedText } from "./case-columns.ts";
import type { CaseRow } from "./case-rows.ts";
import { useDifferenceWords } from "./difference-words.ts";
import { PassMark } from "./pass-mark.tsx";

interface CaseCardsProps {
  readonly rows: readonly CaseRow[];
  readonly onOpen: (id: string) => void;
}

/** Differences told on a card; the details have all of them. */
const MOST_DIFFERENCES = 3;

export function CaseCards({ rows, onOpen }: CaseCardsProps): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const language = useLanguage();
  const chosen = useWorkspace((state) => state.chosenCase);
  const words = useDifferenceWords(rows[0]?.case.node ?? "");
  return (
    <ul className="cases-cards">
      {rows.map(({ case: one, answer }) => {
        const differences = answer?.differences ?? [];
        const { status, score, total, issues } = one.expect;
        const isOfStatus = score === undefined && total === undefined && issues === undefined;
        return (
          <li key={one.id}>
            <button
              type="button"
              className={chosen === one.id ? "case-card case-chosen" : "case-card"}
              onClick={() => onOpen(one.id)}
            >
              <span className="case-card-head">
                <PassMark answer={answer} />
                <strong>{text(one.name)}</strong>
                <span className="case-card-score">
                  {isOfStatus && status !== undefined
                    ? t(`statuses.${status}`)
                    : expectedText(one, language)}
                </span>
              </span>
              {differences.slice(0, MOST_DIFFERENCES).map((difference) => (
                <span key={difference.what} className="case-difference">
                  {words(difference)}
                </span>
              ))}
              <span className="case-card-basis">
                {one.worked === "accepted" ? (
                  <Tag color="warning">{t("worked.accepted")}</Tag>
                ) : null}
                {one.basis}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
