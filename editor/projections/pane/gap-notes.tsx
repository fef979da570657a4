/** @module What no case of the selected node reaches, each with a button that makes one. */
import { App, Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { proposedCase } from "../../cases/proposed-case.ts";
import { useCaseEdits } from "../../cases/use-case-edits.ts";
import { useNode } from "../../cases/use-node.ts";
import { proposeCases } from "../../evaluation/follow.ts";
import { type FormulaGap, useFormulaView } from "../formula-view.ts";

export function GapNotes({ gaps }: { readonly gaps: readonly FormulaGap[] }): ReactNode {
  const { t } = useTranslation("projections");
  const { message } = App.useApp();
  const view = useFormulaView();
  const node = useNode(view.place.node);
  const edits = useCaseEdits();
  const [searching, setSearching] = useState<string | null>(null);

  const addFor = async ({ words, target }: FormulaGap): Promise<void> => {
    if (node === null) return;
    setSearching(words);
    try {
      const [found] = await proposeCases(node.node.id, target);
      if (found === undefined) message.warning(t("noCaseFound"));
      else edits.propose([proposedCase(found, node)]);
    } finally {
      setSearching(null);
    }
  };
  return gaps.map((gap) => (
    <li key={gap.words} className="fp-note fp-note-gap">
      {t("gap", { words: gap.words })}
      {!view.readOnly && (
        <Button
          size="small"
          type="link"
          loading={searching === gap.words}
          onClick={() => void addFor(gap)}
        >
          {t("addCase")}
        </Button>
      )}
    </li>
  ));
}
