/** @module One more row of a checklist: for something new that cities tell yes or no to, or for a figure that is there. */
import { Button, Input, Popover } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { HOLE } from "../../../engine/logic/json-tree.ts";
import { addRow } from "../../formula/operations/checklist.ts";
import { useFormulaView } from "../formula-view.ts";
import { addNewRows } from "./new-rows.ts";

export function AddRow({ at }: { readonly at: string }): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const addNew = (): void => {
    const text = name.trim();
    if (text === "") return;
    setOpen(false);
    setName("");
    addNewRows(view, at, [{ text, input: null, points: 0 }]);
  };
  const addExisting = (): void => {
    setOpen(false);
    view.apply((logic) => addRow(logic, at, HOLE, 0, undefined, view.declared));
  };
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      content={
        <div className="ft-new-row">
          <Input
            autoFocus
            aria-label={t("table.newRow")}
            placeholder={t("table.newRow")}
            value={name}
            onChange={({ target }) => setName(target.value)}
            onPressEnter={({ nativeEvent }) => {
              if (!nativeEvent.isComposing) addNew();
            }}
          />
          <Button type="primary" disabled={name.trim() === ""} onClick={addNew}>
            {t("table.newRowAdd")}
          </Button>
          <Button type="link" onClick={addExisting}>
            {t("table.existingRow")}
          </Button>
        </div>
      }
    >
      <Button size="small">{t("table.addRow")}</Button>
    </Popover>
  );
}
