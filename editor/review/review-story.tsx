/** @module The latest review: who asked and why, who decided and what they said. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { People } from "../api/drafts.ts";
import type { ReviewReport } from "../api/reviews.ts";
import { useLanguage } from "../messages/index.ts";
import { showMoment } from "../ui/moments.ts";

export function ReviewStory({
  report: { review },
  people,
}: {
  readonly report: ReviewReport;
  readonly people: People;
}) {
  const { t } = useTranslation("review");
  const language = useLanguage();
  const name = (id: string): string => people[id] ?? id;
  const { requestedBy, requestedAt, save, summary, state, decidedBy, decidedAt, reason } = review;
  const decided = {
    name: name(decidedBy ?? ""),
    when: decidedAt === null ? "" : showMoment(decidedAt, language),
  };
  return (
    <>
      <p className="dim">
        {t("asked", { name: name(requestedBy), when: showMoment(requestedAt, language), save })}
      </p>
      <blockquote className="summary">{summary}</blockquote>
      {state !== "open" && (
        <Alert
          type={state === "approved" ? "success" : "warning"}
          showIcon
          title={state === "approved" ? t("approvedBy", decided) : t("returnedBy", decided)}
          description={reason ?? undefined}
        />
      )}
    </>
  );
}
