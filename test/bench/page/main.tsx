/**
 * @module A page for measuring: the open draft as the editor shows it (tree, text of the notice, formulas, cases), with
 * the largest rule and 200 cases of it. Every press of a digit changes a threshold as a field would; the page notes
 * when the key went down, when the picture stood, and when the cases did.
 */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useLayoutEffect } from "react";
import { createRoot } from "react-dom/client";
import { createMemoryRouter, RouterProvider } from "react-router";
import { setValue } from "../../../editor/document/edit.ts";
import { useEvaluation } from "../../../editor/evaluation/evaluation-store.ts";
import { startWords } from "../../../editor/messages/index.ts";
import { useMode } from "../../../editor/ui/appearance.ts";
import { themeOf } from "../../../editor/ui/theme.ts";
import { useWorkspace } from "../../../editor/workspace/workspace-store.ts";
import { WorkspaceView } from "../../../editor/workspace/workspace-view.tsx";
import "../../../editor/ui/page.css";

const NODE = "L2P1-A1";
const CASES = "cases/L2P1.json";
const HOW_MANY = 200;
/** The threshold that is typed at: the closure rate's first band. */
const PLACE = { file: "L2P1.json", pointer: "/children/0/parts/b4/logic/if/0/>=/1" };

/** Moments of one press of a key, in milliseconds of the page's clock; 0: not yet. */
export interface Keystroke {
  /** When the key went down. */
  readonly pressed: number;
  /** When its handler began: what lies between is the browser's, not ours. */
  readonly handled: number;
  /** When all formulas stood as they are now. */
  picture: number;
  /** When all cases of the rule stood as they came out. */
  cases: number;
}

const strokes: Keystroke[] = [];
Object.assign(window, { strokes, evaluation: useEvaluation });

const files = import.meta.glob("../../../rules/cn-smart-city-2018/**/*.json", {
  eager: true,
  query: "?raw",
  import: "default",
});
const FOLDER = "/cn-smart-city-2018/";

/** The node's own cases again and again, each with an id and a figure of its own, until there are enough. */
function withManyCases(texts: Map<string, string>): Map<string, string> {
  const list = (JSON.parse(texts.get(CASES) ?? "{}") as { cases: { id: string; node?: string }[] })
    .cases;
  const own = list.filter(({ node }) => node === NODE);
  const many = Array.from({ length: HOW_MANY }, (_, index) => ({
    ...own[index % own.length],
    id: `${NODE}-${index}`,
  }));
  const others = list.filter(({ node }) => node !== NODE);
  return new Map(texts).set(CASES, JSON.stringify({ cases: [...others, ...many] }, null, 2));
}

/** Nothing is asked of a service: there is none. */
const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } });

function Surroundings({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <ConfigProvider locale={zhCN} theme={themeOf(useMode())} button={{ autoInsertSpace: false }}>
      <App component={false}>
        <QueryClientProvider client={queries}>{children}</QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}

function Draft(): ReactNode {
  return (
    <div className="frame">
      <header className="frame-head">
        <div id="frame-slot" className="frame-slot" />
      </header>
      <main className="frame-main">
        <WorkspaceView base="" title={NODE} isDraft />
      </main>
      <Probe />
    </div>
  );
}

/** Drawn last: when its effects run, everything before it stands in the document. */
function Probe(): ReactNode {
  const document = useWorkspace((workspace) => workspace.document);
  const cases = useEvaluation((state) => state.cases);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the document's picture stands
  useLayoutEffect(() => {
    const last = strokes.at(-1);
    if (last?.picture === 0) last.picture = performance.now();
  }, [document]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the answers stand
  useLayoutEffect(() => {
    const last = strokes.at(-1);
    if (last !== undefined && last.picture > 0 && last.cases === 0) last.cases = performance.now();
  }, [cases]);
  return null;
}

window.addEventListener("keydown", ({ key, timeStamp }) => {
  if (!/^\d$/.test(key)) return;
  strokes.push({ pressed: timeStamp, handled: performance.now(), picture: 0, cases: 0 });
  const { document, commit } = useWorkspace.getState();
  // To and fro, so that some cases change their answer every time.
  const percent = Number(key) % 2 === 0 ? 90 : 95;
  commit(setValue(document, PLACE, percent / 100), { label: { zh: "阈值", en: "threshold" } });
});

const place = document.getElementById("page");
if (place !== null) {
  await startWords();
  const texts = Object.entries(files).map(
    ([path, text]) => [path.slice(path.indexOf(FOLDER) + FOLDER.length), text] as const,
  );
  const opened = withManyCases(new Map(texts));
  useWorkspace.getState().open({ document: { files: opened }, readOnly: false });
  const router = createMemoryRouter(
    [{ path: "/", Component: Draft, children: [{ path: "items/:node", element: null }] }],
    { initialEntries: [`/items/${NODE}`] },
  );
  createRoot(place).render(
    <Surroundings>
      <RouterProvider router={router} />
    </Surroundings>,
  );
}
