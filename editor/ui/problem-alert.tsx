/** @module Why something did not work, in the words of the service. */
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { ApiProblem, NoConnection } from "../api/problem.ts";

export function useProblemText(): (problem: unknown) => string {
  const { t } = useTranslation("frame");
  return (problem) => {
    if (problem instanceof NoConnection) return t("offlineText");
    if (problem instanceof ApiProblem) return problem.message;
    return t("failed");
  };
}

export function ProblemAlert({
  problem,
  onRetry,
}: {
  readonly problem: unknown;
  readonly onRetry?: () => void;
}) {
  const { t } = useTranslation("frame");
  const text = useProblemText();
  const detail = problem instanceof ApiProblem ? problem.document.detail : undefined;
  return (
    <Alert
      className="form-note"
      type="error"
      showIcon
      title={text(problem)}
      description={typeof detail === "string" ? detail : undefined}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t("retry")}
          </Button>
        )
      }
    />
  );
}
