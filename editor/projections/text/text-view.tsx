/**
 * @module The formula as text, to be typed: in the reader's language, half and full width alike. What can be read is taken
 * over when the typing rests or with Enter; what cannot is told with its place, and kept as it stands.
 */
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { printText } from "../../../engine/language/formula-text/print.ts";
import { sameLogic } from "../../../engine/logic/json-tree.ts";
import { valueAt } from "../../document/rule-document.ts";
import { useLanguage } from "../../messages/index.ts";
import { parseText, type TextError } from "../../text-formula/parse.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";
import { useFormulaView } from "../formula-view.ts";
import { Completion, useCompletion } from "./completion.tsx";
import { unreadKeyOf } from "./unread-key.ts";
import "./text.css";

/** Typing that rests this long is read (editor.md 4.6). */
const REST_MS = 600;

export function TextView(): ReactNode {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const view = useFormulaView();
  const { logic, declared, selected } = view;
  const printed = useMemo(
    () => printText(logic, { names: declared, language }),
    [logic, declared, language],
  );
  const unreadKey = unreadKeyOf(view.place);
  const [draft, setDraft] = useState(() => useWorkspace.getState().unread.get(unreadKey) ?? null);
  const [errors, setErrors] = useState<readonly TextError[]>(() =>
    draft === null ? [] : parseText(draft, declared).errors,
  );
  const field = useRef<HTMLTextAreaElement>(null);
  const composing = useRef(false);
  const resting = useRef<number | undefined>(undefined);
  const errorId = useId();
  const keepUnread = useWorkspace((workspace) => workspace.keepUnread);
  const text = draft ?? printed.text;
  const completion = useCompletion(field, text);

  /** Reads the text; with `final`, warnings stop it no more than they must. */
  const read = (typed: string, final: boolean): void => {
    window.clearTimeout(resting.current);
    const parsed = parseText(typed, declared);
    setErrors(parsed.errors);
    const isWrong = parsed.errors.some(({ severity }) => severity === "error");
    if (isWrong || (!final && parsed.errors.length > 0)) {
      keepUnread(unreadKey, typed);
      return;
    }
    const caret = field.current?.selectionStart ?? 0;
    const at = parsed.spans.filter(({ from, to }) => from <= caret && caret <= to).at(-1)?.at ?? "";
    const wrong = sameLogic(parsed.logic, logic)
      ? null
      : view.change(() => ({
          ok: true,
          logic: parsed.logic,
          at,
          label: { zh: "改写公式文本", en: "Formula text changed" },
        }));
    keepUnread(unreadKey, wrong === null ? null : typed);
    if (wrong === null && final) setDraft(null);
  };
  const giveUp = (): void => {
    setDraft(null);
    setErrors([]);
    keepUnread(unreadKey, null);
  };

  // Another change of the formula (undo, another view) is shown, unless somebody is writing here.
  const shown = useRef(printed.text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the printed text is what changed.
  useEffect(() => {
    if (shown.current === printed.text) return;
    shown.current = printed.text;
    if (document.activeElement !== field.current) giveUp();
  }, [printed.text]);
  // Whoever leaves by a key before the typing has rested has it taken over, or kept, all the same.
  const leaving = useRef(() => {});
  leaving.current = () => {
    window.clearTimeout(resting.current);
    if (draft !== null && valueAt(useWorkspace.getState().document, view.place) === logic)
      read(draft, true);
  };
  useEffect(() => () => leaving.current(), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (
      completion.onKey(event, (next, caret) => {
        setDraft(next);
        requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
      })
    )
      return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      read(text, true);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      giveUp();
    }
  };
  /** The node that the cursor stands in is the selected one. */
  const selectAtCaret = (): void => {
    if (draft !== null) return;
    const caret = field.current?.selectionStart ?? 0;
    const at = printed.spans.filter(({ from, to }) => from <= caret && caret <= to).at(-1)?.at;
    if (at !== undefined && at !== selected) view.select(at);
  };

  return (
    <div className="fx-text">
      <div className="fx-text-field">
        <pre className="fx-text-marks" aria-hidden="true">
          <Marked
            text={text}
            errors={errors}
            selected={draft === null ? spanOf(printed, selected) : null}
          />
        </pre>
        <textarea
          ref={field}
          data-draft={draft !== null}
          aria-label={t("text.label")}
          aria-invalid={errors.some(({ severity }) => severity === "error")}
          aria-describedby={errorId}
          {...completion.combobox}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          readOnly={view.readOnly}
          value={text}
          onChange={(event) => {
            const typed = event.target.value;
            setDraft(typed);
            setErrors([]);
            window.clearTimeout(resting.current);
            if (!composing.current)
              resting.current = window.setTimeout(() => read(typed, false), REST_MS);
          }}
          onCompositionStart={() => {
            composing.current = true;
            window.clearTimeout(resting.current);
            setErrors([]);
          }}
          onCompositionEnd={(event) => {
            composing.current = false;
            const typed = event.currentTarget.value;
            resting.current = window.setTimeout(() => read(typed, false), REST_MS);
          }}
          onKeyDown={onKeyDown}
          onSelect={selectAtCaret}
          onBlur={() => {
            if (draft !== null) read(draft, true);
          }}
        />
        <Completion
          of={completion}
          choose={(next, caret) => {
            setDraft(next);
            requestAnimationFrame(() => {
              field.current?.focus();
              field.current?.setSelectionRange(caret, caret);
            });
          }}
        />
      </div>
      <ul className="fx-text-errors" id={errorId} aria-live="polite">
        {errors.map((error) => (
          <li key={`${error.code} ${error.from}`} className={`fp-note fp-note-${error.severity}`}>
            {t("text.place", { position: error.from + 1 })}
            {t(`textErrors.${error.code}`, { ...error.facts })}
          </li>
        ))}
      </ul>
      {!view.readOnly && <p className="fp-hint">{t("text.hint")}</p>}
    </div>
  );
}

function spanOf(
  printed: ReturnType<typeof printText>,
  at: string | null,
): { readonly from: number; readonly to: number } | null {
  return printed.spans.find((span) => span.at === at) ?? null;
}

/** The same text under the field, with what is wrong and what is selected marked in it. */
function Marked(props: {
  readonly text: string;
  readonly errors: readonly TextError[];
  readonly selected: { readonly from: number; readonly to: number } | null;
}): ReactNode {
  const { text, errors, selected } = props;
  const [first] = errors;
  const mark = first ?? selected;
  if (mark === null) return `${text} `;
  const to = Math.max(mark.to, mark.from + 1);
  const name = first === undefined ? "fx-text-selected" : `fx-text-${first.severity}`;
  return (
    <>
      {text.slice(0, mark.from)}
      <mark className={name}>{text.slice(mark.from, to) || " "}</mark>
      {`${text.slice(to)} `}
    </>
  );
}
