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
        {byText(left).map((same) => (
          <LeftoverGroup
            key={keyOf(same[0] as Leftover)}
            same={same}
            base={base}
            readOnly={readOnly}
            onMend={() => mend(same)}
            onKeep={() => keep(same.map(keyOf))}
          />
        ))}
      </ul>
    </>
  );
}

function byText(leftovers: readonly Leftover[]): readonly (readonly Leftover[])[] {
  const groups = new Map<string, Leftover[]>();
  for (const one of leftovers) {
    const same = groups.get(one.text);
    if (same === undefined) groups.set(one.text, [one]);
    else same.push(one);
  }
  return [...groups.values()];
}

/** Places told by name; the others by their number. */
const MOST_PLACES = 6;

/** The same text in as many places: a date is mended once for all figures that are taken on that day. */
function LeftoverGroup({
  same,
  base,
  readOnly,
  onMend,
  onKeep,
}: {
  readonly same: readonly Leftover[];
  readonly base: string;
  readonly readOnly: boolean;
  readonly onMend: () => void;
  readonly onKeep: () => void;
}) {
  const { t } = useTranslation("notice");
  const [first] = same;
  if (first === undefined) return null;
  const more = same.length - MOST_PLACES;
  return (
    <li>
      <div className="leftover-places dim">
        {same.slice(0, MOST_PLACES).map((one) => (
          <LeftoverPlace key={keyOf(one)} leftover={one} base={base} />
        ))}
        {more > 0 && <span>{t("morePlaces", { count: more })}</span>}
      </div>
      <p lang="zh-CN">
        <Years text={first.text} years={first.years} />
      </p>
      {readOnly ? null : (
        <div className="notice-actions">
          {first.mended === null ? null : (
            <Button size="small" title={first.mended} onClick={onMend}>
              {t("mendYears", { years: movedYears(first).join(t("comma")) })}
            </Button>
          )}
          <Button size="small" type="text" onClick={onKeep}>
            {t("leaveYears")}
          </Button>
        </div>
      )}
    </li>
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
    <span>
      <Link to={node === "" ? base : `${base}/items/${encodeURIComponent(node)}`}>
        {node === "" ? t("wholeSet") : node}
      </Link>{" "}
      {words}
    </span>
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
function useKept(): {
  readonly kept: ReadonlySet<string>;
  readonly keep: (keys: readonly string[]) => void;
} {
  const draft = useSaving((state) => state.draft?.id ?? "");
  const name = `chengping.years.${draft}`;
  const [kept, setKept] = useState<ReadonlySet<string>>(
    () => new Set(JSON.parse(localStorage.getItem(name) ?? "[]")),
  );
  return {
    kept,
    keep: (keys) => {
      const now = new Set([...kept, ...keys]);
      localStorage.setItem(name, JSON.stringify([...now]));
      setKept(now);
    },
  };
}
