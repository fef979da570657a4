/** @module A text of a form that was refused is kept with the draft: whoever goes elsewhere finds it again. */
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../document/rule-document.ts";
import { TypedField, type TypedFieldProps } from "../../ui/typed-field.tsx";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { useFormNode } from "../form-context.tsx";

interface KeptFieldProps extends Omit<TypedFieldProps, "refused" | "onRefused"> {
  readonly place: Place;
  /** Which text of the place, where it has several. */
  readonly part?: string | number;
}

export function KeptField({ place, part = "", ...props }: KeptFieldProps): ReactNode {
  const { t } = useTranslation("forms");
  const node = useFormNode();
  // Of the node, whose place in the file may move.
  const within = place.pointer.slice(node?.pointer.length ?? 0);
  const key = ["form", node?.id ?? "", within, part].join(" ");
  const [kept] = useState(() => useWorkspace.getState().unread.get(key));
  return (
    <TypedField
      {...props}
      {...(kept === undefined ? {} : { refused: { text: kept, why: t("keptRefused") } })}
      onRefused={(text) => useWorkspace.getState().keepUnread(key, text)}
    />
  );
}
