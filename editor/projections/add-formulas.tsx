/** @module Beneath an indicator's formulas: what it does not have yet can be begun here. */
import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Text } from "../../engine/rule-set/rule-set.ts";
import { type DocumentNode, treeOf } from "../document/nodes.ts";
import type { RuleDocument } from "../document/rule-document.ts";
import { type AddedFormula, addPart, addScore, nextPart } from "../forms/add-formula.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";

export function AddFormulas({
  node: id,
  offersScore,
}: {
  /** Id of the indicator. */
  readonly node: string;
  /** Neither it nor its level has a formula for its score. */
  readonly offersScore: boolean;
}): ReactNode {
  const { t } = useTranslation("projections");
  const readOnly = useWorkspace((workspace) => workspace.readOnly);
  const part = useWorkspace(({ document }) => {
    const node = treeOf(document).byId.get(id);
    return node === undefined ? null : nextPart(node);
  });
  if (readOnly || part === null) return null;
  // What is begun is selected, so that the next key fills it.
  const take = (
    add: (document: RuleDocument, node: DocumentNode) => AddedFormula,
    label: Text,
  ): void => {
    const { document: now, commit } = useWorkspace.getState();
    const node = treeOf(now).byId.get(id);
    if (node === undefined) return;
    const { document, place } = add(now, node);
    commit(document, { label, selection: { place, at: "" } });
  };
  return (
    <div className="fp-add">
      {offersScore ? (
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() =>
            take(addScore, {
              zh: `${id}：新建计分公式`,
              en: `${id}: score formula begun`,
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
          take(addPart, {
            zh: `${id}：增加部分 ${part}`,
            en: `${id}: part ${part} added`,
          })
        }
      >
        {t("addPart", { part })}
      </Button>
    </div>
  );
}
