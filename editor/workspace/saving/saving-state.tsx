/** @module How far the work is saved, in a word that is always in sight. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../messages/index.ts";
import { showMoment } from "../../ui/moments.ts";
import { useProblemText } from "../../ui/problem-alert.tsx";
import { useSaving } from "./saving-store.ts";

export function SavingState({ onSave }: { readonly onSave: () => void }) {
  const { t } = useTranslation("workspace");
  const language = useLanguage();
  const problemText = useProblemText();
  const { status, draft, problem, kept } = useSaving();
  const when = draft?.savedAt;
  const words = kept || status === "saved" ? t(`saving.${status}`) : t("saving.notKept");
  const more =
    status === "saved" && when != null
      ? t("saving.savedAt", { when: showMoment(when, language) })
      : status === "refused"
        ? problemText(problem)
        : words;
  return (
    <span className={`saving is-${kept ? status : "refused"}`}>
      <span role="status" title={more}>
        {words}
      </span>
      {(status === "refused" || status === "offline") && (
        <Button size="small" type="link" onClick={onSave}>
          {t("saveNow")}
        </Button>
      )}
    </span>
  );
}
