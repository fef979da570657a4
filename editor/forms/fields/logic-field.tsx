/** @module A formula within a form: as text, checked as it is entered; the formula page has everything else. */
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../engine/language/formula-text/print.ts";
import { treeOf } from "../../document/nodes.ts";
import type { FormulaPlace } from "../../document/rule-document.ts";
import { namesAt } from "../../formula/names.ts";
import { useLanguage, useText } from "../../messages/index.ts";
import { parseText } from "../../text-formula/parse.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { type FieldProps, useFormNode, usePut, useReadOnly, useValue } from "../form-context.tsx";
import { KeptField } from "./kept-field.tsx";

export function LogicField(props: FieldProps): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const language = useLanguage();
  const document = useWorkspace((state) => state.document);
  const node = useFormNode();
  const value = useValue(props.place);
  const disabled = useReadOnly();
  const put = usePut(props);
  const { file, pointer } = props.place;
  const formulas = [...(node?.formulas ?? []), ...treeOf(document).levelFormulas];
  const known = formulas.find((one) => one.file === file && one.pointer === pointer);
  // Formulas of notes and weights see what the score sees.
  const place: FormulaPlace = known ?? { file, pointer, node: node?.id ?? "", formula: "score" };
  const names = namesAt(document, place);
  return (
    <div>
      <KeptField
        place={props.place}
        label={text(props.label)}
        placeholder={props.required ? "" : t("notSet")}
        value={value === undefined ? "" : textOf(value, names, language)}
        disabled={disabled}
        multiline
        onEnter={(typed) => {
          if (typed.trim() === "" && !props.required) {
            put(undefined);
            return null;
          }
          const parsed = parseText(typed, names);
          const wrong = parsed.errors.find(({ severity }) => severity === "error");
          if (wrong !== undefined) {
            const from = wrong.from;
            return t("wrongFormula", { at: from + 1, text: typed.slice(from, from + 12) });
          }
          put(parsed.logic);
          return null;
        }}
      />
      {known === undefined ? null : (
        <Button
          type="link"
          size="small"
          onClick={() => useWorkspace.getState().select({ place: known, at: "" })}
        >
          {t("openFormula")}
        </Button>
      )}
    </div>
  );
}
