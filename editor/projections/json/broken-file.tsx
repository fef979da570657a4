/** @module The banner over the other projections while the file's JSON cannot be read: they show the last good tree. */
import { Alert, Button, Space } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { jsonSentence } from "../../../engine/language/sentence.ts";
import { useLanguage } from "../../messages/index.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import type { BrokenText } from "./broken-texts.ts";

export function BrokenFile(props: {
  readonly file: string;
  readonly broken: BrokenText;
  /** Opens the JSON tab; `null` where it is open. */
  readonly mend: (() => void) | null;
}): ReactNode {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const { file, broken, mend } = props;
  return (
    <Alert
      className="fp-banner"
      type="error"
      showIcon
      title={`${file}${t("colon")}${jsonSentence(broken.problem, language)}`}
      description={t("json.locked")}
      action={
        <Space>
          {mend !== null && (
            <Button size="small" onClick={mend}>
              {t("json.mend")}
            </Button>
          )}
          <Button size="small" onClick={() => useWorkspace.getState().keepUnread(file, null)}>
            {t("json.giveUp")}
          </Button>
        </Space>
      }
    />
  );
}
