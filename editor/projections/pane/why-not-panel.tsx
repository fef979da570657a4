/** @module Why a projection does not show a formula, with the way to make it do so where there is one. */
import { Button, Result } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { WhyNot } from "../../../engine/idioms/lens.ts";
import { nameOf } from "../../../engine/logic/json-tree.ts";
import { unifySubject } from "../../formula/operations/bands.ts";
import { useFormulaView } from "../formula-view.ts";
import type { ProjectionId } from "../index.ts";

/** The bands that a row belongs to: its place without the operator and index of the row. */
function tableAt(row: string): string {
  return row.replace(/\/(?:if|\?:)\/\d+$/, "");
}

export function WhyNotPanel(props: {
  readonly projection: ProjectionId;
  readonly whyNot: WhyNot;
  readonly back: () => void;
}): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const { code, facts, fix, at } = props.whyNot;
  const reason = t(`whyNot.${code}`, { ...facts });
  const name = fix === undefined ? null : nameOf(fix.subject);
  const subject = name === null ? "…" : view.names.nameOf(name).label;
  return (
    <Result
      status="info"
      className="fp-why-not"
      title={t("whyNotView", { view: t(`views.${props.projection}`), reason })}
      extra={
        <>
          {fix !== undefined && !view.readOnly && (
            <Button
              type="primary"
              onClick={() =>
                view.apply((logic) => unifySubject(logic, tableAt(at), fix.subject, view.declared))
              }
            >
              {t("unify", { subject })}
            </Button>
          )}
          <Button onClick={props.back}>{t("backToFormula")}</Button>
        </>
      }
    />
  );
}
