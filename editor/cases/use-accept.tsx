/** @module The engine's answers taken over as what cases expect: asked for once more, since nobody worked them out. */
import { App } from "antd";
import { useTranslation } from "react-i18next";
import type { Case } from "../../engine/cases/case.ts";
import { useEvaluation } from "../evaluation/evaluation-store.ts";
import { useText } from "../messages/index.ts";
import { useCaseEdits } from "./use-case-edits.ts";

/** Names told in the question; the rest are counted. */
const MOST_NAMES = 8;

export function useAccept(): (cases: readonly Case[]) => void {
  const { t } = useTranslation("cases");
  const text = useText();
  const { modal } = App.useApp();
  const edits = useCaseEdits();
  return (cases) => {
    modal.confirm({
      title: t("accept"),
      content: (
        <>
          <p>{t("acceptWarning")}</p>
          <ul>
            {cases.slice(0, MOST_NAMES).map((one) => (
              <li key={one.id}>{text(one.name)}</li>
            ))}
            {cases.length > MOST_NAMES ? (
              <li>{t("acceptMore", { count: cases.length - MOST_NAMES })}</li>
            ) : null}
          </ul>
        </>
      ),
      okText: t("accept"),
      cancelText: t("cancel"),
      onOk: () => {
        const answers = useEvaluation.getState().cases;
        const actual = cases.flatMap(({ id }) => {
          const answer = answers.get(id);
          return answer === undefined ? [] : [[id, answer.actual] as const];
        });
        edits.accept(new Map(actual));
      },
    });
  };
}
