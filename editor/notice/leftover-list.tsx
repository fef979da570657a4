/** @module Last year's years and dates that stand in the draft yet: each with its place, its text, and the text moved on. */
import { Button } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { labelOf } from "../../engine/language/member-labels.ts";
import type { Files } from "../document/rule-document.ts";
import { useText } from "../messages/index.ts";
import { useSaving } from "../workspace/saving/saving-store.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { type Leftover, leftoversOf, withoutLeftovers } from "./leftovers.ts";

export function LeftoverList({
  base,
  startedFrom,
}: {
  readonly base: string;
  readonly startedFrom: Files | null;
}) {
  const { t } = useTranslation("notice");
  const { document, readOnly } = useWorkspace();
  const { kept, keep } = useKept();
  const all = useMemo(
    () => (startedFrom === null ? [] : leftoversOf(document, startedFrom)),
    [document, startedFrom],
  );
  const left = all.filter((one) => !kept.has(keyOf(one)));
  const mendable = left.filter(({ mended }) => mended !== null);
  const mend = (leftovers: readonly Leftover[]): void => {
    const { commit } = useWorkspace.getState();
    const [only] = leftovers;
    commit(withoutLeftovers(document, leftovers), {
      label:
        leftovers.length === 1 && only !== undefined
          ? { zh: `${only.node}：年份改为今年`, en: `${only.node}: years moved on` }
          : {
              zh: `年份改为今年（${leftovers.length} 处）`,
              en: `years moved on (${leftovers.length})`,
            },
    });
  };
  if (startedFrom === null) return <p className="dim">{t("noBase")}</p>;
  if (left.length === 0)
    return (
      <p className="dim" role="status">
        {t("noYears")}
      </p>
    );
  return (
    <>
      <p>{t("years", { count: left.length })}</p>
      {readOnly || mendable.length === 0 ? null : (
        <Button size="small" onClick={() => mend(mendable)}>
          {t("mendAll", { count: mendable.length })}
        </Button>
      )}
      <ul className="leftover-list">
        {left.map((one) => (
          <li key={keyOf(one)}>
            <LeftoverPlace leftover={one} base={base} />
            <p lang="zh-CN">
              <Years text={one.text} years={one.years} />
            </p>
            {readOnly ? null : (
              <div className="notice-actions">
                {one.mended === null ? null : (
                  <Button size="small" title={one.mended} onClick={() => mend([one])}>
                    {t("mendYears", { years: movedYears(one).join(t("comma")) })}
                  </Button>
                )}
                <Button size="small" type="text" onClick={() => keep(keyOf(one))}>
                  {t("leaveYears")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function LeftoverPlace({
  leftover: { node, path },
  base,
}: {
  readonly leftover: Leftover;
  readonly base: string;
}) {
  const { t } = useTranslation("notice");
  const text = useText();
  // The last two names tell enough: 数据项 › 时点; ids of figures stand for themselves.
  const names = path.filter((name) => !["zh", "en", "text"].includes(name)).slice(-3);
  const words = names.map((name) => text(labelOf(name))).join(" › ");
  return (
    <div className="dim">
      <Link to={node === "" ? base : `${base}/items/${encodeURIComponent(node)}`}>
        {node === "" ? t("wholeSet") : node}
      </Link>{" "}
      {words}
    </div>
  );
}

/** The years of the text, marked. */
function Years({ text, years }: { readonly text: string; readonly years: readonly string[] }) {
  let at = 0;
  return text.split(new RegExp(`(${years.join("|")})`)).map((part) => {
    const key = at;
    at += part.length + 1;
    return years.includes(part) ? <mark key={key}>{part}</mark> : <span key={key}>{part}</span>;
  });
}

function movedYears({ text, mended, years }: Leftover): readonly string[] {
  return years.map((year) => {
    const at = text.indexOf(year);
    return `${year} → ${(mended ?? text).slice(at, at + year.length)}`;
  });
}

function keyOf({ file, pointer, text }: Leftover): string {
  return `${file}#${pointer} ${text}`;
}

/** What somebody decided to leave stays left, on this computer, until the text is another one. */
function useKept(): { readonly kept: ReadonlySet<string>; readonly keep: (key: string) => void } {
  const draft = useSaving((state) => state.draft?.id ?? "");
  const name = `chengping.years.${draft}`;
  const [kept, setKept] = useState<ReadonlySet<string>>(
    () => new Set(JSON.parse(localStorage.getItem(name) ?? "[]")),
  );
  return {
    kept,
    keep: (key) => {
      const now = new Set([...kept, key]);
      localStorage.setItem(name, JSON.stringify([...now]));
      setKept(now);
    },
  };
}
