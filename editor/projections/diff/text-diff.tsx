/** @module Text formula or JSON of two editions side by side, in Monaco. */
import { DiffEditor, type MonacoDiffEditor } from "@monaco-editor/react";
import { Skeleton } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { printText } from "../../../engine/language/formula-text/print.ts";
import { useLanguage } from "../../messages/index.ts";
import { useMode } from "../../ui/appearance.ts";
import type { FormulaView } from "../formula-view.ts";
import { loadMonaco } from "../json/monaco.ts";
import { THEMES } from "../json/themes.ts";

const LINE = 48;

export default function TextDiff(props: {
  readonly kind: "text" | "json";
  readonly before: FormulaView | null;
  readonly after: FormulaView | null;
}): ReactNode {
  const language = useLanguage();
  const mode = useMode();
  const [ready, setReady] = useState(false);
  const mounted = useRef<MonacoDiffEditor | null>(null);
  useEffect(
    () => () => {
      const models = mounted.current?.getModel();
      // The widget lets go of its texts first: disposed under it, they make it throw.
      setTimeout(() => {
        models?.original.dispose();
        models?.modified.dispose();
      });
    },
    [],
  );
  useEffect(() => {
    let left = false;
    void loadMonaco(language).then(() => !left && setReady(true));
    return () => {
      left = true;
    };
  }, [language]);
  if (!ready) return <Skeleton active />;
  const textOf = (view: FormulaView | null): string => {
    if (view === null) return "";
    if (props.kind === "json") return JSON.stringify(view.logic, null, 2);
    return printText(view.logic, { names: view.declared, language, width: LINE }).text;
  };
  return (
    <DiffEditor
      keepCurrentOriginalModel
      keepCurrentModifiedModel
      onMount={(editor) => {
        mounted.current = editor;
      }}
      height="360px"
      language={props.kind === "json" ? "json" : "plaintext"}
      theme={THEMES[mode]}
      original={textOf(props.before)}
      modified={textOf(props.after)}
      options={{ readOnly: true, automaticLayout: true, minimap: { enabled: false }, fontSize: 13 }}
    />
  );
}
