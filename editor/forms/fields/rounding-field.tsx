/** @module How a level rounds; where the levels differ, one press makes the others round alike. */
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { putValue } from "../../document/edit-members.ts";
import { ROOT_FILE, treeOf } from "../../document/nodes.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { type FieldProps, useCommit, useReadOnly, useValue } from "../form-context.tsx";
import type { Schema } from "../schema.ts";
import { ObjectField } from "./object-field.tsx";

const OF_LEVEL = /^\/levels\/\d+\/rounding$/;

export function RoundingField({
  schema,
  ...props
}: FieldProps & { readonly schema: Schema }): ReactNode {
  const { t } = useTranslation("forms");
  const { place, label, order } = props;
  const value = useValue(place);
  const levels = useWorkspace((state) => treeOf(state.document).levels);
  const readOnly = useReadOnly();
  const commit = useCommit();
  const others = levels.flatMap(({ rounding }, index) => {
    const pointer = `/levels/${index}/rounding`;
    return pointer === place.pointer || same(rounding, value) ? [] : [pointer];
  });
  const isOffered =
    !readOnly && value !== undefined && OF_LEVEL.test(place.pointer) && others.length > 0;
  return (
    <>
      <ObjectField {...props} schema={schema} />
      {isOffered ? (
        <Button
          type="link"
          size="small"
          onClick={() =>
            commit(label, (document) =>
              others.reduce(
                (edited, pointer) => putValue(edited, { file: ROOT_FILE, pointer }, value, order),
                document,
              ),
            )
          }
        >
          {t("roundAlike", { count: others.length })}
        </Button>
      ) : null}
    </>
  );
}

function same(rounding: object | undefined, value: JsonValue | undefined): boolean {
  return JSON.stringify(rounding) === JSON.stringify(value);
}
