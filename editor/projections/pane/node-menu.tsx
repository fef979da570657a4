/** @module What can be done with the selected node, as a menu beside it: fixes of what was found, commands, conversions. */
import { Dropdown, type MenuProps } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormulaView } from "../formula-view.ts";
import { COMMANDS } from "./commands.ts";
import { elementOf } from "./navigate.ts";

export function NodeMenu(props: {
  readonly root: () => HTMLElement | null;
  readonly close: () => void;
  readonly openPalette: () => void;
}): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const { selected } = view;
  const root = props.root();
  const anchor = selected === null || root === null ? null : elementOf(selected, root);
  if (selected === null || anchor === null) return null;
  const box = anchor.getBoundingClientRect();
  const items: MenuProps["items"] = view.readOnly
    ? [{ key: "none", label: t("readOnly"), disabled: true }]
    : [
        {
          key: "insert",
          label: t("palette.open"),
          extra: t("keys.space"),
          onClick: props.openPalette,
        },
        {
          key: "drag",
          label: t("drag.pick"),
          onClick: () =>
            requestAnimationFrame(() =>
              anchor.querySelector<HTMLElement>(":scope > [data-handle]")?.focus(),
            ),
        },
        { type: "divider" },
        ...COMMANDS.map(({ id, keys, edit }) => ({
          key: id,
          label: t(`commands.${id}`),
          extra: keys,
          onClick: () => void view.apply((logic) => edit(logic, selected, view)),
        })),
      ];
  return (
    <Dropdown
      open
      autoFocus
      trigger={[]}
      menu={{ items, onClick: props.close }}
      onOpenChange={(open) => !open && props.close()}
    >
      <span
        className="fp-menu-anchor"
        style={{ left: box.left, top: box.bottom, width: box.width }}
      />
    </Dropdown>
  );
}
