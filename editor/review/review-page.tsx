/** @module Review and publishing of one draft: what changes, what stands in the way, and what is to be decided. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { examineDraft, readDraft, readEffect } from "../api/drafts.ts";
import { isProblem } from "../api/problem.ts";
import { type ReviewComment, readReview } from "../api/reviews.ts";
import { StateTag } from "../library/state-tag.tsx";
import { useLanguage } from "../messages/index.ts";
import { signedInOnly } from "../session/signed-in-only.tsx";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { ChangeList } from "./change-list.tsx";
import { CityEffects } from "./city-effects.tsx";
import { Decision } from "./decision.tsx";
import { ObstacleList } from "./obstacle-list.tsx";
import { Publishing } from "./publishing.tsx";
import { Request } from "./request.tsx";
import { ReviewStory } from "./review-story.tsx";
import { useChanges } from "./use-changes.ts";
import "./review.css";

export const ReviewPage = signedInOnly(function ReviewPage() {
  const { t } = useTranslation("review");
  const language = useLanguage();
  const { draft: id = "" } = useParams();
  const client = useQueryClient();
  const [comments, setComments] = useState<ReadonlyMap<string, string>>(new Map());
  const opened = useQuery({
    queryKey: ["review-draft", id],
    queryFn: () => readDraft(id),
    // Whoever comes back from the formula decides on what is saved now, never on what was read before.
    staleTime: 0,
    gcTime: 0,
    throwOnError: true,
  });
  const save = opened.data?.draft.save;
  const review = useQuery({
    queryKey: ["review", id, save, opened.data?.draft.state, language],
    queryFn: () => (opened.data?.reviews === 0 ? null : readReview(id)),
    enabled: opened.data !== undefined,
    throwOnError: true,
  });
  const verdict = useQuery({
    queryKey: ["examination", id, save],
    queryFn: () => examineDraft(id),
    enabled: opened.data !== undefined,
  });
  const effect = useQuery({
    queryKey: ["effect", id, save],
    queryFn: () => readEffect(id),
    enabled: opened.data !== undefined,
  });
  const told = useChanges(opened.data);
  if (opened.data === undefined || review.data === undefined) return <PageSkeleton />;

  const { draft, onePerson, people } = opened.data;
  const changes = told?.rules ?? null;
  const report = review.data;
  const base = `/drafts/${id}`;
  const deciding = draft.state === "in_review";
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ["review-draft", id] });
    await client.invalidateQueries({ queryKey: ["review", id] });
    await client.invalidateQueries({ queryKey: ["drafts"] });
  };
  const made: readonly ReviewComment[] = [...comments]
    .map(([node, text]) => ({ node, text: text.trim() }))
    .filter(({ text }) => text !== "");
  const shownComments: readonly ReviewComment[] = deciding
    ? [...comments].map(([node, text]) => ({ node, text }))
    : draft.state === "open" && report?.review.state === "returned"
      ? report.review.comments
      : [];

  return (
    <div className="page review">
      <p className="rule-path">
        <Link to={base}>{t("toDraft")}</Link>
      </p>
      <h1>
        {draft.name} <StateTag state={draft.state} />
      </h1>
      {report !== null && <ReviewStory report={report} people={{ ...people, ...report.people }} />}

      <h2>{t("readiness")}</h2>
      {verdict.data === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 1 }} />
      ) : (
        <ObstacleList obstacles={verdict.data.obstacles} />
      )}
      {report?.report != null && (
        <p className="dim">
          {t("cases", {
            passed: report.report.passed,
            failed: report.report.failed,
            covered: report.report.coverage.covered,
            total: report.report.coverage.total,
          })}
        </p>
      )}

      <h2>
        {changes === null ? t("changes", { count: 0 }) : t("changes", { count: changes.length })}
      </h2>
      <p>
        <Link to={`${base}/compare`}>{t("toDifferences")}</Link>
      </p>
      {changes === null ? (
        <p className="dim">{t("unreadable")}</p>
      ) : (
        <ChangeList
          changes={changes}
          base={base}
          comments={shownComments}
          {...(deciding
            ? {
                onComment: (node: string, text: string) =>
                  setComments((before) => new Map(before).set(node, text)),
              }
            : {})}
        />
      )}

      <h2>{t("effect")}</h2>
      {isProblem(effect.error, "not_publishable") ? (
        <p className="dim">{t("effectLater")}</p>
      ) : effect.data === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 1 }} />
      ) : (
        <CityEffects effect={effect.data} />
      )}

      {draft.state === "open" && <Request draft={draft} onDone={refresh} />}
      {deciding && <Decision draft={draft} comments={made} onDone={refresh} />}
      <Publishing
        draft={draft}
        onePerson={onePerson}
        isReady={verdict.data === undefined ? null : verdict.data.obstacles.length === 0}
        changes={told}
        onDone={refresh}
      />
    </div>
  );
});
