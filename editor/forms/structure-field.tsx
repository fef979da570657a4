/** @module Where an indicator stands in the tree: its id, its parent, its place among the others, what is below it. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { App, Button, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../engine/language/member-labels.ts";
import { type DocumentNode, treeOf } from "../document/nodes.ts";
import { renameNode } from "../document/rename.ts";
import { useText } from "../messages/index.ts";
import { Field } from "../ui/field.tsx";
import { matchesWish } from "../ui/pinyin.ts";
import { TypedField } from "../ui/typed-field.tsx";
import { useOpenNode } from "../workspace/use-open-node.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { addChild, moveNode, moveUnder, newChild } from "./edit-tree.ts";
import { useCommit, useReadOnly } from "./form-context.tsx";
import { removalOf, removeNode } from "./remove-node.ts";

export function StructureField({ node }: { readonly node: DocumentNode }): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const { modal } = App.useApp();
  const openNode = useOpenNode();
  const document = useWorkspace((state) => state.document);
  const readOnly = useReadOnly();
  const commit = useCommit();
  const { parent } = node;
  if (readOnly) return null;
  const siblings = parent?.children ?? [];
  const index = siblings.indexOf(node);

  const add = (): void => {
    const child = newChild(document, node);
    const id = String(child.id);
    commit({ zh: `增加下级 ${id}`, en: `${id} added below` }, (edited) =>
      addChild(edited, node, child),
    );
    openNode(id);
  };
  const remove = (): void => {
    const { nodes, cases, cities, references } = removalOf(document, node);
    modal.confirm({
      title: t("removeNodeAsk", { id: node.id, name: text(node.name) }),
      content: (
        <ul>
          {nodes.size > 1 ? <li>{t("removeNodeBelow", { count: nodes.size - 1 })}</li> : null}
          <li>{t("removeNodeCases", { count: cases.length })}</li>
          {cities.length > 0 ? <li>{t("removeNodeCities", { count: cities.length })}</li> : null}
          {references.length > 0 ? (
            <li>{t("removeNodeReferences", { count: references.length })}</li>
          ) : null}
          <li>{t("removeNodeUndo")}</li>
        </ul>
      ),
      okText: t("removeNode"),
      okButtonProps: { danger: true },
      cancelText: t("cancel"),
      onOk: () => {
        commit({ zh: `删除 ${node.name.zh}`, en: `${node.name.en} removed` }, (edited) =>
          removeNode(edited, node),
        );
        if (parent !== null) openNode(parent.id);
      },
    });
  };
  const rename = (typed: string): string | null => {
    const { startedFrom } = useWorkspace.getState();
    const isKnown =
      node.value.was !== undefined ||
      (startedFrom !== null && treeOf(startedFrom).byId.has(node.id));
    const renamed = renameNode(document, node.id, typed.trim(), isKnown);
    if (!renamed.ok) {
      return renamed.refusal.code === "name_taken"
        ? t("wrongTaken", { name: typed.trim() })
        : t("wrongName");
    }
    const { commit: take } = useWorkspace.getState();
    take(renamed.document, { label: renamed.label });
    openNode(typed.trim());
    return null;
  };
  const others = treeOf(document).nodes.filter((one) => one.depth === (parent?.depth ?? -1));
  return (
    <div className="form-structure">
      <Field label={text(labelOf("id"))}>
        <TypedField label={text(labelOf("id"))} value={node.id} onEnter={rename} />
      </Field>
      {parent === null ? null : (
        <Field label={t("parent")}>
          <Select
            aria-label={t("parent")}
            value={parent.id}
            showSearch={{
              filterOption: (wish, option) => matchesWish(wish, [String(option?.label ?? "")]),
            }}
            options={others.map((one) => ({ value: one.id, label: `${one.id} ${text(one.name)}` }))}
            onChange={(id: string) => {
              const target = treeOf(document).byId.get(id);
              if (target === undefined) return;
              commit({ zh: `移到 ${id}`, en: `moved to ${id}` }, (edited) =>
                moveUnder(edited, node, target),
              );
            }}
            style={{ width: "100%" }}
          />
        </Field>
      )}
      <div className="form-actions">
        <Button size="small" icon={<PlusOutlined />} onClick={add}>
          {t("addChild")}
        </Button>
        {parent === null ? null : (
          <>
            <Button
              size="small"
              icon={<ArrowUpOutlined />}
              disabled={index === 0}
              onClick={() =>
                commit({ zh: "上移", en: "moved up" }, (edited) => moveNode(edited, node, -1))
              }
            >
              {t("moveUp")}
            </Button>
            <Button
              size="small"
              icon={<ArrowDownOutlined />}
              disabled={index === siblings.length - 1}
              onClick={() =>
                commit({ zh: "下移", en: "moved down" }, (edited) => moveNode(edited, node, 1))
              }
            >
              {t("moveDown")}
            </Button>
            <Button size="small" danger icon={<DeleteOutlined />} onClick={remove}>
              {t("removeNode")}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
