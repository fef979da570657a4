/** @module The figures of a whole city, by node; for whole-city cases and for figures typed in to see their values. */
import { Collapse, Input as TextField } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { isObject, type JsonObject, type JsonValue } from "../../engine/json/json-value.ts";
import type { Input } from "../../engine/rule-set/rule-set.ts";
import { type DocumentNode, treeOf } from "../document/nodes.ts";
import { useText } from "../messages/index.ts";
import { Field } from "../ui/field.tsx";
import { matchesWish } from "../ui/pinyin.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { FigureField } from "./figure-field.tsx";

interface FiguresFormProps {
  /** `{ node: { input: figure } }` */
  readonly figures: JsonObject;
  readonly disabled?: boolean;
  readonly onChange: (
    node: string,
    input: string,
    declaration: Input,
    figure: JsonValue | undefined,
  ) => void;
}

export function FiguresForm({ figures, disabled = false, onChange }: FiguresFormProps): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const document = useWorkspace((state) => state.document);
  const [wish, setWish] = useState("");
  const nodes = useMemo(
    () => treeOf(document).nodes.filter((node) => Object.keys(node.value.inputs ?? {}).length > 0),
    [document],
  );
  const found = nodes.filter((node) =>
    matchesWish(wish, [
      node.id,
      node.name.zh,
      node.name.en,
      ...Object.entries(node.value.inputs ?? {}).flatMap(([id, { label }]) => [
        id,
        label.zh,
        label.en,
      ]),
    ]),
  );
  const panel = (node: DocumentNode) => {
    const given = isObject(figures[node.id]) ? (figures[node.id] as JsonObject) : {};
    const inputs = Object.entries(node.value.inputs ?? {});
    return {
      key: node.id,
      label: `${node.id} ${text(node.name)}`,
      extra: `${Object.keys(given).length}/${inputs.length}`,
      children: inputs.map(([id, input]) => (
        <Field key={id} label={text(input.label)}>
          <FigureField
            label={`${node.id} ${text(input.label)}`}
            input={input}
            figure={given[id]}
            disabled={disabled}
            onChange={(figure) => onChange(node.id, id, input, figure)}
          />
        </Field>
      )),
    };
  };
  return (
    <>
      <TextField.Search
        allowClear
        aria-label={t("figuresSearch")}
        placeholder={t("figuresSearch")}
        value={wish}
        onChange={({ target }) => setWish(target.value)}
      />
      <Collapse size="small" className="cases-figures" items={found.map(panel)} />
    </>
  );
}
