/** @module A formula made into bands or a checklist: as it is and as it would be, before anything is done. */
import { Alert, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { nameOf, nodeAt, placesOf } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { setValue } from "../../document/edit.ts";
import { type DocumentNode, treeOf } from "../../document/nodes.ts";
import { toBands } from "../../formula/operations/bands.ts";
import { toChecklist } from "../../formula/operations/checklist.ts";
import type { Edited } from "../../formula/operations/edited.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { useStaticView } from "../diff/static-view.ts";
import { type DiffMark, FormulaViewProvider, useFormulaView } from "../formula-view.ts";
import { TypesetView } from "../typeset/typeset-view.tsx";
import { useRefusalWords } from "./refusal-words.ts";

export type Conversion = "bands" | "checklist";

/** A beginning for bands: whoever converts writes their own bounds over it. */
const FIRST_BANDS = [
  { from: 0.9, points: 20 },
  { from: 0.8, points: 10 },
];
const NO_MARKS: ReadonlyMap<string, DiffMark> = new Map();

export function ConvertDialog(props: {
  readonly conversion: Conversion;
  readonly close: () => void;
}): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const refusalWords = useRefusalWords();
  const document = useWorkspace((workspace) => workspace.document);
  const { place, declared } = view;
  const at = view.selected ?? "";
  const node = treeOf(document).byId.get(place.node);
  const convert = (logic: Logic): Edited =>
    props.conversion === "bands"
      ? toBands(logic, at, FIRST_BANDS, 0, declared)
      : toChecklist(logic, at, choicesIn(nodeAt(logic, at), node), declared);
  const edited = convert(view.logic);
  const after = edited.ok ? setValue(document, place, edited.logic) : null;
  const before = useStaticView({ document, place, edition: "" }, NO_MARKS);
  const then = useStaticView(after && { document: after, place, edition: "" }, NO_MARKS);
  return (
    <Modal
      open
      width={760}
      title={t(`convert.${props.conversion}`)}
      okText={t("convert.do")}
      okButtonProps={{ disabled: !edited.ok }}
      onOk={() => {
        props.close();
        view.apply(convert);
      }}
      onCancel={props.close}
      destroyOnHidden
    >
      {!edited.ok && <Alert type="info" showIcon title={refusalWords(edited.refusal)} />}
      <div className="fp">
        <h4 className="fp-hint">{t("convert.before")}</h4>
        <div className="fx">
          <FormulaViewProvider value={before}>
            <TypesetView />
          </FormulaViewProvider>
        </div>
        {then !== null && (
          <>
            <h4 className="fp-hint">{t("convert.after")}</h4>
            <div className="fx">
              <FormulaViewProvider value={then}>
                <TypesetView />
              </FormulaViewProvider>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}

/** Codes of the list that is counted in a formula: a checklist has a row for each. */
function choicesIn(logic: Logic | undefined, node: DocumentNode | undefined): readonly string[] {
  if (logic === undefined) return [];
  for (const { logic: one } of placesOf(logic)) {
    const name = nameOf(one);
    for (let owner = name === null ? null : (node ?? null); owner !== null; owner = owner.parent) {
      const input = owner.value.inputs?.[name ?? ""];
      if (input?.type === "list") return input.options.map(({ code }) => code);
    }
  }
  return [];
}
