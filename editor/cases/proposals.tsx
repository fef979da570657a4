/** @module Cases that the engine proposes for what none shows yet: accepted one by one, or all. */
import { CheckOutlined } from "@ant-design/icons";
import { Button, Empty, Spin } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { messagesIn } from "../../engine/language/sentence.ts";
import type { RuleDocument } from "../document/rule-document.ts";
import type { ProposedCase } from "../evaluation/answers.ts";
import { proposeCases } from "../evaluation/follow.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { figureText } from "./figure-text.ts";
import { proposedCase } from "./proposed-case.ts";
import { targetWords } from "./target-words.ts";
import { useCaseEdits } from "./use-case-edits.ts";
import { useNode } from "./use-node.ts";

interface Found {
  readonly document: RuleDocument;
  readonly proposals: readonly ProposedCase[];
}

export function Proposals({ node }: { readonly node: string }): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const language = useLanguage();
  const view = useNode(node);
  const document = useWorkspace((state) => state.document);
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  const [found, setFound] = useState<Found | null>(null);
  const [searching, setSearching] = useState(false);
  const { targets, listSeparator, colon } = messagesIn(language);

  if (view === null) return null;

  const search = async (): Promise<void> => {
    setSearching(true);
    try {
      setFound({ document, proposals: await proposeCases(node) });
    } finally {
      setSearching(false);
    }
  };
  const accept = (some: readonly ProposedCase[]): void => {
    edits.propose(some.map((one) => proposedCase(one, view)));
    const left = (found?.proposals ?? []).filter((one) => !some.includes(one));
    setFound({ document: useWorkspace.getState().document, proposals: left });
  };
  // Proposals for another document may not hold any more.
  const proposals = found?.document === document ? found.proposals : null;
  if (searching) {
    return (
      <div className="cases-searching">
        <Spin /> {t("searching")}
      </div>
    );
  }
  if (proposals === null) {
    return (
      <Button type="primary" disabled={readOnly} onClick={() => void search()}>
        {t("proposalsFind")}
      </Button>
    );
  }
  if (proposals.length === 0) {
    return (
      <Empty
        description={
          <>
            <strong>{t("proposalsNone")}</strong>
            <br />
            {t("proposalsNoneText")}
          </>
        }
      />
    );
  }
  return (
    <div className="cases-proposals">
      <p>{t("acceptWarning")}</p>
      <Button type="primary" icon={<CheckOutlined />} onClick={() => accept(proposals)}>
        {t("proposalAcceptAll", { count: proposals.length })}
      </Button>
      <ul className="cases-items">
        {proposals.map((one) => (
          <li key={JSON.stringify(one.inputs)}>
            <div>
              <p>
                {one.reaches
                  .map((target) =>
                    targetWords(target, view.node.value, view.score, view.visible, language),
                  )
                  .join(language === "en" ? "; " : "；")}
              </p>
              <p className="cases-figures-line">
                {Object.entries(view.inputs).flatMap(([id, input]) => {
                  const figure = figureText(input, one.inputs[id], language);
                  return figure === ""
                    ? []
                    : [<span key={id}>{`${text(input.label)}${colon}${figure}`}</span>];
                })}
              </p>
              <p>
                {t("proposalExpect")}
                {colon}
                <strong>
                  {one.expect.issues === undefined
                    ? (one.expect.score ?? "—")
                    : `${targets.refusal} ${one.expect.issues.map(({ input, code }) => input ?? code).join(listSeparator)}`}
                </strong>
              </p>
            </div>
            <Button size="small" icon={<CheckOutlined />} onClick={() => accept([one])}>
              {t("proposalAccept")}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
