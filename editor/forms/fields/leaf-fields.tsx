/** @module Fields of one value: words in both languages, text, dates, numbers, one of several, yes or not. */
import { Checkbox, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isObject, type JsonValue } from "../../../engine/json/json-value.ts";
import { wordOf } from "../../../engine/language/member-labels.ts";
import { readNumberText } from "../../cases/figure-text.ts";
import { putValue, takeOut } from "../../document/edit-members.ts";
import { useText } from "../../messages/index.ts";
import { halfWidth } from "../../ui/half-width.ts";
import { type FieldProps, useCommit, usePut, useReadOnly, useValue } from "../form-context.tsx";
import { problemOfText, type Schema } from "../schema.ts";
import { KeptField } from "./kept-field.tsx";

export function WordsField(props: FieldProps): ReactNode {
  const { place, label, required, order } = props;
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(place);
  const disabled = useReadOnly();
  const commit = useCommit();
  const words = isObject(value) ? value : {};
  const enter = (language: "zh" | "en") => (typed: string) => {
    const now = typed.trim();
    const other = language === "zh" ? words.en : words.zh;
    if (now === "" && !required) {
      commit(label, (document) => takeOut(document, place));
      return null;
    }
    if (now === "") return t("wrongEmpty");
    const pair = { zh: now, en: typeof other === "string" ? other : now };
    const given =
      language === "zh" ? pair : { zh: typeof other === "string" ? other : now, en: now };
    commit(label, (document) => putValue(document, place, given, order));
    return null;
  };
  return (
    <div className="form-words">
      {(["zh", "en"] as const).map((language) => (
        <KeptField
          key={language}
          place={place}
          part={language}
          label={`${text(label)} ${language === "zh" ? t("chinese") : t("english")}`}
          placeholder={language === "zh" ? t("chinese") : t("english")}
          value={typeof words[language] === "string" ? words[language] : ""}
          disabled={disabled}
          multiline
          onEnter={enter(language)}
        />
      ))}
    </div>
  );
}

/** @param onTaken instead of putting the text at the field's place */
export function TextField({
  schema,
  onTaken,
  ...props
}: FieldProps & {
  readonly schema: Schema;
  readonly onTaken?: (text: string) => void;
}): ReactNode {
  const { place, label, required } = props;
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(place);
  const disabled = useReadOnly();
  const put = usePut(props);
  return (
    <KeptField
      place={place}
      label={text(label)}
      placeholder={required ? "" : t("notSet")}
      value={typeof value === "string" ? value : ""}
      disabled={disabled}
      multiline={schema.pattern === undefined && schema.format === undefined}
      onEnter={(typed) => {
        const now = schema.format === "date" ? halfWidth(typed) : typed.trim();
        if (now === "" && !required) {
          put(undefined);
          return null;
        }
        switch (problemOfText(now, schema)) {
          case "empty":
            return t("wrongEmpty");
          case "date":
            return t("wrongDate");
          case "reserved":
            return t("wrongReserved");
          case "pattern":
            return schema.pattern?.startsWith("^[A-Za-z]")
              ? t("wrongName")
              : t("wrongPattern", { pattern: schema.pattern ?? "" });
          case null:
            (onTaken ?? put)(now);
            return null;
        }
      }}
    />
  );
}

/** A number as it is written in the file: plain where a double carries it, else its decimal text. */
export function NumberField({
  schema,
  ...props
}: FieldProps & { readonly schema: Schema }): ReactNode {
  const { place, label, required } = props;
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(place);
  const disabled = useReadOnly();
  const put = usePut(props);
  const isWhole = schema.type === "integer";
  return (
    <KeptField
      place={place}
      label={text(label)}
      placeholder={required ? "" : t("notSet")}
      value={value === undefined ? "" : String(value)}
      disabled={disabled}
      onEnter={(typed) => {
        const now = halfWidth(typed);
        if (now === "" && !required) {
          put(undefined);
          return null;
        }
        const number = readNumberText(now);
        if (number === null) return t("wrongNumber");
        const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema;
        const fits =
          typeof number === "number" &&
          Number.isInteger(number) &&
          number >= minimum &&
          number <= maximum;
        if (isWhole && !fits) return t("wrongWhole", { minimum });
        put(number);
        return null;
      }}
    />
  );
}

export function ChoiceField({
  schema,
  ...props
}: FieldProps & { readonly schema: Schema }): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(props.place);
  const disabled = useReadOnly();
  const put = usePut(props);
  return (
    <Select
      aria-label={text(props.label)}
      disabled={disabled}
      allowClear={!props.required}
      placeholder={t("notSet")}
      value={value as string | undefined}
      onChange={(chosen: JsonValue | undefined) => put(chosen)}
      options={(schema.enum ?? []).map((one) => ({
        value: one as string,
        label: text(wordOf(one)),
      }))}
      style={{ width: "100%" }}
    />
  );
}

/** `true` or not there. */
export function FlagField(props: FieldProps): ReactNode {
  const text = useText();
  const value = useValue(props.place);
  const disabled = useReadOnly();
  const put = usePut(props);
  return (
    <Checkbox
      checked={value === true}
      disabled={disabled}
      onChange={({ target }) => put(target.checked ? true : undefined)}
    >
      {text(props.label)}
    </Checkbox>
  );
}
