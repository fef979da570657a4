/** @module What can be done with the selected node, as a menu beside it: fixes of what was found, commands, conversions. */
import { Dropdown, type MenuProps } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormulaView } from "../formula-view.ts";
import { COMMANDS } from "./commands.ts";
import type { Conversion } from "./convert-dialog.tsx";
import { elementOf } from "./navigate.ts";

export function NodeMenu(props: {
  readonly root: () => HTMLElement | null;
  readonly close: () => void;
  readonly openPalette: () => void;
  readonly convert: (conversion: Conversion) => void;
  readonly extract: () => void;
}): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const { selected } = view;
  const root = props.root();
  const anchor = selected === null || root === null ? null : elementOf(selected, root);
  if (selected === null || anchor === null) return null;
  /** The menu goes first: what comes after it may open a dialog of its own. */
  const closing = (act: () => unknown) => (): void => {
    props.close();
    act();
  };
  /** What opens something of its own waits until the menu is gone, which takes the focus back and closes whatever is open. */
  const opening = (open: () => void) => closing(() => requestAnimationFrame(open));
  const box = anchor.getBoundingClientRect();
  const items: MenuProps["items"] = view.readOnly
    ? [{ key: "none", label: t("readOnly"), disabled: true }]
    : [
        {
          key: "insert",
          label: t("palette.open"),
          extra: t("keys.space"),
          onClick: opening(props.openPalette),
        },
        {
          key: "drag",
          label: t("drag.pick"),
          onClick: closing(() =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() =>
                anchor.querySelector<HTMLElement>(":scope > [data-handle]")?.focus(),
              ),
            ),
          ),
        },
        ...(["bands", "checklist"] as const).map((conversion) => ({
          key: conversion,
          label: t(`convert.${conversion}`),
          onClick: opening(() => props.convert(conversion)),
        })),
        { key: "extract", label: t("extract.title"), onClick: opening(props.extract) },
        { type: "divider" },
        ...COMMANDS.map(({ id, keys, edit }) => ({
          key: id,
          label: t(`commands.${id}`),
          extra: keys,
          onClick: closing(() => view.apply((logic) => edit(logic, selected, view))),
        })),
      ];
  return (
    <Dropdown
      open
      autoFocus
      trigger={[]}
      menu={{ items }}
      onOpenChange={(open) => !open && props.close()}
    >
      <span
        className="fp-menu-anchor"
        style={{ left: box.left, top: box.bottom, width: box.width }}
      />
    </Dropdown>
  );
}
