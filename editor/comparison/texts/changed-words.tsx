/** @module What stood there and what stands there now: old struck through, new marked, of texts only what differs. */
import { compareTexts } from "../../../engine/compare/compare-texts.ts";
import type { ToldChange } from "../compare-files.ts";
import { piecesOf } from "./pieces.ts";

export function ChangedWords({ change }: { readonly change: ToldChange }) {
  const { before, after } = change.words;
  if (change.added !== undefined && change.removed !== undefined && before !== "" && after !== "")
    return <MarkedText change={change} />;
  if (change.kind === "formula-changed")
    return <MarkedText change={{ before, after, ...compareTexts(before, after) }} />;
  if (before === "" && after === "") return null;
  return (
    <span className="changed-words">
      {before !== "" && <del>{before}</del>}
      {before !== "" && after !== "" && <span aria-hidden="true"> → </span>}
      {after !== "" && <ins>{after}</ins>}
    </span>
  );
}

/** One text with what was taken out and put in where it stands. */
function MarkedText({ change }: { readonly change: Parameters<typeof piecesOf>[0] }) {
  return (
    <span className="changed-text" lang="zh-CN">
      {piecesOf(change).map(({ kind, text, at }) => {
        const key = `${kind} ${at}`;
        if (kind === "added") return <ins key={key}>{text}</ins>;
        if (kind === "removed") return <del key={key}>{text}</del>;
        return <span key={key}>{text}</span>;
      })}
    </span>
  );
}
