/** @module What stands between a draft and its publication, each with what to do about it. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import type { Obstacle } from "../api/drafts.ts";

export function ObstacleList({ obstacles }: { readonly obstacles: readonly Obstacle[] }) {
  const { t } = useTranslation("review");
  if (obstacles.length === 0) return <Alert type="success" showIcon title={t("ready")} />;
  return (
    <Alert
      type="warning"
      showIcon
      title={
        <ul className="obstacles">
          {obstacles.map(({ code, ...facts }) => (
            // The facts of an obstacle are what its sentence names.
            <li key={code}>{String(t(`obstacles.${code}`, facts as never))}</li>
          ))}
        </ul>
      }
    />
  );
}
