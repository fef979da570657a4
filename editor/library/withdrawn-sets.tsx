/** @module Rule sets of which every revision is withdrawn: a reviewer finds them here, to reinstate one. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listWithdrawn, type RuleSetSummary } from "../api/rule-sets.ts";
import { useText } from "../messages/index.ts";
import { useRole } from "../session/session-store.ts";
import { Revisions } from "./revisions.tsx";

export function WithdrawnSets() {
  const { t } = useTranslation("library");
  const isReviewer = useRole("reviewer");
  const { data = [] } = useQuery({
    queryKey: ["rule-sets", "withdrawn"],
    queryFn: listWithdrawn,
    enabled: isReviewer,
  });
  if (data.length === 0) return null;
  return (
    <section aria-labelledby="withdrawn-sets">
      <h3 id="withdrawn-sets">{t("withdrawnSets")}</h3>
      <ul className="plain-list">
        {data.map((one) => (
          <WithdrawnRow key={one.id} ruleSet={one} />
        ))}
      </ul>
    </section>
  );
}

function WithdrawnRow({ ruleSet }: { readonly ruleSet: RuleSetSummary }) {
  const { t } = useTranslation("library");
  const text = useText();
  const [history, setHistory] = useState(false);
  return (
    <li>
      <div className="library-row">
        <div>{text(ruleSet.name)}</div>
        <div className="dim">
          <code>{ruleSet.id}</code> · {t("edition", { edition: ruleSet.edition })}
        </div>
      </div>
      <div className="library-actions">
        <Button onClick={() => setHistory(true)}>{t("history")}</Button>
      </div>
      {history && <Revisions ruleSet={ruleSet} onClose={() => setHistory(false)} />}
    </li>
  );
}
