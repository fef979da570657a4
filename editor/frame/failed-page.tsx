/** @module A page that failed, and an address where there is none. */
import { Button, Result } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { isRouteErrorResponse, useNavigate, useRouteError } from "react-router";
import { isProblem, NoConnection } from "../api/problem.ts";
import { useProblemText } from "../ui/problem-alert.tsx";
import { useOnline } from "./connection.tsx";

export function NotFoundPage() {
  const { t } = useTranslation("frame");
  const navigate = useNavigate();
  return (
    <Result
      status="404"
      icon={<span className="big-sign">404</span>}
      title={<h1>{t("notFound")}</h1>}
      subTitle={t("notFoundText")}
      extra={
        <Button type="primary" onClick={() => navigate("/")}>
          {t("home")}
        </Button>
      }
    />
  );
}

/** What could not be read without a connection is read when it is back. */
function AwayPage() {
  const { t } = useTranslation("frame");
  const online = useOnline();
  const wasAway = useRef(!online);
  useEffect(() => {
    if (online && wasAway.current) location.reload();
    wasAway.current = !online;
  }, [online]);
  return (
    <Result
      status="warning"
      title={<h1>{t("offline")}</h1>}
      subTitle={t("offlineText")}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t("retry")}
        </Button>
      }
    />
  );
}

export function FailedPage() {
  const { t } = useTranslation("frame");
  const error = useRouteError();
  const text = useProblemText();
  const absent = isRouteErrorResponse(error)
    ? error.status === 404
    : isProblem(error, "not_found", "unknown_rule_set");
  if (absent) return <NotFoundPage />;
  if (error instanceof NoConnection) return <AwayPage />;
  return (
    <Result
      status="error"
      title={<h1>{t("crashed")}</h1>}
      subTitle={isProblem(error) ? text(error) : t("crashedText")}
      extra={
        <Button type="primary" onClick={() => location.reload()}>
          {t("reload")}
        </Button>
      }
    >
      <details>
        <summary>{t("details")}</summary>
        <pre className="details">
          {error instanceof Error ? (error.stack ?? error.message) : String(error)}
        </pre>
      </details>
    </Result>
  );
}
