/** @module Every case of the set that fails, with what it expected and what came: accepted one by one, or all. */
import { CheckOutlined } from "@ant-design/icons";
import { Button, Empty } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Case } from "../../engine/cases/case.ts";
import { type DocumentNode, treeOf } from "../document/nodes.ts";
import type { CaseAnswer } from "../evaluation/answers.ts";
import { useCaseAnswers } from "../evaluation/hooks.ts";
import { useText } from "../messages/index.ts";
import { useOpenNode } from "../workspace/use-open-node.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { casesOf } from "./case-places.ts";
import { useDifferenceWords } from "./difference-words.ts";
import { useAccept } from "./use-accept.tsx";

/** Differences told of one case; its details have all of them. */
const MOST_DIFFERENCES = 4;

export function useFailingCases(): readonly Case[] {
  const document = useWorkspace((state) => state.document);
  const answers = useCaseAnswers();
  return useMemo(
    () =>
      casesOf(document).flatMap(({ case: one }) =>
        answers.get(one.id)?.passed === false ? [one] : [],
      ),
    [document, answers],
  );
}

export function FailingOfSet(): ReactNode {
  const { t } = useTranslation("cases");
  const failing = useFailingCases();
  const tree = useWorkspace((state) => treeOf(state.document));
  const answers = useCaseAnswers();
  const readOnly = useWorkspace((state) => state.readOnly);
  const accept = useAccept();
  if (failing.length === 0) return <Empty description={t("failingNone")} />;
  return (
    <section className="cases-review">
      <p>{t("failingText")}</p>
      {readOnly ? null : (
        <Button icon={<CheckOutlined />} onClick={() => accept(failing)}>
          {t("acceptFailing", { count: failing.length })}
        </Button>
      )}
      <ul className="cases-items">
        {failing.map((one) => (
          <FailingCase
            key={one.id}
            case={one}
            node={tree.byId.get(one.node ?? "")}
            root={tree.root?.id ?? ""}
            answer={answers.get(one.id)}
            onAccept={readOnly ? null : () => accept([one])}
          />
        ))}
      </ul>
    </section>
  );
}

function FailingCase(props: {
  readonly case: Case;
  /** `undefined` for a case of a whole city. */
  readonly node: DocumentNode | undefined;
  readonly root: string;
  readonly answer: CaseAnswer | undefined;
  readonly onAccept: (() => void) | null;
}): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const openNode = useOpenNode();
  const { case: one, node, root, answer, onAccept } = props;
  const words = useDifferenceWords(node?.id ?? "");
  const differences = answer?.differences ?? [];
  const left = differences.length - MOST_DIFFERENCES;
  return (
    <li className="review-case">
      <header>
        <strong>{text(one.name)}</strong>
        <small>{node === undefined ? t("wholeCity") : `${node.id} ${text(node.name)}`}</small>
        <Button size="small" onClick={() => openNode(node?.id ?? root)}>
          {t("reviewOpen")}
        </Button>
        {onAccept === null ? null : (
          <Button size="small" icon={<CheckOutlined />} onClick={onAccept}>
            {t("acceptOne")}
          </Button>
        )}
      </header>
      <p className="cases-figures-line">
        {differences.slice(0, MOST_DIFFERENCES).map((difference) => (
          <span key={difference.what} className="case-difference">
            {words(difference)}
          </span>
        ))}
        {left > 0 ? <span>{t("differencesMore", { count: left })}</span> : null}
      </p>
    </li>
  );
}
