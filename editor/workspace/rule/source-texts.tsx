/** @module The text of the notice beside the formula, with its marks of change underlined as the notice has them. */
import { useTranslation } from "react-i18next";
import type { Node, SourceText } from "../../../engine/rule-set/rule-set.ts";
import { ROOT_FILE } from "../../document/nodes.ts";
import { valueAt } from "../../document/rule-document.ts";
import { useLanguage } from "../../messages/index.ts";
import { useNarrow } from "../../ui/use-narrow.ts";
import { useWorkspace } from "../workspace-store.ts";

/** Folded or not as the reader left it, on this computer. */
const KEPT = "chengping.source";

const AGAINST = { file: ROOT_FILE, pointer: "/changedAgainst" };

const PARTS = ["purpose", "method", "data", "departments"] as const;

export function SourceTexts({ source }: { readonly source: Node["source"] | undefined }) {
  const { t } = useTranslation("workspace");
  const narrow = useNarrow();
  const language = useLanguage();
  const against = useWorkspace(({ document }) => valueAt(document, AGAINST));
  if (source === undefined) return null;
  const parts = PARTS.flatMap((name) => {
    const part = source[name];
    return part === undefined ? [] : [{ name, part }];
  });
  return (
    <details
      className="source"
      open={localStorage.getItem(KEPT) === null ? !narrow : localStorage.getItem(KEPT) === "open"}
      onToggle={({ currentTarget }) =>
        localStorage.setItem(KEPT, currentTarget.open ? "open" : "closed")
      }
    >
      <summary>{t("source")}</summary>
      <div className="source-body" lang="zh-CN">
        {source.place !== undefined && <p className="dim">{source.place}</p>}
        {typeof against === "string" && parts.some(({ part }) => part.changed !== undefined) && (
          <p className="dim" lang={language}>
            {t("marksAgainst", { edition: against })}
          </p>
        )}
        {parts.map(({ name, part }) => (
          <section key={name}>
            <h3>{t(name)}</h3>
            <Underlined text={part} />
          </section>
        ))}
      </div>
    </details>
  );
}

/** Marks count UTF-16 units, as JavaScript does. */
export function Underlined({ text: { text, changed = [] } }: { readonly text: SourceText }) {
  const pieces: { readonly from: number; readonly to: number; readonly marked: boolean }[] = [];
  let at = 0;
  for (const [from, to] of changed) {
    if (from > at) pieces.push({ from: at, to: from, marked: false });
    pieces.push({ from, to, marked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ from: at, to: text.length, marked: false });
  return (
    <div>
      {pieces.map(({ from, to, marked }) => {
        const words = text.slice(from, to);
        return marked ? <u key={from}>{words}</u> : <span key={from}>{words}</span>;
      })}
    </div>
  );
}
