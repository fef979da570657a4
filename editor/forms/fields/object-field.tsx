/** @module The members of an object, in the schema's order; those that are not set are added one by one. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Dropdown, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  isObject,
  type JsonObject,
  type JsonValue,
  toPointerStep,
} from "../../../engine/json/json-value.ts";
import { labelOf, wordOf } from "../../../engine/language/member-labels.ts";
import { findingSentence } from "../../../engine/language/sentence.ts";
import { putValue } from "../../document/edit-members.ts";
import { useFindings } from "../../evaluation/hooks.ts";
import { useLanguage, useText } from "../../messages/index.ts";
import { Field } from "../../ui/field.tsx";
import {
  type FieldProps,
  SCHEMAS,
  useCommit,
  usePut,
  useReadOnly,
  useValue,
} from "../form-context.tsx";
import { blank, definitionOf, resolved, type Schema, typesOf } from "../schema.ts";
import { SchemaField } from "./schema-field.tsx";

interface ObjectFieldProps extends FieldProps {
  readonly schema: Schema;
  /** Kinds that the object could be instead, told apart by `type`. */
  readonly alternatives?: readonly Schema[];
  /** Only these members; all of them without it. */
  readonly only?: readonly string[];
}

/** Members that nearly everything has: asked for at once. */
const USUAL: ReadonlySet<string> = new Set(["unit"]);

export function ObjectField({ schema, alternatives, only, ...props }: ObjectFieldProps): ReactNode {
  const { t } = useTranslation("forms");
  const text = useText();
  const value = useValue(props.place);
  const readOnly = useReadOnly();
  const commit = useCommit();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const members = isObject(value) ? value : {};
  const { properties = {}, required = [] } = schema;
  const order = Object.keys(properties);
  const all = (only ?? order).filter((name) => properties[name] !== undefined);
  const isType = (name: string): boolean => name === "type" && alternatives !== undefined;
  // A section of one member is about nothing else.
  const isAsked = (name: string): boolean =>
    !readOnly && (all.length === 1 || USUAL.has(name) || opened.has(name));
  const shown = all.filter(
    (name) => !isType(name) && (name in members || required.includes(name) || isAsked(name)),
  );
  /** What must have members of its own is there at once, with words to be written. */
  const begin = (name: string): void => {
    setOpened(new Set(opened).add(name));
    const member = properties[name] ?? {};
    const found = resolved(member, SCHEMAS);
    const isWords = ["text", "sourceText"].includes(definitionOf(member) ?? "");
    if (found.type !== "object" || isWords || (found.required ?? []).length === 0) return;
    const place = {
      file: props.place.file,
      pointer: `${props.place.pointer}/${toPointerStep(name)}`,
    };
    commit(labelOf(name, holderOf(schema, props)), (document) =>
      putValue(document, place, blank(member, SCHEMAS), order),
    );
  };
  const hidden = all.filter((name) => !isType(name) && !shown.includes(name));
  return (
    <div className="form-object">
      {alternatives === undefined ? null : (
        <TypeField {...props} value={value} alternatives={alternatives} />
      )}
      {shown.map((name) => {
        const place = {
          file: props.place.file,
          pointer: `${props.place.pointer}/${toPointerStep(name)}`,
        };
        return (
          <Member
            key={name}
            name={name}
            schema={properties[name] ?? {}}
            isAlone={only?.length === 1}
            field={{
              place,
              label: labelOf(name, holderOf(schema, props)),
              required: required.includes(name),
              order,
            }}
          />
        );
      })}
      {readOnly || hidden.length === 0 ? null : (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: hidden.map((name) => ({
              key: name,
              label: text(labelOf(name, holderOf(schema, props))),
            })),
            onClick: ({ key }) => begin(key),
          }}
        >
          <Button size="small" type="dashed" icon={<PlusOutlined />}>
            {t("addField")}
          </Button>
        </Dropdown>
      )}
    </div>
  );
}

function holderOf({ properties = {} }: Schema, { place }: FieldProps): string {
  if ("relation" in properties) return "ancestry";
  if ("edition" in properties) return "rule-set";
  return place.pointer.split("/").at(-1) ?? "";
}

interface MemberProps {
  readonly name: string;
  readonly schema: Schema;
  readonly field: FieldProps;
  /** The only field of its section, whose heading says what it is. */
  readonly isAlone: boolean;
}

/** Shapes that need the whole width. */
function isLarge(schema: Schema): boolean {
  const { type, oneOf } = resolved(schema, SCHEMAS);
  const definition = definitionOf(schema);
  return (type === "object" && definition !== "text") || type === "array" || oneOf !== undefined;
}

/** What the schema says of a field, where that is more than its label. */
function descriptionFor(
  schema: Schema,
  { label }: FieldProps,
  english: boolean,
): string | undefined {
  const definition = definitionOf(schema);
  const own = definition === "text" || definition === "date" ? schema : resolved(schema, SCHEMAS);
  const said = english ? own.description : own.descriptionZh;
  const name = english ? label.en : label.zh;
  return said?.replace(/[.。]$/, "") === name ? undefined : said;
}

function Member({ name, schema, field, isAlone }: MemberProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const findings = useFindings();
  const found = resolved(schema, SCHEMAS);
  const { file, pointer } = field.place;
  const own = findings.filter(
    ({ place, finding }) =>
      place?.file === file && place.pointer === pointer && finding.severity !== "note",
  );
  // A weight is shown and typed as percent, whatever the file has.
  const description =
    name === "weight" ? undefined : descriptionFor(schema, field, language === "en");
  const content = <SchemaField {...field} schema={schema} member={name} />;
  const told = own.map(({ finding }) => (
    <p
      key={`${finding.code}${finding.path}`}
      role="alert"
      className={`form-told form-${finding.severity}`}
    >
      {findingSentence(finding, language)}
    </p>
  ));
  if (found.const === true) {
    return (
      <div className="form-flag">
        {content}
        {told}
      </div>
    );
  }
  const isReference = ["departments", "suppliedBy", "variants", "period"].includes(name);
  if (isLarge(schema) && !isReference) {
    return (
      <section className="form-section">
        {isAlone ? null : (
          <h4>
            {text(field.label)} <small>{description}</small>
          </h4>
        )}
        {content}
        {told}
      </section>
    );
  }
  return (
    <Field
      label={text(field.label)}
      help={definitionOf(schema) === "text" ? undefined : description}
    >
      {content}
      {told}
    </Field>
  );
}

/** Another type keeps what every type has, and begins the rest anew. */
function TypeField({
  value,
  alternatives,
  ...props
}: FieldProps & {
  readonly value: JsonValue | undefined;
  readonly alternatives: readonly Schema[];
}): ReactNode {
  const text = useText();
  const readOnly = useReadOnly();
  const put = usePut(props);
  const members = (isObject(value) ? value : {}) as JsonObject;
  const kinds = alternatives.map((one) => resolved(one, SCHEMAS));
  const change = (type: string): void => {
    const kind = kinds.find((one) => typesOf(one).includes(type));
    if (kind === undefined) return;
    const kept = Object.entries(members).filter(([name]) => name in (kind.properties ?? {}));
    put({ ...(blank(kind, SCHEMAS) as JsonObject), ...Object.fromEntries(kept), type });
  };
  const label = labelOf("type");
  return (
    <Field label={text(label)}>
      <Select
        aria-label={text(label)}
        disabled={readOnly}
        value={typeof members.type === "string" ? members.type : undefined}
        onChange={change}
        options={kinds
          .flatMap(typesOf)
          .map((type) => ({ value: String(type), label: text(wordOf(type)) }))}
        style={{ width: "100%" }}
      />
    </Field>
  );
}
