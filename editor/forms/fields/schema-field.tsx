/** @module The field for a value by its schema: one of the special ones where it matters, else what the shape asks for. */
import type { ReactNode } from "react";
import { WeightField } from "../../workspace/tree/weight-field.tsx";
import { type FieldProps, SCHEMAS, useFormNode, useValue } from "../form-context.tsx";
import { alternativeFor, definitionOf, resolved, type Schema } from "../schema.ts";
import { ChoiceField, FlagField, NumberField, TextField, WordsField } from "./leaf-fields.tsx";
import { ListField } from "./list-field.tsx";
import { LogicField } from "./logic-field.tsx";
import { MapField } from "./map-field.tsx";
import { ObjectField } from "./object-field.tsx";
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
  switch (member) {
    case "departments":
    case "suppliedBy":
      if (found.type === "array") return <DepartmentsField {...props} />;
      break;
    case "level":
      return <LevelField {...props} />;
    case "partOf":
    case "input":
    case "each":
      return <OwnInputField {...props} />;
    case "sameAs":
      return <SameFigureField {...props} />;
    case "missing":
      return <MissingField {...props} />;
    case "childWeightsSumTo":
      return <SumField {...props} />;
    case "period":
      return <PeriodField {...props} />;
    case "weight":
      return node === null ? <LogicField {...props} /> : <WeightField node={node} isActive />;
    case "variants":
      return <TagsField {...props} />;
  }
  switch (definitionOf(schema)) {
    case "text":
      return <WordsField {...props} />;
    case "logic":
      return <LogicField {...props} />;
    case "numeral":
      return <NumberField {...props} schema={{}} />;
    case "rounding":
      return <RoundingField {...props} schema={found} />;
    case "sourceText":
      return <SourceTextField {...props} />;
  }
  if (found.const === true) return <FlagField {...props} />;
  if (found.enum !== undefined) return <ChoiceField {...props} schema={found} />;
  if (found.oneOf !== undefined) {
    const chosen = alternativeFor(found, value, SCHEMAS);
    return <ObjectField {...props} schema={chosen} alternatives={found.oneOf} />;
  }
  switch (found.type) {
    case "object":
      return typeof found.additionalProperties === "object" ? (
        <MapField {...props} schema={found} member={member} />
      ) : (
        <ObjectField {...props} schema={found} />
      );
    case "array":
      return <ListField {...props} schema={found} member={member} />;
    case "integer":
    case "number":
      return <NumberField {...props} schema={found} />;
    case "string":
      return <TextField {...props} schema={found} />;
    default:
      return null;
  }
}
