/** @module Stored cities whose total moves, as the service computes it from what is saved. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import type { Effect } from "../../../engine/compare/effect.ts";
import { readSetEffect } from "../../api/comparisons.ts";
import { type CityEffect, readEffect } from "../../api/drafts.ts";
import { isProblem } from "../../api/problem.ts";
import { useRole } from "../../session/session-store.ts";
import { ProblemAlert } from "../../ui/problem-alert.tsx";
import { useSaving } from "../../workspace/saving/saving-store.ts";
import { useComparisonStore } from "../comparison-store.ts";
import type { OpenComparison } from "../use-comparison.ts";
import { bySize, type EffectRow, EffectTable, signed } from "./effect-table.tsx";

type Asked =
  | { readonly kind: "draft"; readonly id: string }
  | { readonly kind: "sets"; readonly id: string; readonly from: string }
  /** Cities are scored with published sets only. */
  | null;

export function StoredCityEffects({
  base,
  open: { against },
}: {
  readonly base: string;
  readonly open: OpenComparison;
}) {
  const { t } = useTranslation("comparison");
  const mayRead = useRole("analyst", "reviewer", "auditor");
  const standard = useComparisonStore((state) => state.standard);
  const asked = askedFor(base, against, standard);
  const save = useSaving((state) => state.draft?.save);
  const status = useSaving((state) => state.status);
  const client = useQueryClient();
  const queryKey = ["city-effect", base, against, save];
  const { data, error, isFetching, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      asked?.kind === "sets"
        ? readSetEffect(asked.id, asked.from, signal)
        : readEffect(asked?.id ?? "", signal),
    enabled: mayRead && asked !== null,
    retry: false,
  });
  return (
    <section aria-labelledby="city-effects">
      <h2 id="city-effects">{t("effect.cities")}</h2>
      {!mayRead ? (
        <p className="dim">{t("effect.citiesSignIn")}</p>
      ) : asked === null ? (
        <p className="dim">{t("effect.citiesPublishedOnly")}</p>
      ) : isProblem(error, "not_publishable") ? (
        <p className="dim">{t("effect.citiesLater")}</p>
      ) : error !== null ? (
        <ProblemAlert problem={error} onRetry={() => refetch()} />
      ) : data === undefined && isFetching ? (
        <div className="effect-running">
          <Skeleton active title={false} paragraph={{ rows: 2 }} />
          <Button size="small" onClick={() => client.cancelQueries({ queryKey })}>
            {t("effect.cancel")}
          </Button>
        </div>
      ) : data === undefined ? (
        <p>
          {t("effect.cancelled")} <Button onClick={() => refetch()}>{t("effect.again")}</Button>
        </p>
      ) : (
        <Cities
          cities={data.cities}
          more={data.more}
          isOlder={asked.kind === "draft" && status !== "saved"}
        />
      )}
    </section>
  );
}

function askedFor(base: string, against: string | null, standard: string | null): Asked {
  const [kind, id = "", below] = base.slice(1).split("/");
  const [from, fromId] = (against ?? "").split("/");
  if (from !== "rule-sets" || fromId === undefined) return null;
  if (kind === "rule-sets") return { kind: "sets", id: decodeURIComponent(id), from: fromId };
  return below === undefined && against === standard ? { kind: "draft", id } : null;
}

function Cities({
  cities,
  more,
  isOlder,
}: {
  readonly cities: readonly CityEffect[];
  readonly more: number;
  readonly isOlder: boolean;
}) {
  const { t } = useTranslation("comparison");
  const rows = cities.flatMap(({ round, city, effect, refused = 0 }): readonly EffectRow[] => {
    const row = { key: `${round} ${city}`, name: city, place: round };
    if (effect === undefined)
      return [
        {
          ...row,
          before: null,
          after: null,
          change: null,
          byCause: [],
          remark: t("effect.refused", { count: refused }),
        },
      ];
    if (!/[1-9]/.test(effect.difference) && effect.nodes.length === 0) return [];
    const { before, after, difference, byCause } = effect;
    return [
      {
        ...row,
        before: before.total,
        after: after.total,
        change: difference,
        byCause,
        more: <Nodes effect={effect} />,
      },
    ];
  });
  return (
    <>
      {isOlder && <p className="dim">{t("effect.citiesSaved")}</p>}
      <p role="status">
        {cities.length === 0
          ? t("effect.noCities")
          : t("effect.citiesMoved", { count: rows.length, all: cities.length })}
      </p>
      <EffectTable label={t("effect.cities")} head={t("effect.city")} rows={bySize(rows)} />
      {more > 0 && <p className="dim">{t("effect.moreCities", { count: more })}</p>}
    </>
  );
}

/** Indicators of one city that move, and figures that cannot be compared. */
function Nodes({ effect: { nodes, notComparable } }: { readonly effect: Effect }) {
  const { t } = useTranslation("comparison");
  return (
    <details className="effect-nodes">
      <summary>{t("effect.nodes", { count: nodes.length })}</summary>
      <ul>
        {nodes.map(({ node, before, after, change }) => (
          <li key={node}>
            <span className="row-id">{node}</span> {before ?? "—"} → {after ?? "—"}{" "}
            {change !== null && signed(change)}
          </li>
        ))}
      </ul>
      {notComparable.length > 0 && (
        <p>{t("effect.notComparable", { count: notComparable.length })}</p>
      )}
    </details>
  );
}
