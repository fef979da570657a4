/**
 * @module One formula in one of its projections. The pane reads it from the workspace's document, gives every projection
 * the same view of it, and keeps DOM focus and selection one.
 */
import type { TFunction } from "i18next";
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  type RefObject,
  Suspense,
  useEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import type { FormulaPlace } from "../document/rule-document.ts";
import { remove } from "../formula/operations/nodes.ts";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { FormulaDragging } from "./dragging/formula-dragging.tsx";
import { Tray } from "./dragging/tray.tsx";
import { type FormulaView, FormulaViewProvider } from "./formula-view.ts";
import { PROJECTIONS, type ProjectionId } from "./index.ts";
import { BrokenFile } from "./json/broken-file.tsx";
import { useBrokenText } from "./json/broken-texts.ts";
import { Breadcrumb, selectionWords } from "./pane/breadcrumb.tsx";
import { clipboardOf } from "./pane/clipboard.ts";
import { type Conversion, ConvertDialog } from "./pane/convert-dialog.tsx";
import { ExtractDialog } from "./pane/extract-dialog.tsx";
import { KeySheet } from "./pane/key-sheet.tsx";
import { elementOf, focusPlace, nextLeaf, placeElement } from "./pane/navigate.ts";
import { NodeMenu } from "./pane/node-menu.tsx";
import { Palette } from "./pane/palette.tsx";
import { PaneHeader } from "./pane/pane-header.tsx";
import { PaneNotes } from "./pane/pane-notes.tsx";
import { formulaKeys } from "./pane/use-formula-keys.ts";
import { useFormulaViewOf } from "./pane/use-formula-view-of.ts";
import { WhyNotPanel } from "./pane/why-not-panel.tsx";
import { useWorkedSentence, WorkedSentenceBox } from "./pane/worked-sentence.tsx";
import { UnreadText } from "./text/unread-text.tsx";
import "./pane/pane.css";

export interface FormulaPaneProps {
  readonly place: FormulaPlace;
  /** Without fields and handles; values and explanations stay. */
  readonly readOnly?: boolean;
  /** The projection that it opens in, where that can show the formula. */
  readonly opensIn?: ProjectionId;
}

export const FormulaPane = memo(function FormulaPane({
  place,
  readOnly = false,
  opensIn = "typeset",
}: FormulaPaneProps): ReactNode {
  const { t } = useTranslation("projections");
  const [told, tell] = useState("");
  const [done, setDone] = useState("");
  const [showValues, setShowValues] = useState(true);
  const body = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const isLocked = useBrokenText(place.file) !== null;
  const view = useFormulaViewOf(place, {
    readOnly: useWorkspace((workspace) => workspace.readOnly) || readOnly || isLocked,
    showValues,
    tell,
    done: setDone,
    wantFocus: () => {
      wantsFocus.current = true;
    },
    tab: (event) => tabOn(event, body.current),
  });
  // Whatever moved the selection (a key, undo, a finding): where this pane had the focus, the focus goes with it.
  useEffect(() => {
    const root = body.current;
    if (root === null || view === null || view.selected === null) return;
    const around = placeElement(document.activeElement);
    const focused = root.contains(around) ? around : null;
    // What is no node (the grip of a row, a tick, a button) keeps the focus whenever values come and draw the pane anew.
    if (!wantsFocus.current && focused === null) return;
    wantsFocus.current = false;
    const element = elementOf(view.selected, root);
    if (element !== null && element !== focused && !isWriting(document.activeElement))
      focusPlace(element);
  });
  if (view === null) return <p className="fp-none">{t("noFormula")}</p>;
  return (
    <FormulaViewProvider value={view}>
      <Pane
        view={view}
        opensIn={
          PROJECTIONS.find(({ id }) => id === opensIn)?.whyNot(view) === null ? opensIn : "typeset"
        }
        body={body}
        told={told}
        done={done}
        tell={tell}
        showValues={showValues}
        setShowValues={setShowValues}
      />
    </FormulaViewProvider>
  );
});

function Pane(props: {
  readonly view: FormulaView;
  readonly opensIn: ProjectionId;
  readonly body: RefObject<HTMLDivElement | null>;
  readonly told: string;
  readonly done: string;
  readonly tell: (words: string) => void;
  readonly showValues: boolean;
  readonly setShowValues: (show: boolean) => void;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { view, body, tell } = props;
  const { place } = view;
  const [projection, setProjection] = useState<ProjectionId>(props.opensIn);
  const [open, setOpen] = useState<"palette" | "menu" | "keys" | "extract" | Conversion | null>(
    null,
  );
  const section = useRef<HTMLElement>(null);
  const doomed = useRef<string | null>(null);
  const broken = useBrokenText(place.file);
  const worked = useWorkedSentence(body);

  const title = titleOf(view, t);
  const shown = PROJECTIONS.find(({ id }) => id === projection) ?? PROJECTIONS[0];
  const whyNot = shown?.whyNot(view) ?? null;
  const choose = (id: ProjectionId): void => {
    setProjection(id);
    tell("");
  };
  const go = (at: string): void => {
    view.select(at);
    requestAnimationFrame(() => {
      const element = body.current && elementOf(at, body.current);
      if (element) focusPlace(element);
    });
  };
  const keys = formulaKeys(view, {
    root: () => body.current,
    pane: () => section.current,
    openPalette: () => setOpen("palette"),
    openMenu: () => setOpen("menu"),
    openKeys: () => setOpen("keys"),
    remove: (at) => {
      // First it is said what goes; the next press empties the slot, one more takes it away.
      const isAnnounced = doomed.current === at || view.shapeAt(at).kind === "hole";
      doomed.current = at;
      if (isAnnounced) view.apply((logic) => remove(logic, at, view.declared));
      else tell(t("willRemove", { words: view.speech.get(at) ?? "" }));
    },
    explain: () => tell(findingAt(view) ?? t("noFinding")),
    explainValue: worked.ask,
    chooseProjection: (index) => {
      const wanted = PROJECTIONS[index];
      if (wanted !== undefined) choose(wanted.id);
    },
    goToFinding: (back) => {
      const next = nextFinding(view, back);
      if (next === null) tell(t("noFinding"));
      else {
        go(next.at);
        tell(next.words);
      }
    },
  });
  const onFocus = (event: FocusEvent): void => {
    const at = placeElement(event.target)?.dataset.at;
    if (at === undefined || !body.current?.contains(event.target) || at === view.selected) return;
    doomed.current = null;
    tell("");
    view.select(at);
  };
  // What the menu or the palette has done may have moved the selection: the focus goes where it is then.
  const close = (): void => {
    setOpen(null);
    requestAnimationFrame(() => {
      const now = useWorkspace.getState().selection;
      if (now === null || now.place.file !== place.file || now.place.pointer !== place.pointer)
        return;
      const element = body.current && elementOf(now.at, body.current);
      if (element) focusPlace(element);
    });
  };

  return (
    <section
      ref={section}
      className="fp"
      data-projection={projection}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={keys}
      onFocus={onFocus}
      onContextMenu={openMenuAt(() => setOpen("menu"))}
      {...clipboardOf(view)}
    >
      <PaneHeader
        title={title}
        projection={projection}
        choose={choose}
        showValues={props.showValues}
        setShowValues={props.setShowValues}
        openPalette={() => setOpen("palette")}
        openKeys={() => setOpen("keys")}
        tell={tell}
        body={() => body.current}
      />
      {broken !== null && (
        <BrokenFile
          file={place.file}
          broken={broken}
          mend={projection === "json" ? null : () => choose("json")}
        />
      )}
      {projection !== "text" && <UnreadText mend={() => choose("text")} />}
      <FormulaDragging>
        <div ref={body} className="fp-body fx" {...worked.handlers}>
          {whyNot === null && shown !== undefined ? (
            <Suspense fallback={<PageSkeleton />}>
              <shown.View />
            </Suspense>
          ) : (
            whyNot !== null && (
              <WhyNotPanel projection={projection} whyNot={whyNot} back={() => choose("typeset")} />
            )
          )}
          <WorkedSentenceBox of={worked} />
        </div>
        <Tray />
      </FormulaDragging>
      <PaneNotes go={go} />
      {(props.told !== "" || view.selected !== null) && (
        <footer className="fp-foot">
          {props.told === "" ? (
            <Breadcrumb go={go} />
          ) : (
            <span className="fp-told">{props.told}</span>
          )}
        </footer>
      )}
      <div className="fp-live" role="status" aria-live="polite">
        {props.told === "" ? `${props.done} ${selectionWords(view, t)}` : props.told}
      </div>
      {open === "palette" && <Palette close={close} />}
      {open === "menu" && (
        <NodeMenu
          root={() => body.current}
          close={close}
          openPalette={() => setOpen("palette")}
          convert={setOpen}
          extract={() => setOpen("extract")}
        />
      )}
      {(open === "bands" || open === "checklist") && (
        <ConvertDialog conversion={open} close={close} />
      )}
      {open === "extract" && <ExtractDialog close={close} />}
      {open === "keys" && <KeySheet close={close} />}
    </section>
  );
}

function titleOf(view: FormulaView, say: TFunction<"projections">): string {
  const [kind = "", name = ""] = view.formula.split("/");
  if (kind === "parts") {
    const { label, path, symbol } = view.names.nameOf(name);
    return symbol === undefined || label === path ? label : `${path} ${label}`;
  }
  const words = kind === "outputs" ? view.names.outputLabel(name) : name;
  return say(`formulas.${kind}`, { name: words, defaultValue: view.formula });
}

function findingAt(view: FormulaView): string | undefined {
  return view.findings.find(({ at }) => at === view.selected)?.words;
}

/** The finding after (before) the selected one, round and round. */
function nextFinding(view: FormulaView, back: boolean): FormulaView["findings"][number] | null {
  const { findings } = view;
  const now = findings.findIndex(({ at }) => at === view.selected);
  const next = back ? (now <= 0 ? findings.length - 1 : now - 1) : (now + 1) % findings.length;
  return findings[next] ?? null;
}

function isWriting(element: Element | null): boolean {
  return element instanceof HTMLInputElement && element.value !== "";
}

function tabOn(event: KeyboardEvent, root: HTMLElement | null): void {
  const from = placeElement(event.target as Element);
  const next = from === null || root === null ? null : nextLeaf(from, event.shiftKey, root);
  if (next === null) return;
  event.preventDefault();
  focusPlace(next);
}

/** The right button on a node selects it and opens its menu. */
function openMenuAt(open: () => void): (event: MouseEvent) => void {
  return (event) => {
    const place = placeElement(event.target as Element);
    if (place === null) return;
    event.preventDefault();
    focusPlace(place);
    open();
  };
}
