/** @module The selected part of a formula made a part of the indicator by a name, read by it wherever the same stands. */
import { Alert, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { extractVariable } from "../../document/extract.ts";
import { treeOf } from "../../document/nodes.ts";
import { nextPart } from "../../forms/add-formula.ts";
import { Field } from "../../ui/field.tsx";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { useFormulaView } from "../formula-view.ts";
import { useRefusalWords } from "./refusal-words.ts";

export function ExtractDialog({ close }: { readonly close: () => void }): ReactNode {
  const { t } = useTranslation("projections");
  const { place, selected, speech } = useFormulaView();
  const refusalWords = useRefusalWords();
  const document = useWorkspace((workspace) => workspace.document);
  const node = treeOf(document).byId.get(place.node);
  const [name, setName] = useState(() => (node === undefined ? "" : nextPart(node)));
  const [words, setWords] = useState({ zh: "", en: "" });
  const at = selected ?? "";
  // Whoever names it in one language only has it in both.
  const label = { zh: words.zh || words.en || name, en: words.en || words.zh || name };
  const extracted = extractVariable(document, place, at, name, label);
  const extract = (): void => {
    if (!extracted.ok) return;
    close();
    const formula = `parts/${name}`;
    const part = treeOf(extracted.document)
      .byId.get(place.node)
      ?.formulas.find((one) => one.formula === formula);
    useWorkspace.getState().commit(extracted.document, {
      label: extracted.label,
      ...(part === undefined ? {} : { selection: { place: part, at: "" } }),
    });
  };
  return (
    <Modal
      open
      title={t("extract.title")}
      okText={t("extract.do")}
      okButtonProps={{ disabled: !extracted.ok }}
      onOk={extract}
      onCancel={close}
      destroyOnHidden
    >
      <p>{speech.get(extracted.ok ? extracted.at : at)}</p>
      <Field label={t("extract.name")}>
        <Input
          autoFocus
          aria-label={t("extract.name")}
          value={name}
          onChange={({ target }) => setName(target.value.trim())}
          onPressEnter={({ nativeEvent }) => !nativeEvent.isComposing && extract()}
        />
      </Field>
      {(["zh", "en"] as const).map((language) => (
        <Field key={language} label={t(`extract.${language}`)}>
          <Input
            aria-label={t(`extract.${language}`)}
            value={words[language]}
            onChange={({ target }) => setWords({ ...words, [language]: target.value })}
            onPressEnter={({ nativeEvent }) => !nativeEvent.isComposing && extract()}
          />
        </Field>
      ))}
      {extracted.ok ? (
        <p className="fp-hint">{t("extract.places", { count: extracted.places })}</p>
      ) : (
        <Alert type="info" showIcon title={refusalWords(extracted.refusal)} />
      )}
    </Modal>
  );
}
