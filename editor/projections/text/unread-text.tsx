/** @module The banner over the other projections while the formula's text is half typed: they show the last good formula. */
import { Alert, Button, Space } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { useFormulaView } from "../formula-view.ts";
import { unreadKeyOf } from "./unread-key.ts";

export function UnreadText(props: {
  /** Opens the text tab. */
  readonly mend: () => void;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { place } = useFormulaView();
  const key = unreadKeyOf(place);
  const text = useWorkspace(({ unread }) => unread.get(key));
  if (text === undefined) return null;
  return (
    <Alert
      className="fp-banner"
      type="warning"
      showIcon
      title={t("text.unread", { text: text.trim().slice(0, 40) })}
      action={
        <Space>
          <Button size="small" onClick={props.mend}>
            {t("text.mend")}
          </Button>
          <Button size="small" onClick={() => useWorkspace.getState().keepUnread(key, null)}>
            {t("json.giveUp")}
          </Button>
        </Space>
      }
    />
  );
}
