/** @module What stands on a page while it is read. */
import { Skeleton } from "antd";
import { useTranslation } from "react-i18next";

export function PageSkeleton() {
  const { t } = useTranslation("frame");
  return (
    <div className="page" role="status" aria-label={t("loading")}>
      <Skeleton active title={{ width: "16rem" }} paragraph={{ rows: 6 }} />
    </div>
  );
}
