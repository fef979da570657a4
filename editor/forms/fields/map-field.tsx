/** @module Named entries: figures, parts, constants, departments. Renaming goes through formulas and cases where they speak of them. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Collapse } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { isObject, type JsonValue, toPointerStep } from "../../../engine/json/json-value.ts";
import { labelOf } from "../../../engine/language/member-labels.ts";
import { moveItem } from "../../document/edit.ts";
import { freeName, putValue, takeOut } from "../../document/edit-members.ts";
import { useFindings } from "../../evaluation/hooks.ts";
import { useText } from "../../messages/index.ts";
import { Field } from "../../ui/field.tsx";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import {
  type FieldProps,
  SCHEMAS,
  useCommit,
  useFormNode,
  useReadOnly,
  useValue,
} from "../form-context.tsx";
import { renameEntry } from "../rename-entry.ts";
import { blank, problemOfText, resolved, type Schema } from "../schema.ts";
import { KeptField } from "./kept-field.tsx";
import { EntryButtons } from "./list-field.tsx";
import { SchemaField } from "./schema-field.tsx";

interface MapFieldProps extends FieldProps {
  readonly schema: Schema;
  readonly member: string;
}

/** What a new entry is called until somebody says better. */
const NEW_NAMES: { readonly [member: string]: string } = {
  inputs: "input",
  parts: "b1",
  constants: "constant",
  outputs: "output",
  departments: "department",
  fields: "field",
};

export function MapField({ schema, member, ...props }: MapFieldProps): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(props.place);
  const readOnly = useReadOnly();
  const commit = useCommit();
  const node = useFormNode();
  const findings = useFindings();
  const startedFrom = useWorkspace((state) => state.startedFrom);
  const [open, setOpen] = useState<readonly string[]>([]);
  const [added, setAdded] = useState<string | null>(null);
  const members = isObject(value) ? value : {};
  const names = Object.keys(members);
  const entry = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  const { file, pointer } = props.place;
  const placeOf = (name: string) => ({ file, pointer: `${pointer}/${toPointerStep(name)}` });

  const add = (): void => {
    const stem = NEW_NAMES[member] ?? "entry";
    const wish = member === "parts" ? `b${names.length + 1}` : stem;
    const name = freeName(wish, names);
    commit(props.label, (document) =>
      names.length === 0
        ? putValue(document, props.place, { [name]: blank(entry, SCHEMAS) }, props.order)
        : putValue(document, placeOf(name), blank(entry, SCHEMAS)),
    );
    setOpen([...open, name]);
    setAdded(name);
  };
  const rename = (from: string) => (typed: string) => {
    const to = typed.trim();
    if (schema.propertyNames !== undefined) {
      const problem = problemOfText(to, resolved(schema.propertyNames, SCHEMAS));
      if (problem !== null) return t(problem === "reserved" ? "wrongReserved" : "wrongName");
    }
    if (names.includes(to)) return t("wrongTaken", { name: to });
    commit({ zh: `${from} 改名为 ${to}`, en: `${from} renamed to ${to}` }, (document) =>
      renameEntry(document, placeOf(from), member, node?.id ?? null, to, startedFrom),
    );
    setOpen(open.map((one) => (one === from ? to : one)));
    return null;
  };

  return (
    <div className="form-map">
      {names.length === 0 ? null : (
        <Collapse
          size="small"
          // The buttons stand beside what unfolds, not in it.
          collapsible="header"
          activeKey={[...open]}
          onChange={(keys) => setOpen(keys)}
          items={names.map((name, index) => {
            const { label, name: called } = (isObject(members[name]) ? members[name] : {}) as {
              readonly [member: string]: JsonValue;
            };
            const words = label ?? called;
            const title = isWords(words) ? text(words) : "";
            const inside = `${pointer}/${toPointerStep(name)}`;
            const wrong = findings.some(
              ({ place, finding }) =>
                place?.file === file &&
                finding.severity !== "note" &&
                (place.pointer === inside || place.pointer.startsWith(`${inside}/`)),
            );
            return {
              key: name,
              label: (
                <span>
                  {wrong ? <span className="form-wrong">▲ </span> : null}
                  {title} <code>{name}</code>
                </span>
              ),
              extra: readOnly ? null : (
                <EntryButtons
                  name={title || name}
                  isFirst={index === 0}
                  isLast={index === names.length - 1}
                  onMove={(by) =>
                    commit(props.label, (document) =>
                      moveItem(document, props.place, index, index + by),
                    )
                  }
                  onRemove={() =>
                    commit({ zh: `删除 ${name}`, en: `${name} removed` }, (document) =>
                      takeOut(document, placeOf(name), props.required),
                    )
                  }
                />
              ),
              children: (
                <>
                  <Field label={text(labelOf("id"))}>
                    <KeptField
                      place={placeOf(name)}
                      part="id"
                      label={t("renameOf", { name: title || name })}
                      value={name}
                      disabled={readOnly}
                      autoFocus={name === added}
                      onEnter={rename(name)}
                    />
                  </Field>
                  <SchemaField
                    schema={entry}
                    member={`${member}{}`}
                    place={placeOf(name)}
                    label={{ zh: `${props.label.zh} ${name}`, en: `${props.label.en} ${name}` }}
                    required
                    order={[]}
                  />
                </>
              ),
            };
          })}
        />
      )}
      {readOnly ? null : (
        <Button size="small" icon={<PlusOutlined />} onClick={add}>
          {t("add", { what: text(props.label) })}
        </Button>
      )}
    </div>
  );
}

function isWords(
  value: JsonValue | undefined,
): value is { readonly zh: string; readonly en: string } {
  return isObject(value) && typeof value.zh === "string" && typeof value.en === "string";
}
