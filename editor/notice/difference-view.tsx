/** @module A text with what is new, gone and underlined in it. */
import { useTranslation } from "react-i18next";
import type { SourceText } from "../../engine/rule-set/rule-set.ts";
import { differenceOf } from "./difference.ts";
import type { NoticeText } from "./notice-text.ts";
import { FIELDS, type Field } from "./rows.ts";

export type Texts = { readonly [field in Field]?: NoticeText };

export function DifferenceView({
  before,
  now,
}: {
  readonly before: { readonly [field in Field]?: SourceText } | undefined;
  readonly now: Texts;
}) {
  const { t } = useTranslation("notice");
  const fields = FIELDS.filter((field) => (now[field]?.text ?? "") !== "");
  return (
    <dl className="notice-difference" lang="zh-CN">
      {fields.map((field) => (
        <div key={field}>
          <dt>{t(`fields.${field}`)}</dt>
          <dd>
            <Pieces before={before?.[field]} now={now[field] as NoticeText} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Pieces({
  before,
  now,
}: {
  readonly before: SourceText | undefined;
  readonly now: NoticeText;
}) {
  let at = 0;
  return differenceOf(before, now).pieces.map(({ kind, text, marked }) => {
    const key = at;
    at += text.length + 1;
    if (kind === "removed") return <del key={key}>{text}</del>;
    return kind === "added" ? (
      <ins key={key}>{marked ? <u>{text}</u> : text}</ins>
    ) : (
      <span key={key}>{marked ? <u>{text}</u> : text}</span>
    );
  });
}
