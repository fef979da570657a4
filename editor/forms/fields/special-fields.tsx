/** @module Fields that no schema alone makes clear: what a missing figure means, sums of weights, periods. */
import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isObject, type JsonValue } from "../../../engine/json/json-value.ts";
import { splitPointer } from "../../../engine/json/pointer.ts";
import { wordOf } from "../../../engine/language/member-labels.ts";
import type { Input } from "../../../engine/rule-set/rule-set.ts";
import { FigureField } from "../../cases/figure-field.tsx";
import { readNumberText } from "../../cases/figure-text.ts";
import { useText } from "../../messages/index.ts";
import { halfWidth } from "../../ui/half-width.ts";
import { type FieldProps, usePut, useReadOnly, useValue } from "../form-context.tsx";
import { problemOfText } from "../schema.ts";
import { KeptField } from "./kept-field.tsx";

/** `pending`, `absent`, or a value in the form of a request. */
export function MissingField(props: FieldProps): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(props.place);
  const holder = splitPointer(props.place.pointer)?.holder ?? "";
  const input = useValue({ file: props.place.file, pointer: holder });
  const disabled = useReadOnly();
  const put = usePut(props);
  const chosen = isObject(value) ? "value" : typeof value === "string" ? value : "pending";
  return (
    <>
      <Select
        aria-label={text(props.label)}
        disabled={disabled}
        value={chosen}
        onChange={(next: string) =>
          put(
            next === "pending" ? undefined : next === "value" ? { value: firstValue(input) } : next,
          )
        }
        options={[
          { value: "pending", label: text(wordOf("pending")) },
          { value: "absent", label: text(wordOf("absent")) },
          { value: "value", label: t("missingValue") },
        ]}
        style={{ width: "100%" }}
      />
      {isObject(value) && isObject(input) ? (
        <FigureField
          label={t("missingValueField")}
          input={input as unknown as Input}
          figure={value.value as JsonValue}
          disabled={disabled}
          onChange={(figure) => put({ value: figure ?? null })}
        />
      ) : null}
    </>
  );
}

function firstValue(input: JsonValue | undefined): JsonValue {
  const type = isObject(input) ? input.type : "";
  if (type === "boolean") return false;
  if (type === "list" || type === "rows") return [];
  if (type === "counts") return {};
  return type === "text" || type === "choice" ? "" : 0;
}

/** A number, or the node's own weight. */
export function SumField(props: FieldProps): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(props.place);
  const disabled = useReadOnly();
  const put = usePut(props);
  const word = t("sumIsWeight");
  return (
    <KeptField
      place={props.place}
      label={text(props.label)}
      placeholder={t("notSet")}
      value={value === undefined ? "" : value === "weight" ? word : String(value)}
      disabled={disabled}
      onEnter={(typed) => {
        const now = halfWidth(typed);
        const isWeight = now === word || now.toLowerCase() === "weight";
        const number = now === "" ? undefined : isWeight ? "weight" : readNumberText(now);
        if (number === null) return t("wrongSum");
        put(number);
        return null;
      }}
    />
  );
}

/** First and last day. */
export function PeriodField(props: FieldProps): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(props.place);
  const disabled = useReadOnly();
  const put = usePut(props);
  const days = Array.isArray(value) ? (value as readonly JsonValue[]).map(String) : [];
  const enter = (index: 0 | 1) => (typed: string) => {
    const day = halfWidth(typed);
    if (day === "") {
      put(undefined);
      return null;
    }
    if (problemOfText(day, { format: "date" }) !== null) return t("wrongDate");
    const [first = day, last = day] = days;
    put(index === 0 ? [day, last] : [first, day]);
    return null;
  };
  return (
    <div className="form-words">
      {([0, 1] as const).map((index) => (
        <KeptField
          key={index}
          place={props.place}
          part={index}
          label={`${text(props.label)} ${index + 1}`}
          placeholder={t("notSet")}
          value={days[index] ?? ""}
          disabled={disabled}
          onEnter={enter(index)}
        />
      ))}
    </div>
  );
}
