/** @module The field for a value by its schema: one of the special ones where it matters, else what the shape asks for. */
import type { ReactNode } from "react";
import { WeightField } from "../../workspace/tree/weight-field.tsx";
import { fieldKindOf } from "../field-kind.ts";
import { type FieldProps, SCHEMAS, useFormNode, useValue } from "../form-context.tsx";
import { alternativeFor, resolved, type Schema } from "../schema.ts";
import { ChoiceField, FlagField, NumberField, TextField, WordsField } from "./leaf-fields.tsx";
import { ListField } from "./list-field.tsx";
import { LogicField } from "./logic-field.tsx";
import { MapField } from "./map-field.tsx";
import { ObjectField } from "./object-field.tsx";
import { OptionCodeField } from "./option-code-field.tsx";
import {
  DepartmentsField,
  LevelField,
  OwnInputField,
  SameFigureField,
  TagsField,
} from "./reference-fields.tsx";
import { RoundingField } from "./rounding-field.tsx";
import { SourceTextField } from "./source-text-field.tsx";
import { MissingField, PeriodField, SumField } from "./special-fields.tsx";

export interface SchemaFieldProps extends FieldProps {
  readonly schema: Schema;
  /** Member that it is of its holder: `sameAs`, `weight`. */
  readonly member: string;
}

export function SchemaField({ schema, member, ...props }: SchemaFieldProps): ReactNode {
  const value = useValue(props.place);
  const node = useFormNode();
  const found = resolved(schema, SCHEMAS);
  const kind = fieldKindOf(schema, member, SCHEMAS);
  switch (kind) {
    case "departments":
      return <DepartmentsField {...props} />;
    case "level":
      return <LevelField {...props} />;
    case "ownInput":
      return <OwnInputField {...props} />;
    case "sameFigure":
      return <SameFigureField {...props} />;
    case "missing":
      return <MissingField {...props} />;
    case "sum":
      return <SumField {...props} />;
    case "period":
      return <PeriodField {...props} />;
    case "weight":
      return node === null ? <LogicField {...props} /> : <WeightField node={node} isActive />;
    case "tags":
      return <TagsField {...props} />;
    case "words":
      return <WordsField {...props} />;
    case "logic":
      return <LogicField {...props} />;
    case "rounding":
      return <RoundingField {...props} schema={found} />;
    case "sourceText":
      return <SourceTextField {...props} schema={found} />;
    case "flag":
      return <FlagField {...props} />;
    case "choice":
      return <ChoiceField {...props} schema={found} />;
    case "optionCode":
      return <OptionCodeField {...props} schema={found} />;
    case "alternatives":
      return (
        <ObjectField
          {...props}
          schema={alternativeFor(found, value, SCHEMAS)}
          alternatives={found.oneOf ?? []}
        />
      );
    case "map":
      return <MapField {...props} schema={found} member={member} />;
    case "object":
      return <ObjectField {...props} schema={found} />;
    case "list":
      return <ListField {...props} schema={found} member={member} />;
    case "number":
      return <NumberField {...props} schema={found.type === undefined ? {} : found} />;
    case "text":
      return <TextField {...props} schema={found} />;
    case null:
      return null;
    default:
      return kind satisfies never;
  }
}
