/** @module Beneath an indicator's formulas: what it does not have yet can be begun here. */
import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Text } from "../../engine/rule-set/rule-set.ts";
import type { DocumentNode } from "../document/nodes.ts";
import { type AddedFormula, addPart, addScore, nextPart } from "../forms/add-formula.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";

export function AddFormulas({
  node,
  offersScore,
}: {
  readonly node: DocumentNode;
  /** Neither it nor its level has a formula for its score. */
  readonly offersScore: boolean;
}): ReactNode {
  const { t } = useTranslation("projections");
  const readOnly = useWorkspace((workspace) => workspace.readOnly);
  if (readOnly) return null;
  const part = nextPart(node);
  // What is begun is selected, so that the next key fills it.
  const take = ({ document, place }: AddedFormula, label: Text): void =>
    useWorkspace.getState().commit(document, { label, selection: { place, at: "" } });
  const now = () => useWorkspace.getState().document;
  return (
    <div className="fp-add">
      {offersScore ? (
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() =>
            take(addScore(now(), node), {
              zh: `${node.id}：新建计分公式`,
              en: `${node.id}: score formula begun`,
            })
          }
        >
          {t("addScore")}
        </Button>
      ) : null}
      <Button
        size={offersScore ? "middle" : "small"}
        icon={<PlusOutlined />}
        onClick={() =>
          take(addPart(now(), node), {
            zh: `${node.id}：增加部分 ${part}`,
            en: `${node.id}: part ${part} added`,
          })
        }
      >
        {t("addPart", { part })}
      </Button>
    </div>
  );
}
