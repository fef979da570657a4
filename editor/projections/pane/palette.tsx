/** @module What can be put in: names, idioms, functions; found by label, id or the initials of the pinyin. */
import { Input, Modal } from "antd";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { matchesWish } from "../../ui/pinyin.ts";
import { useFormulaView } from "../formula-view.ts";
import { type PaletteEntry, usePaletteEntries } from "./palette-entries.ts";

/** More are found by typing than by reading. */
const MOST = 60;

export function Palette({ close }: { readonly close: () => void }): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const entries = usePaletteEntries();
  const listId = useId();
  const [wish, setWish] = useState("");
  const [index, setIndex] = useState(0);
  const found = entries.filter(({ words }) => matchesWish(wish, words)).slice(0, MOST);
  const active = Math.min(index, found.length - 1);

  const choose = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return;
    close();
    view.apply(entry.edit);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setIndex((active + 1) % Math.max(1, found.length));
    else if (event.key === "ArrowUp")
      setIndex((active - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter") choose(found[active]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      open
      title={t("palette.title")}
      footer={null}
      onCancel={close}
      destroyOnHidden
      width={560}
    >
      <Input
        autoFocus
        allowClear
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found[active] === undefined ? undefined : `${listId}-${active}`}
        aria-label={t("palette.search")}
        placeholder={t("palette.search")}
        value={wish}
        onChange={(event) => {
          setWish(event.target.value);
          setIndex(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={listId} aria-label={t("palette.title")} className="fp-palette">
        {found.map((entry, position) => (
          <PaletteRow
            key={entry.key}
            id={`${listId}-${position}`}
            entry={entry}
            first={found[position - 1]?.group !== entry.group}
            active={position === active}
            choose={() => choose(entry)}
          />
        ))}
        {found.length === 0 && <p className="fp-hint">{t("palette.nothing")}</p>}
      </div>
    </Modal>
  );
}

function PaletteRow(props: {
  readonly id: string;
  readonly entry: PaletteEntry;
  /** First of its group: the group's name stands over it. */
  readonly first: boolean;
  readonly active: boolean;
  readonly choose: () => void;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { entry, active } = props;
  return (
    <>
      {props.first && (
        <div role="presentation" className="fp-palette-group">
          {t(`palette.groups.${entry.group}`)}
        </div>
      )}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, aria-activedescendant points here. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's. */}
      <div
        id={props.id}
        role="option"
        aria-selected={active}
        ref={(element) => {
          if (active) element?.scrollIntoView({ block: "nearest" });
        }}
        className={active ? "fp-palette-row fp-palette-active" : "fp-palette-row"}
        onMouseDown={(event) => event.preventDefault()}
        onClick={props.choose}
      >
        <span>{entry.label}</span>
        <span className="fp-palette-detail">{entry.detail}</span>
      </div>
    </>
  );
}
