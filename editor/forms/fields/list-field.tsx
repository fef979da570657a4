/** @module A list: one entry under the other, each with its place, added at the end, moved and removed. */
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { moveItem } from "../../document/edit.ts";
import { putValue, takeOut } from "../../document/edit-members.ts";
import { useText } from "../../messages/index.ts";
import { type FieldProps, SCHEMAS, useCommit, useReadOnly, useValue } from "../form-context.tsx";
import { blank, type Schema } from "../schema.ts";
import { SchemaField } from "./schema-field.tsx";

interface ListFieldProps extends FieldProps {
  readonly schema: Schema;
  readonly member: string;
}

export function ListField({ schema, member, ...props }: ListFieldProps): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(props.place);
  const readOnly = useReadOnly();
  const commit = useCommit();
  const items = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  const item = schema.items ?? {};
  const { file, pointer } = props.place;
  const at = (index: number) => ({ file, pointer: `${pointer}/${index}` });
  const name = text(props.label);
  return (
    <div className="form-list">
      {items.map((_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
          key={index}
          className="form-entry"
        >
          <div>
            <SchemaField
              schema={item}
              member={`${member}[]`}
              place={at(index)}
              label={{ zh: `${props.label.zh} ${index + 1}`, en: `${props.label.en} ${index + 1}` }}
              required
              order={[]}
            />
          </div>
          {readOnly ? null : (
            <EntryButtons
              name={`${name} ${index + 1}`}
              isFirst={index === 0}
              isLast={index === items.length - 1}
              onMove={(by) =>
                commit(props.label, (document) =>
                  moveItem(document, props.place, index, index + by),
                )
              }
              onRemove={() =>
                commit(props.label, (document) =>
                  items.length === 1 && !props.required
                    ? takeOut(document, props.place)
                    : putValue(
                        document,
                        props.place,
                        items.filter((_one, position) => position !== index),
                      ),
                )
              }
            />
          )}
        </div>
      ))}
      {readOnly ? null : (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() =>
            commit(props.label, (document) =>
              putValue(document, props.place, [...items, blank(item, SCHEMAS)], props.order),
            )
          }
        >
          {t("add", { what: name })}
        </Button>
      )}
    </div>
  );
}

interface EntryButtonsProps {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

export function EntryButtons({
  name,
  isFirst,
  isLast,
  onMove,
  onRemove,
}: EntryButtonsProps): ReactNode {
  const { t } = useTranslation("forms");
  return (
    <span className="form-buttons">
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined />}
        aria-label={`${t("moveUp")} ${name}`}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined />}
        aria-label={`${t("moveDown")} ${name}`}
        disabled={isLast}
        onClick={() => onMove(1)}
      />
      <Button
        type="text"
        size="small"
        danger
        icon={<DeleteOutlined />}
        aria-label={t("removeOne", { what: "", name }).replace(/\s+/g, " ")}
        onClick={onRemove}
      />
    </span>
  );
}
