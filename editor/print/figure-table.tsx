/** @module The figures that an indicator asks for. */
import { useTranslation } from "react-i18next";
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { labelOf, wordOf } from "../../engine/language/member-labels.ts";
import { unitText } from "../../engine/language/unit-words.ts";
import type { AsOf, Input } from "../../engine/rule-set/rule-set.ts";
import { ROOT_FILE } from "../document/nodes.ts";
import { type RuleDocument, valueAt } from "../document/rule-document.ts";
import { useLanguage, useText } from "../messages/index.ts";

export function FigureTable({
  document,
  inputs,
}: {
  readonly document: RuleDocument;
  readonly inputs: { readonly [id: string]: Input };
}) {
  const { t } = useTranslation("print");
  const text = useText();
  const language = useLanguage();
  const known = valueAt(document, { file: ROOT_FILE, pointer: "/departments" });
  const nameOf = (role: string): string => {
    const name = isObject(known) ? (known[role] as { name?: unknown } | undefined)?.name : null;
    const { zh, en } = isObject(name as JsonValue) ? (name as { zh?: string; en?: string }) : {};
    return (language === "en" ? en : zh) ?? role;
  };
  const labelOfWhole = (id: string): string => {
    const whole = inputs[id];
    return whole === undefined ? id : text(whole.label);
  };
  const listed = Object.entries(inputs);
  const hasOthers = listed.some(([, { suppliedBy }]) => suppliedBy !== undefined);
  return (
    <table className="book-figures">
      <thead>
        <tr>
          <th scope="col">{text(labelOf("inputs"))}</th>
          <th scope="col">{text(labelOf("id"))}</th>
          <th scope="col">{text(labelOf("type"))}</th>
          <th scope="col">{text(labelOf("asOf"))}</th>
          {hasOthers && <th scope="col">{text(labelOf("suppliedBy"))}</th>}
        </tr>
      </thead>
      <tbody>
        {listed.map(([id, input]) => (
          <tr key={id}>
            <td>
              {text(input.label)}
              {"partOf" in input && input.partOf !== undefined ? (
                <span className="dim"> {t("partOf", { whole: labelOfWhole(input.partOf) })}</span>
              ) : null}
              {input.sameAs === undefined ? null : (
                <span className="dim"> {t("sameAs", { other: input.sameAs })}</span>
              )}
              {"options" in input ? (
                <span className="dim">
                  {" "}
                  {input.options.map(({ label }) => text(label)).join(" / ")}
                </span>
              ) : null}
            </td>
            <td>
              <code>{id}</code>
            </td>
            <td>
              {text(wordOf(input.type))}
              {"unit" in input && input.unit !== undefined
                ? ` ${unitText(input.unit, language)}`
                : ""}
            </td>
            <td>{whenOf(input.asOf)}</td>
            {hasOthers && <td>{(input.suppliedBy ?? []).map(nameOf).join(t("comma"))}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function whenOf(asOf: AsOf | undefined): string {
  return asOf?.date ?? asOf?.period?.join(" – ") ?? "";
}
