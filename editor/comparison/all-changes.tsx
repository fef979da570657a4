/** @module Every change in one line of words, together by node. */
import { useTranslation } from "react-i18next";
import { useText } from "../messages/index.ts";
import type { ToldChange } from "./compare-files.ts";
import type { GoodComparison } from "./comparison-page.tsx";
import { StateMark } from "./state-mark.tsx";
import { ChangedWords } from "./texts/changed-words.tsx";

export function AllChanges({
  comparison: { nodes, changes },
  onOpen,
}: {
  readonly comparison: GoodComparison;
  readonly onOpen: (change: ToldChange) => void;
}) {
  const { t } = useTranslation("comparison");
  const text = useText();
  return (
    <section className="all-changes" aria-label={t("all")}>
      <h2>{t("changes", { count: changes.length })}</h2>
      {nodes
        .filter(({ state }) => state !== "same")
        .map(({ key, id, name, depth, state }) => (
          <section key={key} aria-label={`${id} ${text(name)}`}>
            <h3>
              {depth === 0 ? t("set") : `${id} ${text(name)}`} <StateMark state={state} />
            </h3>
            <ul>
              {changes
                .filter(({ row }) => row === key)
                .map((change) => (
                  <li key={change.key}>
                    <button type="button" className="change-line" onClick={() => onOpen(change)}>
                      <span className="change-what">{change.words.what}</span>{" "}
                      <ChangedWords change={change} />
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
    </section>
  );
}
