/** @module Drafts that are worked on, those that wait for my review first. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Checkbox, Empty, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListedDraft, People } from "../api/drafts.ts";
import { NoConnection } from "../api/problem.ts";
import { useRole } from "../session/session-store.ts";
import { matchesWish } from "../ui/pinyin.ts";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { DraftRow } from "./draft-row.tsx";
import { KeptDrafts } from "./kept-drafts.tsx";

const CLOSED = ["published", "discarded"];

export function Drafts({
  drafts: { data, error, refetch },
  wish,
}: {
  readonly drafts: UseQueryResult<{
    readonly drafts: readonly ListedDraft[];
    readonly people: People;
  }>;
  readonly wish: string;
}) {
  const { t } = useTranslation("library");
  const isReviewer = useRole("reviewer");
  const [showClosed, setShowClosed] = useState(false);
  const all = data?.drafts ?? [];
  const found = all.filter(({ name, ruleSet }) => matchesWish(wish, [name, ruleSet.id]));
  const waiting = isReviewer ? found.filter(({ state }) => state === "in_review") : [];
  const others = found.filter(
    (one) => !waiting.includes(one) && (showClosed || !CLOSED.includes(one.state)),
  );
  const rows = (some: readonly ListedDraft[]) => (
    <ul className="plain-list">
      {some.map((draft) => (
        <DraftRow key={draft.id} draft={draft} people={data?.people ?? {}} />
      ))}
    </ul>
  );
  return (
    <>
      {waiting.length > 0 && (
        <section aria-labelledby="reviews">
          <h2 id="reviews">{t("reviews")}</h2>
          {rows(waiting)}
        </section>
      )}
      <section aria-labelledby="drafts">
        <div className="library-section">
          <h2 id="drafts">{t("drafts")}</h2>
          {all.some(({ state }) => CLOSED.includes(state)) && (
            <Checkbox checked={showClosed} onChange={({ target }) => setShowClosed(target.checked)}>
              {t("showClosed")}
            </Checkbox>
          )}
        </div>
        {error !== null ? (
          <>
            <ProblemAlert problem={error} onRetry={() => refetch()} />
            {error instanceof NoConnection && <KeptDrafts />}
          </>
        ) : data === undefined ? (
          <Skeleton active title={false} paragraph={{ rows: 2 }} />
        ) : others.length > 0 ? (
          rows(others)
        ) : wish.trim() !== "" ? (
          <p className="dim">{t("nothingFound", { text: wish })}</p>
        ) : (
          waiting.length === 0 && (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("noDrafts")}>
              <p className="dim">{t("noDraftsText")}</p>
            </Empty>
          )
        )}
      </section>
    </>
  );
}
