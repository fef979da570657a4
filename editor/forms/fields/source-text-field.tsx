/** @module The notice's own words with the marks of change: words are typed, marks are put on what is selected. */
import { UnderlineOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isObject, type JsonValue } from "../../../engine/json/json-value.ts";
import { labelOf } from "../../../engine/language/member-labels.ts";
import { putValue, takeOut } from "../../document/edit-members.ts";
import { useText } from "../../messages/index.ts";
import { type FieldProps, useCommit, usePut, useReadOnly, useValue } from "../form-context.tsx";
import { type Mark, movedMarks, piecesOf, toggleMark } from "../marks.ts";
import type { Schema } from "../schema.ts";
import { ObjectField } from "./object-field.tsx";

export function SourceTextField({
  schema,
  ...props
}: FieldProps & { readonly schema: Schema }): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(props.place);
  const disabled = useReadOnly();
  const commit = useCommit();
  const put = usePut(props);
  const area = useRef<HTMLTextAreaElement | null>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const source = isObject(value) ? value : {};
  const words = typeof source.text === "string" ? source.text : "";
  const marks = (Array.isArray(source.changed) ? source.changed : []) as readonly Mark[];

  const take = (): void => {
    if (draft === null || draft === words) {
      setDraft(null);
      return;
    }
    setDraft(null);
    if (draft.trim() === "") {
      put(undefined);
      return;
    }
    const changed = movedMarks(marks, words, draft);
    put({
      ...(source as { readonly [member: string]: JsonValue }),
      text: draft,
      ...(changed.length > 0 ? { changed: changed as unknown as JsonValue } : {}),
    });
  };
  const toggle = (): void => {
    const { selectionStart = 0, selectionEnd = 0 } = area.current ?? {};
    const changed = toggleMark(marks, selectionStart, selectionEnd);
    const place = { file: props.place.file, pointer: `${props.place.pointer}/changed` };
    commit(props.label, (document) =>
      changed.length === 0
        ? takeOut(document, place)
        : putValue(document, place, changed as unknown as JsonValue, ["text", "changed", "mends"]),
    );
    area.current?.focus();
  };
  return (
    <div lang="zh-CN">
      <Input.TextArea
        ref={(field) => {
          area.current = field?.resizableTextArea?.textArea ?? null;
        }}
        aria-label={text(props.label)}
        placeholder={t("notSet")}
        disabled={disabled}
        autoSize={{ minRows: 2, maxRows: 16 }}
        value={draft ?? words}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={take}
      />
      {disabled || words === "" ? null : (
        <p className="field-help">
          <Button
            size="small"
            icon={<UnderlineOutlined />}
            disabled={draft !== null && draft !== words}
            onMouseDown={(event) => event.preventDefault()}
            onClick={toggle}
          >
            {t("markChanged")}
          </Button>{" "}
          {t("markHelp")}
        </p>
      )}
      {marks.length === 0 ? null : (
        <p className="form-source">
          {piecesOf(words, marks).map(({ from, text: piece, marked }) =>
            marked ? <u key={from}>{piece}</u> : <span key={from}>{piece}</span>,
          )}
        </p>
      )}
      {words === "" || (disabled && source.mends === undefined) ? null : (
        <Mends {...props} schema={schema} isOpen={source.mends !== undefined} />
      )}
    </div>
  );
}

/** Errors of the scan that were mended in the text: seldom, and folded away where there are none. */
function Mends({
  schema,
  isOpen,
  ...props
}: FieldProps & { readonly schema: Schema; readonly isOpen: boolean }): ReactNode {
  const text = useText();
  return (
    <details open={isOpen}>
      <summary>{text(labelOf("mends"))}</summary>
      <ObjectField {...props} schema={schema} only={["mends"]} />
    </details>
  );
}
