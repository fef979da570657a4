/** @module The sheet of keys: every key of a formula pane with what it does. */
import { Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { COMMANDS } from "./commands.ts";

/** Keys that are no commands on a node; words by key in the messages. */
const OTHERS = {
  siblings: "← →",
  family: "↑ ↓",
  ends: "Home End",
  leaves: "Tab",
  edit: "Enter F2",
  cancel: "Esc",
  insert: "Space",
  menu: "Alt+Enter",
  range: "Shift+← →",
  copy: "Ctrl+C Ctrl+X Ctrl+V",
  views: "Ctrl+Alt+1…7",
  problems: "F8 Shift+F8",
  reason: "F9",
  worked: "V Alt+V",
  undo: "Ctrl+Z Ctrl+Y",
  json: "Ctrl+M",
} as const;

export function KeySheet({ close }: { readonly close: () => void }): ReactNode {
  const { t } = useTranslation("projections");
  const rows = [
    ...Object.entries(OTHERS).map(([id, keys]) => ({
      keys,
      words: t(`keys.${id as keyof typeof OTHERS}`),
    })),
    ...COMMANDS.flatMap(({ id, keys }) =>
      keys === undefined ? [] : [{ keys, words: t(`commands.${id}`) }],
    ),
  ];
  return (
    <Modal open title={t("keys.title")} footer={null} onCancel={close} destroyOnHidden>
      <dl className="fp-keys">
        {rows.map(({ keys, words }) => (
          <div key={words}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
