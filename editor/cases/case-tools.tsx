/** @module What can be done with the cases of a node: one more, a filter, a search, and the menu for several at once. */
import { DeleteOutlined, DownOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps, Segmented, Input as TextField } from "antd";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Case } from "../../engine/cases/case.ts";
import { useEvaluation } from "../evaluation/evaluation-store.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { casesOfNode } from "./case-places.ts";
import { useAccept } from "./use-accept.tsx";
import { useCaseEdits } from "./use-case-edits.ts";

export type CaseFilter = "all" | "failing" | "accepted";

interface CaseToolsProps extends CaseMenuProps {
  readonly total: number;
  readonly accepted: number;
  readonly filter: CaseFilter;
  readonly onFilter: (filter: CaseFilter) => void;
  readonly wish: string;
  readonly onWish: (wish: string) => void;
  readonly onOpen: (id: string) => void;
}

export const CaseTools = memo(function CaseTools(props: CaseToolsProps): ReactNode {
  const { t } = useTranslation("cases");
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  const { node, total, failing, accepted, marked, onMark } = props;
  return (
    <div className="cases-tools">
      {readOnly ? null : (
        <Button
          type="primary"
          icon={<PlusOutlined />}
          onClick={() => props.onOpen(edits.add(node))}
        >
          {t("add")}
        </Button>
      )}
      <Segmented<CaseFilter>
        value={props.filter}
        onChange={props.onFilter}
        options={[
          { value: "all", label: t("filterAll", { count: total }) },
          { value: "failing", label: t("filterFailing", { count: failing }) },
          { value: "accepted", label: t("filterAccepted", { count: accepted }) },
        ]}
      />
      <TextField
        allowClear
        className="cases-search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={props.wish}
        onChange={({ target }) => props.onWish(target.value)}
      />
      {readOnly ? null : <CaseMenu node={node} failing={failing} marked={marked} onMark={onMark} />}
    </div>
  );
});

interface CaseMenuProps {
  /** Whose cases: a node's id; `null`: those of whole cities. */
  readonly node: string | null;
  readonly failing: number;
  readonly marked: ReadonlySet<string>;
  readonly onMark: (ids: ReadonlySet<string>) => void;
}

function CaseMenu({ node, failing, marked, onMark }: CaseMenuProps): ReactNode {
  const { t } = useTranslation("cases");
  const accept = useAccept();
  const edits = useCaseEdits();
  // Looked up when they are asked for: the menu itself shows numbers only.
  const casesNow = (): readonly Case[] =>
    casesOfNode(useWorkspace.getState().document, node).map((placed) => placed.case);
  const answerNow = (id: string) => useEvaluation.getState().cases.get(id);
  const markedNow = (): readonly Case[] => casesNow().filter(({ id }) => marked.has(id));
  const items: MenuProps["items"] = [
    {
      key: "acceptFailing",
      label: t("acceptFailing", { count: failing }),
      disabled: failing === 0,
      onClick: () => accept(casesNow().filter(({ id }) => answerNow(id)?.passed === false)),
    },
    {
      key: "acceptMarked",
      label: t("acceptMarked", { count: marked.size }),
      disabled: marked.size === 0,
      onClick: () => accept(markedNow()),
    },
    {
      key: "duplicate",
      label: t("duplicate"),
      disabled: marked.size === 0,
      onClick: () => {
        for (const { id } of markedNow()) edits.duplicate(id);
      },
    },
    { type: "divider" },
    {
      key: "remove",
      danger: true,
      icon: <DeleteOutlined />,
      label: t("removeMarked", { count: marked.size }),
      disabled: marked.size === 0,
      onClick: () => {
        edits.remove(new Set(markedNow().map(({ id }) => id)));
        onMark(new Set());
      },
    },
    { type: "divider" },
    { key: "paste", label: t("pasteHint"), disabled: true },
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items }}>
      <Button>
        {t("more")} <DownOutlined />
      </Button>
    </Dropdown>
  );
}
