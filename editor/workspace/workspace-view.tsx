/** @module One open workspace: draft, earlier save or published set; the same page, with or without handles. */
import {
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from "react";
import { useLocation, useMatch, useNavigate } from "react-router";
import { compareWith } from "../comparison/comparison-store.ts";
import type { SideAddress } from "../comparison/sides.ts";
import { treeOf } from "../document/nodes.ts";
import type { Files, FormulaPlace } from "../document/rule-document.ts";
import { followWorkspace } from "../evaluation/follow.ts";
import { useLookAt } from "../evaluation/looked-at.ts";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import type { CommandContext } from "./commands/command.ts";
import { CommandKeys } from "./commands/command-keys.tsx";
import { KeySheet } from "./commands/key-sheet.tsx";
import { Palette } from "./commands/palette.tsx";
import { UndoButtons } from "./history/undo-buttons.tsx";
import { FrameSlot } from "./layout/frame-slot.tsx";
import { PANES } from "./layout/panes.tsx";
import { WorkspaceLayout } from "./layout/workspace-layout.tsx";
import { RulePane } from "./rule/rule-pane.tsx";
import { IndicatorTree } from "./tree/indicator-tree.tsx";
import { useWorkspace } from "./workspace-store.ts";

export interface WorkspaceViewProps {
  /** Address of what is open: `/drafts/…`, `/rule-sets/…`. */
  readonly base: string;
  readonly title: ReactNode;
  readonly isDraft: boolean;
  /** Above the panes: why it is read-only, and what can be done about it. */
  readonly banner?: ReactNode;
  /** In the head: the state of saving, buttons. */
  readonly tools?: ReactNode;
  readonly saveNow?: () => Promise<void>;
  /** Files that marks of change are against; null for none. */
  readonly startedFrom?: Files | null;
  /** What it is compared with unless the reader chooses; null where there is nothing that it goes by. */
  readonly comparedWith?: SideAddress | null;
}

/** Loaded when a notice is taken in. */
const NoticePage = lazy(async () => ({
  default: (await import("../notice/notice-page.tsx")).NoticePage,
}));

/** Loaded when something is compared. */
const Comparison = lazy(async () => ({
  default: (await import("../comparison/comparison-page.tsx")).ComparisonPage,
}));

export function WorkspaceView({
  base,
  title,
  isDraft,
  banner,
  tools,
  saveNow,
  startedFrom = null,
  comparedWith = null,
}: WorkspaceViewProps) {
  const navigate = useNavigate();
  const asked = useMatch(`${base}/items/:node`)?.params.node;
  const compared = useMatch(`${base}/compare/:node?`);
  const atNotice = useMatch(`${base}/notice`) !== null;
  // No more of the document than this: an edit draws anew what shows it, not the whole page.
  const readOnly = useWorkspace((state) => state.readOnly);
  const root = useWorkspace(({ document }) => treeOf(document).root?.id ?? "");
  const node = asked ?? compared?.params.node ?? root;
  const isComparing = compared !== null;
  const { state } = useLocation();
  const [shown, setShown] = useState<string>(
    typeof state?.pane === "string" ? state.pane : asked === undefined ? "tree" : "rule",
  );
  const [dialog, setDialog] = useState<"palette" | "keys" | null>(null);
  // Before what shows the document listens to it: an edit is on its way to the worker while the page is drawn.
  useLayoutEffect(() => followWorkspace(startedFrom), [startedFrom]);
  // Before the page of differences reads what its address asks for.
  useLayoutEffect(() => compareWith(base, comparedWith), [base, comparedWith]);
  useLookAt(node);
  const open = (id: string): void => {
    setShown("rule");
    navigate(`${base}/items/${encodeURIComponent(id)}`);
  };

  // The page shows what is selected, wherever the selection came from: undo, a finding, a search.
  useEffect(
    () =>
      useWorkspace.subscribe(({ selection }, before) => {
        if (selection === null || selection === before.selection || isComparing) return;
        const id = nodeOfPlace(selection.place);
        if (id === node) return;
        setShown("rule");
        navigate(`${base}/items/${encodeURIComponent(id)}`);
      }),
    [base, node, navigate, isComparing],
  );
  // A page that was opened by hand lets go what is selected elsewhere.
  useEffect(() => {
    const { selection, select } = useWorkspace.getState();
    if (selection !== null && nodeOfPlace(selection.place) !== node) select(null);
  }, [node]);

  const context = useMemo(
    (): CommandContext => ({
      base,
      node,
      isComparing,
      isDraft,
      readOnly,
      navigate,
      showPane: setShown,
      saveNow: saveNow ?? noSaving,
      openPalette: () => setDialog("palette"),
      openKeys: () => setDialog("keys"),
    }),
    [base, node, isComparing, isDraft, readOnly, navigate, saveNow],
  );

  return (
    <div className="workspace">
      <FrameSlot>
        <div className="workspace-head">
          <span className="workspace-title">{title}</span>
          <UndoButtons />
          {tools}
        </div>
      </FrameSlot>
      {banner}
      {atNotice ? (
        <div className="workspace-one">
          <Suspense fallback={<PageSkeleton />}>
            <NoticePage base={base} startedFrom={startedFrom} />
          </Suspense>
        </div>
      ) : isComparing ? (
        <Suspense fallback={<PageSkeleton />}>
          <Comparison
            base={base}
            node={compared.params.node ?? null}
            saveNow={saveNow ?? noSaving}
          />
        </Suspense>
      ) : (
        <WorkspaceLayout
          node={node}
          shown={shown}
          onShow={setShown}
          panes={PANES.filter(({ drafts }) => drafts === undefined || (isDraft && !readOnly))}
          tree={<IndicatorTree chosen={node} onChoose={open} />}
          rule={<RulePane node={node} base={base} />}
        />
      )}
      <CommandKeys context={context} />
      {dialog === "palette" && <Palette context={context} onClose={() => setDialog(null)} />}
      {dialog === "keys" && <KeySheet onClose={() => setDialog(null)} />}
    </div>
  );
}

async function noSaving(): Promise<void> {}

/** Formulas of levels belong to no node: they are shown with the whole set. */
function nodeOfPlace({ node }: FormulaPlace): string {
  return node === "" ? (treeOf(useWorkspace.getState().document).root?.id ?? "") : node;
}
