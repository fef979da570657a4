/** @module Names offered while one writes into a leaf: by label, by path, by the initials of its pinyin. */
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { matchesWish } from "../../ui/pinyin.ts";
import type { FormulaNames, NameView } from "../notation/names.ts";

const MOST = 8;

export interface SuggestionState {
  readonly listId: string;
  readonly options: readonly NameView[];
  readonly active: number;
  readonly combobox: { readonly [attribute: string]: string | boolean | undefined };
  /** True when the key was the list's own. */
  readonly onKey: (event: KeyboardEvent, choose: (text: string) => void) => boolean;
}

export function useSuggestions(draft: string | null, names: FormulaNames): SuggestionState {
  const listId = useId();
  const [choice, setChoice] = useState({ draft: "", index: -1 });
  const options =
    draft === null || draft.trim() === "" || /^[-−]?[\d.０-９．]+[%％]?$/.test(draft.trim())
      ? []
      : names.all.filter((name) => matchesWish(draft, [name.path, name.label])).slice(0, MOST);
  const index = choice.draft === draft ? choice.index : -1;
  const exact = options.some(({ path, label }) => path === draft || label === draft);
  // What is offered first is taken by Enter, unless a name has been written out.
  const active =
    index >= 0 ? Math.min(index, options.length - 1) : options.length > 0 && !exact ? 0 : -1;

  return {
    listId,
    options,
    active,
    combobox: {
      role: "combobox",
      "aria-expanded": options.length > 0,
      "aria-autocomplete": "list",
      "aria-controls": listId,
      "aria-activedescendant": active >= 0 ? `${listId}-${active}` : undefined,
    },
    onKey: (event, choose) => {
      if (options.length === 0) return false;
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) {
        event.preventDefault();
        const next = (Math.max(active, -1) + step + options.length) % options.length;
        setChoice({ draft: draft ?? "", index: next });
        return true;
      }
      const chosen = options[active];
      if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined) {
        event.preventDefault();
        choose(chosen.path);
        return true;
      }
      return false;
    },
  };
}

export function Suggestions(props: {
  readonly of: SuggestionState;
  readonly choose: (text: string) => void;
}): ReactNode {
  const { options, active, listId } = props.of;
  if (options.length === 0) return null;
  return (
    <span className="fx-suggestions" role="listbox" id={listId}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, aria-activedescendant points here.
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's.
        <span
          key={option.path}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === active}
          className={index === active ? "fx-suggestion fx-active" : "fx-suggestion"}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.choose(option.path)}
        >
          <span>{option.label}</span>
          <code>{option.path}</code>
        </span>
      ))}
    </span>
  );
}
