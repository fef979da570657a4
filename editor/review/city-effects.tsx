/** @module What the draft does to the stored cities: scores before and after, the difference split by cause. */
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { CausePart } from "../../engine/compare/split-by-cause.ts";
import type { CityEffect } from "../api/drafts.ts";

export function CityEffects({
  effect: { cities, more },
}: {
  readonly effect: { readonly cities: readonly CityEffect[]; readonly more: number };
}) {
  const { t } = useTranslation("review");
  if (cities.length === 0) return <p className="dim">{t("noCities")}</p>;
  const moved = cities.filter(({ effect }) => effect === undefined || isMoved(effect.difference));
  if (moved.length === 0) return <p className="dim">{t("noEffect")}</p>;
  const signed = (text: string): string => (/^[1-9]|^0\.0*[1-9]/.test(text) ? `+${text}` : text);
  const causes = (parts: readonly CausePart[]): string =>
    parts
      .filter(({ change }) => isMoved(change))
      .map(({ cause, change }) => `${t(`causes.${cause}`)} ${signed(change)}`)
      .join(" · ");
  return (
    <>
      <Table<CityEffect>
        size="small"
        pagination={false}
        scroll={{ x: "max-content" }}
        rowKey={({ round, city }) => `${round} ${city}`}
        dataSource={[...moved]}
        columns={[
          { title: t("city"), dataIndex: "city" },
          { title: t("round"), dataIndex: "round" },
          { title: t("was"), align: "end", render: (_, { effect }) => effect?.before.total ?? "—" },
          {
            title: t("willBe"),
            align: "end",
            render: (_, { effect }) => effect?.after.total ?? "—",
          },
          {
            title: t("difference"),
            align: "end",
            render: (_, { effect }) => (effect === undefined ? "—" : signed(effect.difference)),
          },
          {
            title: t("byCause"),
            render: (_, { effect, refused = 0 }) =>
              effect === undefined
                ? t("refusedFigures", { count: refused })
                : causes(effect.byCause),
          },
        ]}
      />
      {more > 0 && <p className="dim">{t("moreCities", { count: more })}</p>}
    </>
  );
}

function isMoved(difference: string): boolean {
  return /[1-9]/.test(difference);
}
