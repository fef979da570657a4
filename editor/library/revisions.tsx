/** @module Every revision of a rule set: when, why, and withdrawing one, which brings back the one before, or reinstating it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, Modal, Skeleton, Tag } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import {
  listRevisions,
  type Revision,
  type RuleSetSummary,
  reinstate,
  withdraw,
} from "../api/rule-sets.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { useRole } from "../session/session-store.ts";
import { showMoment } from "../ui/moments.ts";
import { ProblemAlert, useProblemText } from "../ui/problem-alert.tsx";

export function Revisions({
  ruleSet,
  onClose,
}: {
  readonly ruleSet: Pick<RuleSetSummary, "id" | "name">;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("library");
  const text = useText();
  const { data, error, refetch } = useQuery({
    queryKey: ["revisions", ruleSet.id],
    queryFn: () => listRevisions(ruleSet.id),
  });
  const latest = data?.find(({ withdrawn }) => !withdrawn);
  const earlier = data?.some((one) => !one.withdrawn && one !== latest) === true;
  return (
    <Modal
      open
      title={`${t("revisions")} · ${text(ruleSet.name)}`}
      footer={null}
      width={640}
      onCancel={onClose}
    >
      {error !== null ? (
        <ProblemAlert problem={error} onRetry={() => refetch()} />
      ) : data === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      ) : (
        <ul className="plain-list">
          {data.map((one) => (
            <RevisionRow
              key={one.revision}
              id={ruleSet.id}
              revision={one}
              isLatest={one === latest}
              bringsBack={one === latest && earlier}
            />
          ))}
        </ul>
      )}
    </Modal>
  );
}

function RevisionRow({
  id,
  revision: one,
  isLatest,
  bringsBack,
}: {
  readonly id: string;
  readonly revision: Revision;
  readonly isLatest: boolean;
  readonly bringsBack: boolean;
}) {
  const { t } = useTranslation("library");
  const language = useLanguage();
  const isReviewer = useRole("reviewer");
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const problemText = useProblemText();
  const [exact] = useState(`${id}@${one.hash}`);

  const settle = async (verb: "withdraw" | "reinstate", reason: string): Promise<void> => {
    try {
      await (verb === "withdraw" ? withdraw : reinstate)(exact, reason);
      message.success(t(`${verb}Done`));
    } catch (error) {
      message.error(problemText(error));
    }
    await client.invalidateQueries({ queryKey: ["revisions", id] });
    await client.invalidateQueries({ queryKey: ["rule-sets"] });
  };

  const ask = (verb: "withdraw" | "reinstate"): void => {
    let reason = "";
    const title = verb === "withdraw" && bringsBack ? t("rollBack") : t(verb);
    modal.confirm({
      title,
      content: (
        <>
          <p>{t(`${verb}Text`)}</p>
          <Input.TextArea
            aria-label={t(`${verb}Reason`)}
            placeholder={t(`${verb}Reason`)}
            maxLength={2000}
            onChange={({ target }) => {
              reason = target.value;
            }}
          />
        </>
      ),
      okText: t(verb),
      okButtonProps: { danger: verb === "withdraw" },
      // With an argument the dialog closes by itself only once a promise is kept; without a reason it stays.
      onOk: (_close: () => void) => {
        if (reason.trim() !== "") return settle(verb, reason.trim());
        message.warning(t("reasonNeeded"));
      },
    });
  };

  return (
    <li>
      <div className="library-row">
        <strong>
          <Link to={`/rule-sets/${exact}`}>{t("revision", { number: one.revision })}</Link>
        </strong>{" "}
        {isLatest && <Tag>{t("latest")}</Tag>}
        {one.withdrawn && <Tag>{t("withdrawn")}</Tag>}
        <div className="dim">
          {t("publishedAt")} {showMoment(one.publishedAt, language)}
          {one.documentNumber !== null && <> · {one.documentNumber}</>}
          {one.reason !== null && <> · {one.reason}</>}
        </div>
        <code className="dim" title={one.filesHash}>
          {one.filesHash.slice(0, 19)}…
        </code>
      </div>
      <Link to={`/rule-sets/${exact}/compare`}>{t("compare")}</Link>
      {isReviewer && !one.withdrawn && (
        <Button size="small" onClick={() => ask("withdraw")}>
          {bringsBack ? t("rollBack") : t("withdraw")}
        </Button>
      )}
      {isReviewer && one.withdrawn && (
        <Button size="small" onClick={() => ask("reinstate")}>
          {t("reinstate")}
        </Button>
      )}
    </li>
  );
}
