/** @module Scores before and after with the difference as a bar, split by cause; the largest first. */
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CausePart } from "../../../engine/compare/split-by-cause.ts";
import { parseDecimal } from "../../../engine/number/decimal-text.ts";
import { compare, subtract, ZERO } from "../../../engine/number/rational.ts";

export interface EffectRow {
  readonly key: string;
  readonly name: string;
  /** Indicator, or round. */
  readonly place: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly change: string | null;
  readonly byCause: readonly CausePart[];
  /** Instead of the causes: why there is no score. */
  readonly remark?: string;
  /** Below the row, when it is opened. */
  readonly more?: ReactNode;
}

const FIRST = 50;

/** Those without a difference, since one side has no score, come first: they need a look. */
export function bySize<Row extends { readonly change: string | null }>(
  rows: readonly Row[],
): readonly Row[] {
  return [...rows].sort((a, b) => {
    if (a.change === null || b.change === null)
      return Number(b.change === null) - Number(a.change === null);
    return compare(sizeOf(b.change), sizeOf(a.change));
  });
}

function sizeOf(change: string) {
  const value = parseDecimal(change) ?? ZERO;
  return value.numerator < 0n ? subtract(ZERO, value) : value;
}

export function EffectTable({
  label,
  head,
  rows,
}: {
  readonly label: string;
  readonly head: string;
  readonly rows: readonly EffectRow[];
}) {
  const { t } = useTranslation("comparison");
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const shown = all ? rows : rows.slice(0, FIRST);
  // Lengths of bars are pictures, not figures.
  const largest = Math.max(...rows.map(({ change }) => Math.abs(Number(change ?? 0))), 0.01);
  return (
    <>
      <div className="effect-scroll">
        <table className="effect-table" aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col" className="is-number">
                {t("effect.was")}
              </th>
              <th scope="col" className="is-number">
                {t("effect.willBe")}
              </th>
              <th scope="col" className="effect-difference">
                {t("effect.difference")}
              </th>
              <th scope="col">{t("effect.byCause")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <span className="row-id">{row.place}</span> {row.name}
                  {row.more}
                </th>
                <td className="is-number">{row.before ?? "—"}</td>
                <td className="is-number">{row.after ?? "—"}</td>
                <td>
                  <DifferenceBar change={row.change} largest={largest} />
                </td>
                <td>{row.remark ?? <Causes parts={row.byCause} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length && (
        <Button onClick={() => setAll(true)}>{t("effect.showAll", { count: rows.length })}</Button>
      )}
    </>
  );
}

export function signed(change: string): string {
  return /^-/.test(change) || !/[1-9]/.test(change) ? change.replace("-", "−") : `+${change}`;
}

function DifferenceBar({
  change,
  largest,
}: {
  readonly change: string | null;
  readonly largest: number;
}) {
  if (change === null) return <>—</>;
  const share = `${(50 * Math.abs(Number(change))) / largest}%`;
  const falls = change.startsWith("-");
  return (
    <span className={`effect-bar ${falls ? "is-less" : "is-more"}`}>
      <span className="effect-track" aria-hidden="true">
        <span style={{ width: share, [falls ? "right" : "left"]: "50%" }} />
      </span>
      <span className="effect-change">{signed(change)}</span>
    </span>
  );
}

function Causes({ parts }: { readonly parts: readonly CausePart[] }) {
  const { t } = useTranslation("comparison");
  const moved = parts.filter(
    ({ change, reverse }) => /[1-9]/.test(change) || /[1-9]/.test(reverse ?? ""),
  );
  return (
    <span className="effect-causes">
      {moved.map(({ cause, change, reverse }) => (
        <span key={cause}>
          {t(`causes.${cause}`)} {signed(change)}
          {reverse !== undefined && (
            <span className="dim" title={t("effect.reverseHint")}>
              {" "}
              {t("effect.reverse", { change: signed(reverse) })}
            </span>
          )}
        </span>
      ))}
    </span>
  );
}
