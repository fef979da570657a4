/** @module Points by number as a small form: what is counted, points for each, at most so many; given or taken off. */
import { Radio } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type CountView as Count, countLens, countPlaces } from "../../formula/recognise/count.ts";
import { useFormulaView } from "../formula-view.ts";
import { Leaf } from "../pane/leaf.tsx";
import { isLeaf } from "../pane/literal-text.tsx";
import { NodeFrame } from "../pane/node-frame.tsx";
import { tablePlace } from "../table-place.ts";
import { ShapeView } from "../typeset/shape-view.tsx";
import "../table/table.css";

export function CountView(): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const lens = useMemo(() => countLens(view.declared), [view.declared]);
  const found = tablePlace(view, "count", lens);
  if (found === null) return null;
  const { at, table, put } = found;
  const places = countPlaces(table);
  const setDeduction = (deduction: Count["deduction"]): void => {
    const label =
      deduction === null
        ? { zh: "改为加分", en: "Points given" }
        : { zh: "改为扣分", en: "Points taken off" };
    view.apply(put({ ...table, deduction }, label, at));
  };
  return (
    <NodeFrame at={at} className="ft ft-count" plain>
      <div className="ft-subject">
        <Radio.Group
          size="small"
          optionType="button"
          aria-label={t("table.sign")}
          value={table.deduction === null ? "given" : "taken"}
          disabled={view.readOnly}
          onChange={({ target }) =>
            setDeduction(target.value === "given" ? null : (table.deduction ?? "zero-minus"))
          }
          options={[
            { value: "given", label: t("table.given") },
            { value: "taken", label: t("table.taken") },
          ]}
        />
      </div>
      {table.terms.map((term, index) => {
        const place = places.terms[index];
        if (place === undefined) return null;
        const field = (words: string, where: string | null): ReactNode =>
          where === null ? null : <Field words={words} at={at + where} />;
        return (
          <div key={place.term} className="ft-term" data-at={at + place.term}>
            <dl className="ft-fields">
              {term.kind === "other" ? (
                <Field
                  words={t(table.deduction === null ? "table.base" : "table.baseTaken")}
                  at={at + place.term}
                />
              ) : (
                <>
                  {field(t("table.counted"), place.count)}
                  {field(
                    t(table.deduction === null ? "table.each" : "table.eachTaken"),
                    place.each,
                  )}
                  {field(t("table.atLeast"), place.atLeast)}
                  {field(t("table.points"), place.points)}
                  {field(t(table.deduction === null ? "table.cap" : "table.mostTaken"), place.cap)}
                </>
              )}
            </dl>
          </div>
        );
      })}
      <dl className="ft-fields">
        {places.cap !== null && <Field words={t("table.capOfAll")} at={at + places.cap} />}
        {places.floor !== null && <Field words={t("table.floor")} at={at + places.floor} />}
      </dl>
    </NodeFrame>
  );
}

function Field(props: { readonly words: string; readonly at: string }): ReactNode {
  const shape = useFormulaView().shapeAt(props.at);
  return (
    <>
      <dt>{props.words}</dt>
      <dd>{isLeaf(shape) ? <Leaf shape={shape} /> : <ShapeView shape={shape} />}</dd>
    </>
  );
}
