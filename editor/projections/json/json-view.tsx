/**
 * @module The file that holds the formula, as text in Monaco: the very bytes that are saved. What can be read becomes
 * one step of history when the typing rests; what cannot be read is kept beside the document until it is mended.
 */
import { Editor } from "@monaco-editor/react";
import { Alert, Button, Skeleton } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parseJson } from "../../../engine/json/parse-json.ts";
import { jsonSentence } from "../../../engine/language/sentence.ts";
import { withFile } from "../../document/rule-document.ts";
import { useLanguage } from "../../messages/index.ts";
import { useMode } from "../../ui/appearance.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { useFormulaView } from "../formula-view.ts";
import { useBrokenText } from "./broken-texts.ts";
import { loadMonaco, type Monaco } from "./monaco.ts";
import { placeAt, rangeAt } from "./text-places.ts";
import { THEMES } from "./themes.ts";

type CodeEditor = import("monaco-editor/editor").editor.IStandaloneCodeEditor;

/** Typing that rests this long is taken over (editor.md 4.6). */
const REST_MS = 600;

export default function JsonView(): ReactNode {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const [monaco, setMonaco] = useState<Monaco | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks again.
  useEffect(() => {
    let left = false;
    setFailed(false);
    loadMonaco(language).then(
      (loaded) => !left && setMonaco(loaded),
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
    };
  }, [language, attempt]);

  if (failed) {
    return (
      <Alert
        type="warning"
        showIcon
        title={t("json.notLoaded")}
        action={<Button onClick={() => setAttempt(attempt + 1)}>{t("json.again")}</Button>}
      />
    );
  }
  return monaco === null ? (
    <Skeleton active paragraph={{ rows: 6 }} />
  ) : (
    <FileEditor monaco={monaco} />
  );
}

function FileEditor({ monaco }: { readonly monaco: Monaco }): ReactNode {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const mode = useMode();
  const view = useFormulaView();
  const { file, pointer } = view.place;
  const readOnly = useWorkspace((workspace) => workspace.readOnly);
  const stored = useWorkspace((workspace) => workspace.document.files.get(file)) ?? "";
  const broken = useBrokenText(file);
  const editor = useRef<CodeEditor | null>(null);
  const resting = useRef<number | undefined>(undefined);
  const shown = broken?.text ?? stored;

  const take = (text: string): void => {
    window.clearTimeout(resting.current);
    const reading = parseJson(text);
    const { document, commit, keepUnread } = useWorkspace.getState();
    if (!reading.ok) {
      keepUnread(file, text);
      return;
    }
    keepUnread(file, null);
    commit(withFile(document, file, text), {
      label: { zh: `${file} 文本`, en: `Text of ${file}` },
    });
  };
  const latest = useRef(take);
  latest.current = take;

  // Leaving the tab takes over what was typed.
  useEffect(
    () => () => {
      window.clearTimeout(resting.current);
      const text = writtenIn(editor.current);
      const kept = useWorkspace.getState().document.files.get(file);
      if (text !== null && text !== kept) latest.current(text);
    },
    [file],
  );

  // Undo, redo and other views change the text under the editor.
  useEffect(() => {
    const model = editor.current?.getModel();
    if (!model || model.getValue() === shown || resting.current !== undefined) return;
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text: shown }], () => null);
  }, [shown]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (!model) return;
    const { MarkerSeverity, editor: api } = monaco.monaco;
    const severities = {
      error: MarkerSeverity.Error,
      warning: MarkerSeverity.Warning,
      note: MarkerSeverity.Info,
    };
    const markers = view.findings.flatMap(({ at, severity, words }) => {
      const range = rangeAt(stored, pointer + at);
      if (range === null || broken !== null) return [];
      const [from, to] = [model.getPositionAt(range.from), model.getPositionAt(range.to)];
      return [
        {
          severity: severities[severity],
          message: words,
          startLineNumber: from.lineNumber,
          startColumn: from.column,
          endLineNumber: to.lineNumber,
          endColumn: to.column,
        },
      ];
    });
    if (broken !== null) {
      const { line, column } = broken.problem;
      markers.push({
        severity: MarkerSeverity.Error,
        message: jsonSentence(broken.problem, language),
        startLineNumber: line,
        startColumn: column,
        endLineNumber: line,
        endColumn: column + 1,
      });
    }
    api.setModelMarkers(model, "chengping", markers);
  }, [monaco, view.findings, stored, broken, pointer, language]);

  const open = (opened: CodeEditor): void => {
    editor.current = opened;
    const model = opened.getModel();
    const range = rangeAt(stored, pointer + (view.selected ?? ""));
    if (model !== null && range !== null) {
      const [from, to] = [model.getPositionAt(range.from), model.getPositionAt(range.to)];
      const selected = monaco.monaco.Range.fromPositions(from, to);
      opened.setSelection(selected);
      opened.revealRangeInCenter(selected);
    }
    opened.onDidChangeCursorPosition(({ position, reason }) => {
      // 3: the person moved it; edits and our own jumps select nothing.
      if (reason !== 3) return;
      const now = opened.getModel();
      const at = now && placeAt(now.getValue(), now.getOffsetAt(position), pointer);
      if (at !== null && at !== undefined) view.select(at);
    });
    opened.onDidBlurEditorText(() => {
      const text = writtenIn(opened);
      const kept = useWorkspace.getState().document.files.get(file);
      if (text !== null && text !== kept) latest.current(text);
    });
    const { KeyCode, KeyMod } = monaco.monaco;
    opened.onKeyDown((event) => {
      if ((!event.ctrlKey && !event.metaKey) || event.altKey) return;
      const back = event.keyCode === KeyCode.KeyZ && !event.shiftKey;
      const forth =
        event.keyCode === KeyCode.KeyY || (event.keyCode === KeyCode.KeyZ && event.shiftKey);
      const { document, undo, redo } = useWorkspace.getState();
      // What is still being typed is the editor's own; what was taken over is a step of the one history.
      if ((!back && !forth) || opened.getValue() !== document.files.get(file)) return;
      event.preventDefault();
      event.stopPropagation();
      (back ? undo : redo)();
    });
    opened.addCommand(KeyMod.CtrlCmd | KeyCode.KeyS, () => {
      latest.current(opened.getValue());
      opened
        .getDomNode()
        ?.dispatchEvent(
          new KeyboardEvent("keydown", { key: "s", code: "KeyS", ctrlKey: true, bubbles: true }),
        );
    });
  };

  return (
    <div className="fp-json">
      <p className="fp-hint">{t("json.hint", { file })}</p>
      <Editor
        height="min(60vh, 520px)"
        path={monaco.modelPath(file)}
        language="json"
        theme={THEMES[mode]}
        defaultValue={shown}
        loading={<Skeleton active />}
        onMount={open}
        onChange={() => {
          window.clearTimeout(resting.current);
          resting.current = window.setTimeout(() => {
            resting.current = undefined;
            const text = writtenIn(editor.current);
            if (text === null) return;
            const kept = useWorkspace.getState().document.files.get(file);
            if (text !== kept) latest.current(text);
            else useWorkspace.getState().keepUnread(file, null);
          }, REST_MS);
        }}
        options={{
          readOnly,
          ariaLabel: t("json.label", { file }),
          automaticLayout: true,
          fontSize: 13,
          minimap: { enabled: false },
          // Lines that stay at the top cover what was scrolled to, in a pane of few lines.
          stickyScroll: { enabled: false },
          scrollBeyondLastLine: false,
          tabSize: 2,
          insertSpaces: true,
          detectIndentation: true,
          bracketPairColorization: { enabled: false },
          unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: true },
        }}
      />
    </div>
  );
}

/** An editor that is being taken away has no text any more: that is not an empty one. */
function writtenIn(editor: CodeEditor | null): string | null {
  const model = editor?.getModel() ?? null;
  return model === null || model.isDisposed() ? null : model.getValue();
}
