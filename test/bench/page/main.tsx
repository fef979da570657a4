/**
 * @module A page for measuring: the open draft as the editor shows it (tree, text of the notice, formulas, cases), with
 * the largest rule and 200 cases of it. The page notes when each key went down, when the picture stood, when the
 * cases did, and when the frames that show them were painted.
 */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useLayoutEffect } from "react";
import { createRoot } from "react-dom/client";
import { createMemoryRouter, RouterProvider } from "react-router";
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
/** Moments of one press of a key, in milliseconds of the page's clock; 0: not yet. */
export interface Keystroke {
  readonly key: string;
  /** When the key went down. */
  readonly pressed: number;
  /** When its handler began: what lies between is the browser's, not ours. */
  readonly handled: number;
  /** When the page had laid out and painted the first frame that shows what it did. */
  frame: number;
  /** When all formulas stood in the document as they are now; only of keys that change it. */
  picture: number;
  /** When all cases of the rule stood in the document as they came out, and when the frame after that was painted. */
  cases: number;
  casesFrame: number;
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
    const edit = strokes.findLast(({ picture }) => picture > 0);
    if (edit === undefined || edit.cases > 0) return;
    edit.cases = performance.now();
    afterFrame((now) => {
      edit.casesFrame = now;
    });
  }, [cases]);
  return null;
}

/** A task that is asked for as a frame begins runs when the frame has been laid out and painted. */
function afterFrame(tell: (now: number) => void): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => tell(performance.now());
    port2.postMessage(null);
  });
}

/** Notes the first frame that shows what a key did. */
function noteFrame(stroke: Keystroke | undefined): void {
  afterFrame((now) => {
    if (stroke !== undefined) stroke.frame = now;
  });
}

// Before the page's own listeners. What a digit writes comes with the event after it, and may come in another frame.
window.addEventListener(
  "keydown",
  ({ key, timeStamp }) => {
    const moments = { frame: 0, picture: 0, cases: 0, casesFrame: 0 };
    strokes.push({ key, pressed: timeStamp, handled: performance.now(), ...moments });
    if (key === "Enter") noteFrame(strokes.at(-1));
  },
  true,
);
window.addEventListener("input", () => noteFrame(strokes.at(-1)), true);

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
