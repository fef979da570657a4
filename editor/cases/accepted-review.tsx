/** @module Every case whose expected values were taken over from the engine and that nobody worked out yet. */
import { Button, Empty } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { treeOf } from "../document/nodes.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { TypedField } from "../ui/typed-field.tsx";
import { useOpenNode } from "../workspace/use-open-node.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { expectedText } from "./case-columns.ts";
import { casesOf } from "./case-places.ts";
import { figureText } from "./figure-text.ts";
import { useCaseEdits } from "./use-case-edits.ts";
import "./cases.css";

export function AcceptedReview(): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const language = useLanguage();
  const document = useWorkspace((state) => state.document);
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  const accepted = casesOf(document).filter(({ case: one }) => one.worked === "accepted");
  const { byId, root } = treeOf(document);
  const openNode = useOpenNode();
  return (
    <section className="cases-review">
      <h2>{t("reviewTitle")}</h2>
      {accepted.length === 0 ? (
        <Empty
          description={
            <>
              <strong>{t("reviewNone")}</strong>
              <br />
              {t("reviewNoneText")}
            </>
          }
        />
      ) : (
        <p>{t("reviewText")}</p>
      )}
      <ul className="cases-items">
        {accepted.map(({ case: one }) => {
          const node = byId.get(one.node ?? "");
          const inputs = Object.entries(node?.value.inputs ?? {});
          return (
            <li key={one.id} className="review-case">
              <header>
                <strong>{text(one.name)}</strong>
                <small>
                  {node === undefined ? t("wholeCity") : `${node.id} ${text(node.name)}`}
                  {one.by === undefined ? "" : ` · ${t("reviewBy", { by: one.by })}`}
                </small>
                <Button size="small" onClick={() => openNode(one.node ?? root?.id ?? "")}>
                  {t("reviewOpen")}
                </Button>
              </header>
              <p className="cases-figures-line">
                {inputs.flatMap(([id, input]) => {
                  const figure = figureText(input, one.inputs[id], language);
                  return figure === ""
                    ? []
                    : [<span key={id}>{`${text(input.label)} ${figure}`}</span>];
                })}
                <strong>{expectedText(one, language)}</strong>
              </p>
              <TypedField
                label={`${t("fieldBasis")} ${text(one.name)}`}
                value={one.basis}
                disabled={readOnly}
                multiline
                onEnter={(typed) => {
                  if (typed.trim() === "") return t("wrongBasis");
                  edits.worked(one.id, typed.trim());
                  return null;
                }}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
