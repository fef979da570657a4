/** @module What stands between a draft and its publication, each with what to do about it. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Obstacle } from "../api/drafts.ts";
import { useLanguage } from "../messages/index.ts";

/** Items named in a sentence; a longer list is told by its number. */
const MOST_NAMES = 8;

/** The pane of the draft where an obstacle is cleared. */
const PANES: { readonly [code: string]: string } = {
  errors: "findings",
  cases_fail: "cases",
  not_covered: "cases",
  other_id: "details",
};

export function ObstacleList({ obstacles }: { readonly obstacles: readonly Obstacle[] }) {
  const { t } = useTranslation("review");
  const language = useLanguage();
  const { draft } = useParams();
  const namesOf = ({ items }: Obstacle): string => {
    const ids = Array.isArray(items) ? (items as readonly string[]) : [];
    const more = ids.length > MOST_NAMES ? " …" : "";
    return ids.slice(0, MOST_NAMES).join(language === "en" ? ", " : "、") + more;
  };
  if (obstacles.length === 0) return <Alert type="success" showIcon title={t("ready")} />;
  return (
    <Alert
      type="warning"
      showIcon
      title={
        <ul className="obstacles">
          {obstacles.map((one) => (
            // The facts of an obstacle are what its sentence names.
            <li key={one.code}>
              {String(t(`obstacles.${one.code}`, { ...one, names: namesOf(one) } as never))}{" "}
              {one.code === "unchecked" && (
                <Link to={`/drafts/${draft}/notice?tab=list`}>{t("toWorkList")}</Link>
              )}
              {PANES[one.code] !== undefined && (
                <Link to={`/drafts/${draft}`} state={{ pane: PANES[one.code] }}>
                  {t("toClear")}
                </Link>
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
}
