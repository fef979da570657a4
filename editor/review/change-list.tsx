/** @module Changes in words, together by indicator; a reviewer can comment on each indicator. */
import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ReviewComment, WordedChange } from "../api/reviews.ts";

export interface ChangeListProps {
  readonly changes: readonly WordedChange[];
  /** Address of the draft, for the way to an indicator. */
  readonly base: string;
  /** Comments that were made, or are being made. */
  readonly comments: readonly ReviewComment[];
  /** Absent: comments are only shown. */
  readonly onComment?: (node: string, text: string) => void;
}

export function ChangeList({ changes, base, comments, onComment }: ChangeListProps) {
  const { t } = useTranslation("review");
  if (changes.length === 0) return <p className="dim">{t("noChanges")}</p>;
  const nodes = [...new Set(changes.map(({ node }) => node))];
  const commented = comments.filter(({ node }) => !nodes.includes(node));
  return (
    <ul className="plain-list changes">
      {nodes.map((node) => {
        const own = changes.filter((one) => one.node === node);
        const place = own[0]?.words.place || t("set");
        return (
          <li key={node}>
            <div className="change-node">
              <h3>
                <Link to={node === "" ? base : `${base}/items/${encodeURIComponent(node)}`}>
                  {place}
                </Link>
              </h3>
              <ul>
                {own.map(({ path, kind, words }) => (
                  <li key={`${kind} ${path}`}>
                    {words.what}
                    <ChangedValue before={words.before} after={words.after} />
                  </li>
                ))}
              </ul>
              <Comment
                node={node}
                place={place}
                text={comments.find((one) => one.node === node)?.text ?? ""}
                {...(onComment ? { onComment } : {})}
              />
            </div>
          </li>
        );
      })}
      {commented.map(({ node, text }) => (
        <li key={node}>
          <div className="change-node">
            <h3>
              <Link to={`${base}/items/${encodeURIComponent(node)}`}>{node}</Link>
            </h3>
            <p className="comment">{text}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function ChangedValue({ before, after }: { readonly before: string; readonly after: string }) {
  if (before === "" && after === "") return null;
  return (
    <span className="change-values">
      {before !== "" && <del>{before}</del>} {after !== "" && <ins>{after}</ins>}
    </span>
  );
}

function Comment({
  node,
  place,
  text,
  onComment,
}: {
  readonly node: string;
  readonly place: string;
  readonly text: string;
  readonly onComment?: ChangeListProps["onComment"];
}) {
  const { t } = useTranslation("review");
  const [open, setOpen] = useState(text !== "");
  if (onComment === undefined) return text === "" ? null : <p className="comment">{text}</p>;
  if (!open)
    return (
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        {t("addComment")}
      </Button>
    );
  return (
    <Input.TextArea
      autoSize={{ minRows: 1 }}
      maxLength={2000}
      value={text}
      aria-label={t("commentOn", { place })}
      placeholder={t("commentOn", { place })}
      onChange={({ target }) => onComment(node, target.value)}
    />
  );
}
