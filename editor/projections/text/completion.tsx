/** @module What the word at the cursor may become: names and functions, found by label, id or pinyin initials. */
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from "react";
import { nameText } from "../../../engine/language/formula-text/name-text.ts";
import { type Language, textIn } from "../../../engine/language/language.ts";
import { OPERATOR_WORDS } from "../../../engine/language/operator-words.ts";
import { useLanguage } from "../../messages/index.ts";
import { matchesWish } from "../../ui/pinyin.ts";
import { useFormulaView } from "../formula-view.ts";

const MOST = 8;
const WORD = /[\p{L}\p{M}\p{N}_.·]*$/u;

interface Offer {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  /** What is written in the word's place. */
  readonly text: string;
}

export interface CompletionState {
  readonly listId: string;
  readonly offers: readonly Offer[];
  readonly active: number;
  readonly combobox: { readonly [attribute: string]: string | boolean | undefined };
  readonly take: (index: number) => { readonly text: string; readonly caret: number } | null;
  readonly onKey: (event: KeyboardEvent, write: (text: string, caret: number) => void) => boolean;
}

export function useCompletion(
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
): CompletionState {
  const language = useLanguage();
  const view = useFormulaView();
  const listId = useId();
  const [state, setState] = useState({ text: "", index: 0, closed: false });
  const caret = field.current?.selectionStart ?? text.length;
  const word = WORD.exec(text.slice(0, caret))?.[0] ?? "";
  const isFresh = state.text === text;
  const open =
    !view.readOnly && document.activeElement === field.current && !(isFresh && state.closed);
  const offers = open && /\p{L}/u.test(word) ? offersFor(word, view, language) : [];
  const active = isFresh ? Math.min(state.index, offers.length - 1) : 0;

  const take = (index: number): { readonly text: string; readonly caret: number } | null => {
    const offer = offers[index];
    if (offer === undefined) return null;
    const start = caret - word.length;
    return {
      text: text.slice(0, start) + offer.text + text.slice(caret),
      caret: start + offer.text.length,
    };
  };
  return {
    listId,
    offers,
    active,
    combobox: {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": listId,
      "aria-activedescendant": offers.length > 0 ? `${listId}-${active}` : undefined,
    },
    take,
    onKey: (event, write) => {
      if (offers.length === 0) return false;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0)
        setState({ text, index: (active + step + offers.length) % offers.length, closed: false });
      else if (event.key === "Escape") setState({ text, index: 0, closed: true });
      else if (event.key === "Enter" || event.key === "Tab") {
        const taken = take(active);
        if (taken === null) return false;
        write(taken.text, taken.caret);
      } else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

function offersFor(
  word: string,
  view: ReturnType<typeof useFormulaView>,
  language: Language,
): readonly Offer[] {
  const names = view.names.all.flatMap(({ path, label }): Offer[] => {
    const text = nameText(path, view.declared, language);
    if (text === null || text === word || !matchesWish(word, [path, label])) return [];
    return [{ key: path, label, detail: path, text }];
  });
  const functions = [...OPERATOR_WORDS].flatMap(([operator, { call }]): Offer[] => {
    const name = textIn(call, language);
    if (!matchesWish(word, [call.zh, call.en]) || operator === "var") return [];
    return [{ key: `()${operator}`, label: name, detail: "( )", text: `${name}(` }];
  });
  const offers = [...names, ...functions];
  // A name written out needs no list under it, and Enter is then the field's.
  return names.some(({ text }) => text === word) ? [] : offers.slice(0, MOST);
}

export function Completion(props: {
  readonly of: CompletionState;
  readonly choose: (text: string, caret: number) => void;
}): ReactNode {
  const { offers, active, listId, take } = props.of;
  if (offers.length === 0) return null;
  return (
    <div className="fx-suggestions" role="listbox" id={listId}>
      {offers.map((offer, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, aria-activedescendant points here.
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's.
        <div
          key={offer.key}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === active}
          className={index === active ? "fx-suggestion fx-active" : "fx-suggestion"}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            const taken = take(index);
            if (taken !== null) props.choose(taken.text, taken.caret);
          }}
        >
          <span>{offer.label}</span>
          <code>{offer.detail}</code>
        </div>
      ))}
    </div>
  );
}
