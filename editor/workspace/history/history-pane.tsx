/** @module The steps of the work since the draft was opened, the last one first; any of them can be gone back to. */
import { Empty } from "antd";
import { useTranslation } from "react-i18next";
import { useText } from "../../messages/index.ts";
import { useWorkspace } from "../workspace-store.ts";
import "../../ui/choice-list.css";
import "./history.css";

export function HistoryPane() {
  const { t } = useTranslation("workspace");
  const text = useText();
  const { steps, position, goTo } = useWorkspace();
  if (steps.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("noHistory")} />;
  const rows = steps.map(({ label, at }, index) => ({ number: index + 1, words: text(label), at }));
  return (
    <ol className="history choice-list" aria-label={t("panes.history")}>
      {[...rows.reverse(), { number: 0, words: t("begin"), at: 0 }].map(({ number, words, at }) => (
        <li key={number}>
          <button
            type="button"
            aria-current={number === position ? "step" : undefined}
            className={number > position ? "is-undone" : undefined}
            onClick={() => goTo(number)}
          >
            <span>{words}</span>
            {at > 0 && <time className="dim">{new Date(at).toLocaleTimeString()}</time>}
          </button>
        </li>
      ))}
    </ol>
  );
}
