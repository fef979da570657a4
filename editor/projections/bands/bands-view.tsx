/**
 * @module Bands as a table: not less than, less than, points. The subject stands once, above; a bound that two rows share
 * is one, and moves both. Bounds that a row takes over from its neighbour are quiet, and can be written all the same.
 */
import type { KeyboardEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fromLiteral } from "../../../engine/number/decimal-text.ts";
import type { Range, RangeBound } from "../../formula/recognise/band-ranges.ts";
import { rangesOf } from "../../formula/recognise/band-ranges.ts";
import { type BandsView as Bands, bandPlaces, bandsLens } from "../../formula/recognise/bands.ts";
import { useFormulaView } from "../formula-view.ts";
import { percentText } from "../notation/names.ts";
import type { NumberShape } from "../notation/shapes.ts";
import { Leaf } from "../pane/leaf.tsx";
import { isLeaf } from "../pane/literal-text.tsx";
import { markClasses } from "../pane/marks.ts";
import { type TablePlace, tablePlace } from "../table-place.ts";
import { ShapeView } from "../typeset/shape-view.tsx";
import { type BandEdits, useBandEdits } from "./band-edits.ts";
import { usePasteBands } from "./paste-bands.tsx";
import "../table/table.css";

export function BandsView(): ReactNode {
  const view = useFormulaView();
  const found = tablePlace(view, "bands", bandsLens);
  return found === null ? null : <BandsTable found={found} />;
}

function BandsTable({ found }: { readonly found: TablePlace<Bands> }): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const edits = useBandEdits(found);
  const { at, table } = found;
  const places = bandPlaces(table);
  const ranges = rangesOf(table);
  const subject = places.rows[0]?.subjects[0] ?? "";
  const isShare = table.rows.some((_, row) => {
    const bound = places.rows[row]?.lower ?? places.rows[row]?.upper;
    const shape = bound == null ? null : view.shapeAt(at + bound);
    return shape?.kind === "number" && shape.percent;
  });
  const print = (value: number): string => {
    const percent = isShare ? percentText(fromLiteral(value)) : null;
    return percent === null ? String(value) : `${percent}%`;
  };
  const [fromHead, toHead] = headsOf(ranges.rows);
  const paste = usePasteBands(found, isShare);

  return (
    // The table itself takes what is pasted onto its headings; a click on them brings the focus here.
    <div className="ft" data-at={at} tabIndex={-1} {...paste.handlers}>
      {paste.dialog}
      <div className="ft-subject">
        <span className="ft-caption">{t("table.subject")}</span>
        <ShapeView shape={view.shapeAt(at + subject)} />
      </div>
      <table>
        <thead>
          <tr>
            <th className="ft-number">{t(`table.${fromHead}`)}</th>
            <th className="ft-number">{t(`table.${toHead}`)}</th>
            <th className="ft-number">{t("table.points")}</th>
            {!view.readOnly && (
              <th>
                <span className="fp-live">{t("table.actions")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {ranges.rows.map((range, row) => {
            const place = places.rows[row];
            if (place === undefined) return null;
            const cell = (side: "from" | "to"): ReactNode => (
              <BoundCell
                bound={range[side]}
                head={side === "from" ? fromHead : toHead}
                at={
                  at +
                  ((side === "from" ? place.lower : place.upper) ?? sharedPlace(table, places, row))
                }
                share={isShare}
                enter={(text) => edits.setBound(row, side, text)}
              />
            );
            return (
              <tr
                key={place.test}
                className={`${rowClass(view, at + place.points)} ${markClasses(view, at + place.points).includes("fx-gap") ? "ft-gap" : ""}`}
                onKeyDown={(event) => rowKeys(event, row, edits)}
              >
                {cell("from")}
                {cell("to")}
                <PointsCell at={at + place.points} />
                {!view.readOnly && (
                  <td>
                    <BandButtons row={row} count={table.rows.length} edits={edits} />
                    {range.empty && <span className="ft-warning"> {t("table.never")}</span>}
                  </td>
                )}
              </tr>
            );
          })}
          {places.otherwise !== null && (
            <tr className={rowClass(view, at + places.otherwise)}>
              <td className="ft-number ft-implied" colSpan={2}>
                {[t("table.otherwise"), rangeWords(ranges.otherwise, print)].join(" ")}
              </td>
              <PointsCell at={at + places.otherwise} />
              {!view.readOnly && (
                <td>
                  <HandleButton
                    sign="＋"
                    words={t("table.addBandAbove")}
                    onClick={() => edits.split("otherwise")}
                  />
                </td>
              )}
            </tr>
          )}
        </tbody>
      </table>
      {ranges.gaps.map(({ from, to }) => (
        <p key={from.value} className="ft-warning">
          {t("table.gap", { from: print(from.value), to: print(to.value) })}
        </p>
      ))}
    </div>
  );
}

type Head = "from" | "above" | "to" | "upTo";

/** One heading for all rows where they agree; the usual one where they do not. */
function headsOf(rows: readonly Range[]): readonly [Head, Head] {
  const lowers = rows.flatMap(({ from }) => (from === null ? [] : [from.inclusive]));
  const uppers = rows.flatMap(({ to }) => (to === null ? [] : [to.inclusive]));
  return [
    lowers.length > 0 && lowers.every((inclusive) => !inclusive) ? "above" : "from",
    uppers.length > 0 && uppers.every((inclusive) => inclusive) ? "upTo" : "to",
  ];
}

/** The place of the bound that a row shares with the row before it. */
function sharedPlace(table: Bands, places: ReturnType<typeof bandPlaces>, row: number): string {
  const before = places.rows[row - 1] ?? places.rows[row];
  const own = table.rows[row - 1];
  return (own?.lower !== undefined ? before?.lower : before?.upper) ?? before?.test ?? "";
}

function BoundCell(props: {
  readonly bound: RangeBound | null;
  readonly head: Head;
  readonly at: string;
  readonly share: boolean;
  readonly enter: (text: string) => string | null;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { bound, head, at, share, enter } = props;
  if (bound === null) return <td className="ft-number ft-open">{t("table.unbounded")}</td>;
  const percent = share ? percentText(fromLiteral(bound.value)) : null;
  const shape: NumberShape = {
    kind: "number",
    at,
    text: percent ?? String(bound.value),
    percent: percent !== null,
  };
  const usual = head === "from" || head === "upTo";
  return (
    <td className={bound.own ? "ft-number" : "ft-number ft-implied"}>
      {bound.inclusive !== usual && (
        <span className="fx-sign">{signOf(head, bound.inclusive)}</span>
      )}
      <Leaf shape={shape} enter={enter} />
    </td>
  );
}

function signOf(head: Head, inclusive: boolean): string {
  const isLower = head === "from" || head === "above";
  return isLower ? (inclusive ? "≥" : ">") : inclusive ? "≤" : "<";
}

function rangeWords({ from, to }: Range, print: (value: number) => string): string {
  const lower = from === null ? "" : `${from.inclusive ? "≥" : ">"} ${print(from.value)}`;
  const upper = to === null ? "" : `${to.inclusive ? "≤" : "<"} ${print(to.value)}`;
  return [lower, upper].filter(Boolean).join(" ");
}

function PointsCell({ at }: { readonly at: string }): ReactNode {
  const view = useFormulaView();
  const shape = view.shapeAt(at);
  return (
    <td className="ft-number">
      {isLeaf(shape) ? <Leaf shape={shape} /> : <ShapeView shape={shape} />}
    </td>
  );
}

function BandButtons(props: {
  readonly row: number;
  readonly count: number;
  readonly edits: BandEdits;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { row, count, edits } = props;
  const button = (sign: string, words: string, run: () => void, enabled = true): ReactNode => (
    <HandleButton
      sign={sign}
      words={words}
      name={`${words} ${t("table.band", { row: row + 1 })}`}
      disabled={!enabled}
      onClick={run}
    />
  );
  return (
    <span className="ft-handles">
      {button("＋", t("table.addBand"), () => edits.split(row))}
      {button("⤓", t("table.mergeBand"), () => edits.merge(row), row < count - 1)}
      {button("✕", t("table.removeBand"), () => edits.remove(row), count > 1)}
    </span>
  );
}

function HandleButton(props: {
  readonly sign: string;
  readonly words: string;
  /** Told apart from those of other rows. */
  readonly name?: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}): ReactNode {
  const { sign, words, name = words, disabled = false, onClick } = props;
  return (
    <button
      type="button"
      className="ft-handle"
      title={words}
      aria-label={name}
      disabled={disabled}
      onClick={onClick}
    >
      {sign}
    </button>
  );
}

function rowKeys(event: KeyboardEvent, row: number, edits: BandEdits): void {
  if (!event.ctrlKey || !event.shiftKey) return;
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  event.preventDefault();
  event.stopPropagation();
  edits.move(row, event.key === "ArrowUp" ? row - 1 : row + 1);
}

function rowClass(view: ReturnType<typeof useFormulaView>, points: string): string {
  return view.values?.at.has(points) ? "ft-taken" : "";
}
