/** @module Cases as a list of cards: on narrow screens, and for whole cities whose figures are too many for columns. */
import { Tag } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Case } from "../../engine/cases/case.ts";
import { treeOf } from "../document/nodes.ts";
import { useCaseAnswers } from "../evaluation/hooks.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { expectedText } from "./case-columns.ts";
import { useDifferenceWords } from "./difference-words.ts";
import { PassMark } from "./pass-mark.tsx";

interface CaseCardsProps {
  readonly cases: readonly Case[];
  readonly onOpen: (id: string) => void;
}

/** Differences told on a card; the details have all of them. */
const MOST_DIFFERENCES = 3;

export function CaseCards({ cases, onOpen }: CaseCardsProps): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const language = useLanguage();
  const answers = useCaseAnswers();
  const chosen = useWorkspace((state) => state.chosenCase);
  const document = useWorkspace((state) => state.document);
  const words = useDifferenceWords(treeOf(document).byId.get(cases[0]?.node ?? "")?.value);
  return (
    <ul className="cases-cards">
      {cases.map((one) => {
        const answer = answers.get(one.id);
        const differences = answer?.differences ?? [];
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
                <span className="case-card-score">{expectedText(one, language)}</span>
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
