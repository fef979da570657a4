/** @module Published rule sets, each with what can begin from it. */
import type { UseQueryResult } from "@tanstack/react-query";
import { Button, Dropdown, Empty, type MenuProps, Skeleton } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { isProblem } from "../api/problem.ts";
import { apiAddress } from "../api/request.ts";
import type { RuleSetSummary } from "../api/rule-sets.ts";
import { useText } from "../messages/index.ts";
import { useRole } from "../session/session-store.ts";
import { matchesWish } from "../ui/pinyin.ts";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { NewDraft } from "./new-draft.tsx";
import { Revisions } from "./revisions.tsx";
import { WithdrawnSets } from "./withdrawn-sets.tsx";

export function RuleSets({
  ruleSets: { data, error, refetch },
  wish,
}: {
  readonly ruleSets: UseQueryResult<readonly RuleSetSummary[]>;
  readonly wish: string;
}) {
  const { t } = useTranslation("library");
  return (
    <section aria-labelledby="rule-sets">
      <h2 id="rule-sets">{t("ruleSets")}</h2>
      {isProblem(error, "not_signed_in") ? (
        <p className="dim">{t("closed")}</p>
      ) : error !== null ? (
        <ProblemAlert problem={error} onRetry={() => refetch()} />
      ) : data === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      ) : (
        <>
          <RuleSetList ruleSets={data} wish={wish} />
          <WithdrawnSets />
        </>
      )}
    </section>
  );
}

function RuleSetList({
  ruleSets,
  wish,
}: {
  readonly ruleSets: readonly RuleSetSummary[];
  readonly wish: string;
}) {
  const { t } = useTranslation("library");
  const found = ruleSets.filter(({ id, name, edition }) =>
    matchesWish(wish, [id, name.zh, name.en, edition]),
  );
  if (ruleSets.length === 0)
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("noRuleSets")}>
        <p className="dim">{t("noRuleSetsText")}</p>
      </Empty>
    );
  if (found.length === 0) return <p className="dim">{t("nothingFound", { text: wish })}</p>;
  return (
    <ul className="plain-list">
      {found.map((one) => (
        <RuleSetRow key={one.id} ruleSet={one} />
      ))}
    </ul>
  );
}

function RuleSetRow({ ruleSet }: { readonly ruleSet: RuleSetSummary }) {
  const { t } = useTranslation("library");
  const text = useText();
  const isAnalyst = useRole("analyst");
  const [begin, setBegin] = useState<"year" | "erratum" | null>(null);
  const [history, setHistory] = useState(false);
  const { id, name, edition, revision, nodes, cases } = ruleSet;
  const items: MenuProps["items"] = [
    ...(isAnalyst
      ? [{ key: "erratum", label: t("erratum"), onClick: () => setBegin("erratum") }]
      : []),
    { key: "compare", label: <Link to={`/rule-sets/${id}/compare`}>{t("compare")}</Link> },
    { key: "history", label: t("history"), onClick: () => setHistory(true) },
    {
      key: "export",
      label: (
        <a href={apiAddress(`/rule-sets/${id}/archive`)} download>
          {t("export")}
        </a>
      ),
    },
  ];
  return (
    <li>
      <div className="library-row">
        <h3>
          <Link to={`/rule-sets/${id}`}>{text(name)}</Link>
        </h3>
        <div className="dim">
          <code>{id}</code> · {t("edition", { edition })} · {t("revision", { number: revision })} ·{" "}
          {t("nodes", { count: nodes })} · {t("cases", { count: cases })}
        </div>
      </div>
      <div className="library-actions">
        {isAnalyst && <Button onClick={() => setBegin("year")}>{t("newDraft")}</Button>}
        <Dropdown trigger={["click"]} menu={{ items }}>
          <Button type="text" aria-label={`${t("more", { ns: "frame" })}: ${text(name)}`}>
            ⋯
          </Button>
        </Dropdown>
      </div>
      {begin !== null && <NewDraft basedOn={ruleSet} kind={begin} onClose={() => setBegin(null)} />}
      {history && <Revisions ruleSet={ruleSet} onClose={() => setHistory(false)} />}
    </li>
  );
}
