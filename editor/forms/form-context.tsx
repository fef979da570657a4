/** @module What every field of a form works with: schemas, the node, and the one road by which it changes the document. */
import { schemas } from "virtual:rule-schemas";
import { createContext, useContext } from "react";
import type { JsonValue } from "../../engine/json/json-value.ts";
import type { Text } from "../../engine/rule-set/rule-set.ts";
import { putValue, takeOut } from "../document/edit-members.ts";
import type { DocumentNode } from "../document/nodes.ts";
import { type Place, type RuleDocument, valueAt } from "../document/rule-document.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import type { Schemas } from "./schema.ts";

/** The node whose form it is; `null` for the set as a whole. */
const FormNode = createContext<DocumentNode | null>(null);

export const FormNodeProvider = FormNode.Provider;

export function useFormNode(): DocumentNode | null {
  return useContext(FormNode);
}

export const SCHEMAS: Schemas = schemas;

/** A field: where its value stands and what it is called. */
export interface FieldProps {
  readonly place: Place;
  readonly label: Text;
  /** The holder must have it. */
  readonly required: boolean;
  /** Names of the holder's members in the schema's order: where a new one goes. */
  readonly order: readonly string[];
}

export function useValue(place: Place): JsonValue | undefined {
  const document = useWorkspace((state) => state.document);
  return valueAt(document, place);
}

export function useReadOnly(): boolean {
  return useWorkspace((state) => state.readOnly);
}

/** Commits an edit as one step that says where and what. */
export function useCommit(): (what: Text, edit: (document: RuleDocument) => RuleDocument) => void {
  const node = useFormNode();
  return (what, edit) => {
    const { document, commit } = useWorkspace.getState();
    const where = node === null ? { zh: "", en: "" } : { zh: `${node.id}：`, en: `${node.id}: ` };
    commit(edit(document), { label: { zh: where.zh + what.zh, en: where.en + what.en } });
  };
}

/** Puts the field's value, or takes it out for `undefined`. */
export function usePut({
  place,
  label,
  required,
  order,
}: FieldProps): (value: JsonValue | undefined) => void {
  const commit = useCommit();
  return (value) =>
    commit(label, (document) =>
      value === undefined
        ? takeOut(document, place, required)
        : putValue(document, place, value, order),
    );
}
