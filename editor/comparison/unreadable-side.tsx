/** @module One side is no whole set of rules: which, and the first reasons. */
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { findingSentence } from "../../engine/language/sentence.ts";
import { useLanguage } from "../messages/index.ts";
import type { Comparison } from "./compare-files.ts";

const SHOWN = 5;

export function UnreadableSide({
  base,
  comparison: { side, findings },
}: {
  readonly base: string;
  readonly comparison: Extract<Comparison, { readonly ok: false }>;
}) {
  const { t } = useTranslation("comparison");
  const language = useLanguage();
  return (
    <Alert
      type="warning"
      showIcon
      title={t(side === "before" ? "unreadableBefore" : "unreadableAfter")}
      description={
        <>
          <ul>
            {findings.slice(0, SHOWN).map((finding) => (
              <li key={`${finding.path} ${finding.code}`}>
                <code>{finding.path}</code> {findingSentence(finding, language)}
              </li>
            ))}
          </ul>
          {findings.length > SHOWN && <p>{t("moreReasons", { count: findings.length - SHOWN })}</p>}
          {side === "after" && <Link to={base}>{t("toMend")}</Link>}
        </>
      }
    />
  );
}
