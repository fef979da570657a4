/** @module What the files say of the set as a whole: documents and dates, levels and rounding, departments, notes. */
import { Collapse } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../../engine/language/member-labels.ts";
import { ROOT_FILE } from "../document/nodes.ts";
import { ObjectField } from "./fields/object-field.tsx";
import { FormNodeProvider, SCHEMAS } from "./form-context.tsx";
import { resolved } from "./schema.ts";
import { SET_SECTIONS } from "./sections.ts";

export function RuleSetForm(): ReactNode {
  const { t } = useTranslation("forms");
  const schema = resolved({ $ref: "rule-set.schema.json" }, SCHEMAS);
  return (
    <FormNodeProvider value={null}>
      <Collapse
        size="small"
        defaultActiveKey={["dates", "levels"]}
        items={SET_SECTIONS.map(({ id, only }) => ({
          key: id,
          label: t(`sections.${id}`),
          children: (
            <ObjectField
              place={{ file: ROOT_FILE, pointer: "" }}
              label={labelOf("name")}
              required
              order={[]}
              schema={schema}
              only={only}
            />
          ),
        }))}
      />
    </FormNodeProvider>
  );
}
