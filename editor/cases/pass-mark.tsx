/** @module Whether a case passes: a sign and its word, since colour alone says nothing to many. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CaseAnswer } from "../evaluation/answers.ts";

export function PassMark({ answer }: { readonly answer: CaseAnswer | undefined }): ReactNode {
  const { t } = useTranslation("cases");
  const [sign, tone, word] =
    answer === undefined
      ? ["·", "unknown", t("unknown")]
      : answer.passed
        ? ["✓", "pass", t("pass")]
        : ["✗", "fail", t("fail")];
  return (
    <span role="img" aria-label={word} title={word} className={`case-mark case-${tone}`}>
      {sign}
    </span>
  );
}
