/** @module One figure as a field of its type; rows line by line. */
import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Radio, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isObject, type JsonObject, type JsonValue } from "../../engine/json/json-value.ts";
import { unitText } from "../../engine/language/unit-words.ts";
import type { Input, RowsInput } from "../../engine/rule-set/rule-set.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { TypedField } from "../ui/typed-field.tsx";
import { figureText, readFigureText } from "./figure-text.ts";
import { useWrongFigure } from "./use-wrong-figure.ts";

export interface FigureFieldProps {
  readonly label: string;
  readonly input: Input;
  readonly figure: JsonValue | undefined;
  readonly disabled?: boolean;
  /** `undefined`: no figure is given. */
  readonly onChange: (figure: JsonValue | undefined) => void;
}

export function FigureField(props: FigureFieldProps): ReactNode {
  const { label, input, figure, disabled = false, onChange } = props;
  const { t } = useTranslation("cases");
  const text = useText();
  switch (input.type) {
    case "boolean":
      return (
        <Radio.Group
          aria-label={label}
          disabled={disabled}
          value={figure === undefined ? "none" : String(figure)}
          onChange={({ target: { value } }) =>
            onChange(value === "none" ? undefined : value === "null" ? null : value === "true")
          }
          options={[
            { value: "true", label: t("yes") },
            { value: "false", label: t("no") },
            ...(input.nullable ? [{ value: "null", label: t("null") }] : []),
            { value: "none", label: t("notGiven") },
          ]}
        />
      );
    case "choice":
      return (
        <Select
          aria-label={label}
          disabled={disabled}
          allowClear
          placeholder={t("notGiven")}
          value={typeof figure === "string" ? figure : undefined}
          onChange={(value: string | undefined) => onChange(value)}
          options={input.options.map((one) => ({ value: one.code, label: text(one.label) }))}
          style={{ width: "100%" }}
        />
      );
    case "list":
      return (
        <Select
          aria-label={label}
          disabled={disabled}
          mode="multiple"
          allowClear
          placeholder={t("notGiven")}
          value={Array.isArray(figure) ? (figure as string[]) : []}
          onChange={(value: string[]) => onChange(value)}
          options={input.options.map((one) => ({ value: one.code, label: text(one.label) }))}
          style={{ width: "100%" }}
        />
      );
    case "counts":
      return <CountsField {...props} options={input.options} />;
    case "rows":
      return <RowsField {...props} input={input} />;
    default:
      return <FigureText {...props} />;
  }
}

function FigureText({ label, input, figure, disabled, onChange }: FigureFieldProps): ReactNode {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const wrong = useWrongFigure();
  const unit = "unit" in input ? input.unit : undefined;
  return (
    <TypedField
      label={label}
      value={figureText(input, figure, language)}
      disabled={disabled ?? false}
      placeholder={t("notGiven")}
      suffix={
        unit === undefined ? null : <span className="cases-unit">{unitText(unit, language)}</span>
      }
      onEnter={(typed) => {
        const reading = readFigureText(input, typed);
        if (!reading.ok) return wrong(reading.expected, input);
        onChange(reading.figure);
        return null;
      }}
    />
  );
}

function CountsField({
  label,
  figure,
  options,
  disabled,
  onChange,
}: FigureFieldProps & {
  readonly options: readonly {
    readonly code: string;
    readonly label: { zh: string; en: string };
  }[];
}): ReactNode {
  const text = useText();
  const counts = isObject(figure) ? (figure as JsonObject) : {};
  return (
    <div className="cases-counts">
      {options.map(({ code, label: name }) => (
        <div key={code}>
          <span>{text(name)}</span>
          <FigureText
            label={`${label} ${text(name)}`}
            input={{ type: "count", label: name }}
            figure={counts[code]}
            disabled={disabled ?? false}
            onChange={(count) => {
              const { [code]: _, ...others } = counts;
              onChange(count === undefined ? others : { ...others, [code]: count });
            }}
          />
        </div>
      ))}
    </div>
  );
}

function RowsField({
  label,
  input,
  figure,
  disabled,
  onChange,
}: FigureFieldProps & { readonly input: RowsInput }): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const rows = Array.isArray(figure) ? (figure as readonly JsonValue[]) : [];
  const setRow = (index: number, row: JsonObject): void =>
    onChange(rows.map((one, at) => (at === index ? row : one)));
  return (
    <div className="cases-rows">
      {rows.map((value, index) => {
        const row = isObject(value) ? (value as JsonObject) : {};
        return (
          // Rows have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <fieldset key={index}>
            <legend>{index + 1}</legend>
            {Object.entries(input.fields).map(([field, declaration]) => (
              <div key={field}>
                <span>{text(declaration.label)}</span>
                <FigureField
                  label={`${label} ${index + 1} ${text(declaration.label)}`}
                  input={declaration}
                  figure={row[field]}
                  disabled={disabled ?? false}
                  onChange={(one) => {
                    const { [field]: _, ...others } = row;
                    setRow(index, one === undefined ? others : { ...others, [field]: one });
                  }}
                />
              </div>
            ))}
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={`${t("removeRow")} ${index + 1}`}
              disabled={disabled ?? false}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            />
          </fieldset>
        );
      })}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={disabled ?? false}
        onClick={() => onChange([...rows, {}])}
      >
        {t("addRow")}
      </Button>
    </div>
  );
}
