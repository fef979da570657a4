/** @module One draft in the list: whose, how far, and what can be done with it. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Dropdown, type MenuProps } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { discardDraft, type ListedDraft, type People } from "../api/drafts.ts";
import { apiAddress } from "../api/request.ts";
import { useLanguage } from "../messages/index.ts";
import { useRole } from "../session/session-store.ts";
import { showMoment } from "../ui/moments.ts";
import { useProblemText } from "../ui/problem-alert.tsx";
import { StateTag } from "./state-tag.tsx";

export function DraftRow({
  draft,
  people,
}: {
  readonly draft: ListedDraft;
  readonly people: People;
}) {
  const { t } = useTranslation("library");
  const language = useLanguage();
  const isAnalyst = useRole("analyst");
  const { message, modal } = App.useApp();
  const client = useQueryClient();
  const problemText = useProblemText();
  const { id, name, ruleSet, state, savedAt, savedBy, createdAt, createdBy, basedOn } = draft;
  const isOpen = state !== "published" && state !== "discarded";

  const discard = (): void => {
    modal.confirm({
      title: t("discard"),
      content: t("discardText", { name }),
      okText: t("discard"),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await discardDraft(draft);
          message.info(t("discarded", { name }));
        } catch (error) {
          message.error(problemText(error));
        }
        await client.invalidateQueries({ queryKey: ["drafts"] });
      },
    });
  };
  const items: MenuProps["items"] = [
    { key: "compare", label: <Link to={`/drafts/${id}/compare`}>{t("compare")}</Link> },
    {
      key: "export",
      label: (
        <a href={apiAddress(`/drafts/${id}/archive`)} download>
          {t("export")}
        </a>
      ),
    },
    ...(isAnalyst && isOpen
      ? [{ key: "discard", label: t("discard"), danger: true, onClick: discard }]
      : []),
  ];
  const by = savedBy ?? createdBy;
  const when = showMoment(savedAt ?? createdAt, language);
  return (
    <li>
      <div className="library-row">
        <h3>
          <Link to={`/drafts/${id}`}>{name}</Link> <StateTag state={state} />
        </h3>
        <div className="dim">
          <code>{ruleSet.id}</code>
          {basedOn.id !== null && basedOn.id !== ruleSet.id && (
            <> · {t("basedOn", { id: basedOn.id })}</>
          )}{" "}
          · {t("savedBy", { name: people[by] ?? by, when })}
        </div>
      </div>
      <div className="library-actions">
        {(state === "in_review" || state === "approved") && (
          <Link className="button-link" to={`/drafts/${id}/review`}>
            {t("review")}
          </Link>
        )}
        <Dropdown trigger={["click"]} menu={{ items }}>
          <Button type="text" aria-label={`${t("more", { ns: "frame" })}: ${name}`}>
            ⋯
          </Button>
        </Dropdown>
      </div>
    </li>
  );
}
