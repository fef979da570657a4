/** @module Everything that the files say of an indicator beside its formulas; of the root, of the whole set. */
import { Collapse, Empty } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { treeOf } from "../document/nodes.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { ObjectField } from "./fields/object-field.tsx";
import { FormNodeProvider, SCHEMAS } from "./form-context.tsx";
import { RuleSetForm } from "./rule-set-form.tsx";
import { resolved } from "./schema.ts";
import { NODE_SECTIONS } from "./sections.ts";
import { StructureField } from "./structure-field.tsx";
import "./forms.css";

export function NodeForm({ node: id }: { readonly node: string }): ReactNode {
  const { t } = useTranslation("forms");
  const node = useWorkspace((state) => treeOf(state.document).byId.get(id));
  if (node === undefined) return <Empty description={t("none")} />;
  const { file, pointer } = node;
  const schema = resolved({ $ref: "common.schema.json#/$defs/node" }, SCHEMAS);
  return (
    <FormNodeProvider value={node}>
      <div className="forms">
        {node.parent === null ? <RuleSetForm /> : null}
        <Collapse
          // Another indicator is another form: nothing half-typed goes along.
          key={id}
          size="small"
          defaultActiveKey={node.parent === null ? [] : ["general", "inputs"]}
          items={NODE_SECTIONS.map(({ id: key, only }) => ({
            key,
            label: t(`sections.${key}`),
            children: (
              <>
                {key === "general" ? <StructureField node={node} /> : null}
                <ObjectField
                  place={{ file, pointer }}
                  label={node.name}
                  required
                  order={[]}
                  schema={schema}
                  only={only}
                />
              </>
            ),
          }))}
        />
      </div>
    </FormNodeProvider>
  );
}
