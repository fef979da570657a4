/** @module The code of an option: formulas and cases that speak of it follow when it is changed. */
import type { ReactNode } from "react";
import { pointerSteps } from "../../../engine/json/pointer.ts";
import { renameOption } from "../../document/rename.ts";
import { type FieldProps, useCommit, useFormNode, usePut } from "../form-context.tsx";
import type { Schema } from "../schema.ts";
import { TextField } from "./leaf-fields.tsx";

export function OptionCodeField(props: FieldProps & { readonly schema: Schema }): ReactNode {
  const node = useFormNode();
  const commit = useCommit();
  const put = usePut(props);
  const { place, label } = props;
  const enter = (code: string): void => {
    const at =
      node === null ? null : optionAt(pointerSteps(place.pointer.slice(node.pointer.length)));
    if (node === null || at === null) {
      put(code);
      return;
    }
    commit(label, (document) => {
      const renamed = renameOption(document, { node: node.id, ...at }, code);
      return renamed.ok ? renamed.document : document;
    });
  };
  return <TextField {...props} onTaken={enter} />;
}

/** `inputs/modes/options/3/code`, or `inputs/hospitals/fields/kind/options/3/code` */
function optionAt(steps: readonly string[]): {
  readonly input: string;
  readonly field: string | null;
  readonly index: number;
} | null {
  const [inputs, input, ...below] = steps;
  if (inputs !== "inputs" || input === undefined) return null;
  const [fields, field, ...belowField] = below;
  const ofField = fields === "fields" && field !== undefined;
  const [options, index, code] = ofField ? belowField : below;
  if (options !== "options" || index === undefined || code !== "code") return null;
  return { input, field: ofField ? field : null, index: Number(index) };
}
