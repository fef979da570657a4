/** @module What can be said of an item, as buttons; the digit is the key in the work list. */
import { useTranslation } from "react-i18next";
import type { WorkState } from "../api/notices.ts";

export const STATES: readonly { readonly state: WorkState; readonly key: string }[] = [
  { state: "unchecked", key: "0" },
  { state: "carried_over", key: "1" },
  { state: "changed", key: "2" },
  { state: "checked", key: "3" },
];

export function StateButtons({
  item,
  state,
  disabled,
  tabIndex,
  onChoose,
}: {
  readonly item: string;
  readonly state: WorkState;
  readonly disabled: boolean;
  readonly tabIndex?: number;
  readonly onChoose: (state: WorkState) => void;
}) {
  const { t } = useTranslation("notice");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its frame and legend into every row
    <span className="work-states" role="group" aria-label={t("stateOf", { item })}>
      {STATES.map((one) => (
        <button
          key={one.state}
          type="button"
          className={`work-state is-${one.state}`}
          aria-pressed={one.state === state}
          disabled={disabled}
          tabIndex={tabIndex}
          title={t("keyOf", { key: one.key })}
          onClick={() => onChoose(one.state)}
        >
          {t(`states.${one.state}`)}
        </button>
      ))}
    </span>
  );
}
