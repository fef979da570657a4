/** @module Fields that point at something else in the set: departments, figures, levels. */
import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isObject, type JsonValue } from "../../../engine/json/json-value.ts";
import type { Department } from "../../../engine/rule-set/rule-set.ts";
import { type DocumentNode, ROOT_FILE, treeOf } from "../../document/nodes.ts";
import { type RuleDocument, valueAt } from "../../document/rule-document.ts";
import { useText } from "../../messages/index.ts";
import { matchesWish } from "../../ui/pinyin.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { type FieldProps, useFormNode, usePut, useReadOnly, useValue } from "../form-context.tsx";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What stands there although nothing of that name exists is kept and shown. */
function ReferenceField({
  choices,
  many,
  ...props
}: FieldProps & { readonly choices: readonly Choice[]; readonly many: boolean }): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(props.place);
  const disabled = useReadOnly();
  const put = usePut(props);
  const shared = {
    "aria-label": text(props.label),
    disabled,
    placeholder: t("notSet"),
    style: { width: "100%" },
    showSearch: {
      filterOption: (wish: string, option?: Choice) =>
        matchesWish(wish, [option?.label ?? "", option?.value ?? ""]),
    },
  } as const;
  if (many) {
    return (
      <Select
        {...shared}
        options={[...choices]}
        mode="multiple"
        value={Array.isArray(value) ? (value as string[]) : []}
        onChange={(chosen: string[]) =>
          put(chosen.length === 0 && !props.required ? undefined : chosen)
        }
      />
    );
  }
  return (
    <Select
      {...shared}
      options={[...choices]}
      allowClear={!props.required}
      value={typeof value === "string" ? value : undefined}
      onChange={(chosen: string | undefined) => put(chosen)}
    />
  );
}

export function DepartmentsField(props: FieldProps): ReactNode {
  const text = useText();
  const document = useWorkspace((state) => state.document);
  const choices = departmentsOf(document).map(([id, { name }]) => ({
    value: id,
    label: text(name),
  }));
  return <ReferenceField {...props} choices={choices} many />;
}

function departmentsOf(document: RuleDocument): readonly (readonly [string, Department])[] {
  const departments = valueAt(document, { file: ROOT_FILE, pointer: "/departments" });
  return isObject(departments)
    ? (Object.entries(departments) as unknown as [string, Department][])
    : [];
}

export function LevelField(props: FieldProps): ReactNode {
  const text = useText();
  const document = useWorkspace((state) => state.document);
  const choices = treeOf(document).levels.map(({ id, name }) => ({
    value: id,
    label: `${id} ${text(name)}`,
  }));
  return <ReferenceField {...props} choices={choices} many={false} />;
}

/** A figure that the node's formulas see. */
export function OwnInputField(props: FieldProps): ReactNode {
  const text = useText();
  const choices: Choice[] = [];
  const own = useFormNode();
  for (let node: DocumentNode | null = own; node !== null; node = node.parent) {
    for (const [id, { label }] of Object.entries(node.value.inputs ?? {})) {
      choices.push({ value: id, label: `${text(label)} (${id})` });
    }
  }
  return <ReferenceField {...props} choices={choices} many={false} />;
}

/** A figure of any other node, as `node/input`. */
export function SameFigureField(props: FieldProps): ReactNode {
  const text = useText();
  const document = useWorkspace((state) => state.document);
  const here = useFormNode();
  const choices = treeOf(document).nodes.flatMap((node) =>
    node === here
      ? []
      : Object.entries(node.value.inputs ?? {}).map(([id, { label }]) => ({
          value: `${node.id}/${id}`,
          label: `${node.id} ${text(label)} (${id})`,
        })),
  );
  return <ReferenceField {...props} choices={choices} many={false} />;
}

/** Words that are free: other spellings of a name. */
export function TagsField(props: FieldProps): ReactNode {
  const text = useText();
  const value = useValue(props.place);
  const disabled = useReadOnly();
  const put = usePut(props);
  return (
    <Select
      aria-label={text(props.label)}
      mode="tags"
      disabled={disabled}
      value={Array.isArray(value) ? (value as string[]) : []}
      onChange={(chosen: string[]) => put(chosen.length === 0 ? undefined : (chosen as JsonValue))}
      style={{ width: "100%" }}
    />
  );
}
