/** @module Every save of the draft at the service; an earlier one can be looked at, and brought back as a step. */
import { useQuery } from "@tanstack/react-query";
import { App, Button, Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { listSaves, readSave } from "../../api/drafts.ts";
import { useLanguage } from "../../messages/index.ts";
import { showMoment } from "../../ui/moments.ts";
import { ProblemAlert, useProblemText } from "../../ui/problem-alert.tsx";
import { useSaving } from "../saving/saving-store.ts";
import { useWorkspace } from "../workspace-store.ts";

export function SavesPane() {
  const { t } = useTranslation("workspace");
  const language = useLanguage();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const draft = useSaving((state) => state.draft);
  const { readOnly, commit } = useWorkspace();
  const { data, error, refetch } = useQuery({
    queryKey: ["saves", draft?.id, draft?.save],
    queryFn: () => listSaves(draft?.id ?? ""),
    enabled: draft !== null,
  });
  if (draft === null) return null;
  if (error !== null) return <ProblemAlert problem={error} onRetry={() => refetch()} />;
  if (data === undefined) return <Skeleton active title={false} paragraph={{ rows: 4 }} />;

  const restore = async (save: number): Promise<void> => {
    try {
      const files = await readSave(draft.id, save);
      commit(
        { files },
        { label: { zh: `恢复到第 ${save} 次保存`, en: `Back to save ${save}` }, selection: null },
      );
      message.success(t("restored", { number: save }));
    } catch (problem) {
      message.error(problemText(problem));
    }
  };

  return (
    <div className="saves">
      <p className="form-hint">{t("savesText")}</p>
      <ul className="plain-list">
        {[...data.saves].reverse().map(({ save, savedAt, savedBy, why, restoredFrom }) => (
          <li key={save}>
            <div>
              <strong>{t("saveNumber", { number: save })}</strong>{" "}
              {save === draft.save && <Tag>{t("currentSave")}</Tag>}
              <div className="dim">
                {showMoment(savedAt, language)} · {data.people[savedBy] ?? savedBy}
                {why !== null && <> · {why}</>}
                {restoredFrom !== null && <> · {t("restoredFrom", { number: restoredFrom })}</>}
              </div>
            </div>
            {save !== draft.save && (
              <div>
                <Link to={`/drafts/${draft.id}/saves/${save}`}>{t("viewSave")}</Link>{" "}
                <Link to={`/drafts/${draft.id}/compare?against=drafts/${draft.id}/saves/${save}`}>
                  {t("compareSave")}
                </Link>
                {!readOnly && (
                  <Button size="small" type="text" onClick={() => restore(save)}>
                    {t("restoreSave")}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
