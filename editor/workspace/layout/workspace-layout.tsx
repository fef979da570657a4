/** @module Tree, rule and panes: side by side with borders that move, or one at a time with tabs at the bottom. */
import { Splitter, Tabs } from "antd";
import { type ReactNode, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageSkeleton } from "../../ui/page-skeleton.tsx";
import { useNarrow } from "../../ui/use-narrow.ts";
import type { Pane } from "./panes.tsx";
import { useBorderKeys } from "./use-border-keys.ts";
import "./layout.css";

export interface LayoutProps {
  readonly tree: ReactNode;
  readonly rule: ReactNode;
  readonly panes: readonly Pane[];
  readonly node: string;
  /** Id of the pane in sight: `tree`, `rule` or one of the panes. */
  readonly shown: string;
  readonly onShow: (id: string) => void;
}

export function WorkspaceLayout(props: LayoutProps) {
  return useNarrow() ? <NarrowLayout {...props} /> : <WideLayout {...props} />;
}

const TREE_MIN = 200;
const PANES_MIN = 80;
/** Share of the height; the rule above stays in sight. */
const PANES_MOST = 0.7;

function WideLayout({ tree, rule, panes, node, shown, onShow }: LayoutProps) {
  const { t } = useTranslation("workspace");
  const [treeWidth, keepTreeWidth] = useKeptSize("tree", 320, window.innerWidth / 2);
  const [paneHeight, keepPaneHeight] = useKeptSize("panes", 320, window.innerHeight * PANES_MOST);
  // Another indicator is looked at in the same pane.
  const [last, setLast] = useState(shown);
  if (shown !== last && panes.some(({ id }) => id === shown)) setLast(shown);
  const open = panes.find(({ id }) => id === last) ?? panes[0];
  const middle = <section className="rule-pane">{rule}</section>;
  const container = useRef<HTMLDivElement>(null);
  useBorderKeys(container, [
    {
      name: t("borders.tree"),
      foldBefore: t("borders.foldTree"),
      move: (by) => keepTreeWidth(limited(treeWidth + by, TREE_MIN, window.innerWidth / 2)),
    },
    {
      name: t("borders.panes"),
      foldAfter: t("borders.foldPanes"),
      move: (by) =>
        keepPaneHeight(limited(paneHeight - by, PANES_MIN, window.innerHeight * PANES_MOST)),
    },
  ]);
  return (
    <div ref={container} className="workspace-panes">
      <Splitter onResize={([first]) => keepTreeWidth(first)}>
        <Splitter.Panel size={treeWidth} min={TREE_MIN} max="50%" collapsible>
          {tree}
        </Splitter.Panel>
        <Splitter.Panel>
          {open === undefined ? (
            middle
          ) : (
            <Splitter orientation="vertical" onResize={([, second]) => keepPaneHeight(second)}>
              <Splitter.Panel>{middle}</Splitter.Panel>
              <Splitter.Panel size={paneHeight} min={PANES_MIN} max="80%" collapsible>
                <Tabs
                  size="small"
                  className="pane-tabs"
                  activeKey={open.id}
                  onChange={onShow}
                  items={panes.map(({ id, Component }) => ({
                    key: id,
                    label: t(`panes.${id}`),
                    children: (
                      <Suspense fallback={<PageSkeleton />}>
                        <Component node={node} />
                      </Suspense>
                    ),
                  }))}
                />
              </Splitter.Panel>
            </Splitter>
          )}
        </Splitter.Panel>
      </Splitter>
    </div>
  );
}

const limited = (size: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, size));

function NarrowLayout({ tree, rule, panes, node, shown, onShow }: LayoutProps) {
  const { t } = useTranslation("workspace");
  const tabs = [
    { id: "tree" as const, content: tree },
    { id: "rule" as const, content: <section className="rule-pane">{rule}</section> },
    ...panes.map(({ id, Component }) => ({ id, content: <Component node={node} /> })),
  ];
  const open = tabs.find(({ id }) => id === shown) ?? tabs[1];
  return (
    <div className="workspace-narrow">
      <div
        className="workspace-one"
        role="tabpanel"
        id={`pane-${open?.id}`}
        aria-labelledby={`tab-${open?.id}`}
      >
        <Suspense fallback={<PageSkeleton />}>{open?.content}</Suspense>
      </div>
      <div className="bottom-tabs" role="tablist">
        {tabs.map(({ id }) => (
          <button
            key={id}
            id={`tab-${id}`}
            type="button"
            role="tab"
            aria-selected={id === open?.id}
            aria-controls={id === open?.id ? `pane-${id}` : undefined}
            onClick={() => onShow(id)}
          >
            {t(`panes.${id}`)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Sizes stay as the reader left them, on this computer; on a smaller screen no larger than it has room for. */
function useKeptSize(
  name: string,
  standard: number,
  most: number,
): [number, (size: number | undefined) => void] {
  const key = `chengping.size.${name}`;
  const [size, setSize] = useState(() =>
    Math.min(Number(localStorage.getItem(key)) || standard, most),
  );
  const keep = (now: number | undefined): void => {
    if (now === undefined) return;
    setSize(now);
    localStorage.setItem(key, String(Math.round(now)));
  };
  return [size, keep];
}
