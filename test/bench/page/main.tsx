/**
 * @module A page for measuring: the largest rule with all of its formulas and 200 cases beside it. Every press of a
 * digit changes a threshold; the page notes when the key went down, when the picture stood, and when the cases did.
 */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import { type ReactNode, useEffect, useLayoutEffect } from "react";
import { createRoot } from "react-dom/client";
import { MemoryRouter } from "react-router";
import { CasesPane } from "../../../editor/cases/cases-pane.tsx";
import { setValue } from "../../../editor/document/edit.ts";
import { treeOf } from "../../../editor/document/nodes.ts";
import { useEvaluation } from "../../../editor/evaluation/evaluation-store.ts";
import { followWorkspace } from "../../../editor/evaluation/follow.ts";
import { startWords } from "../../../editor/messages/index.ts";
import { FormulaPane } from "../../../editor/projections/formula-pane.tsx";
import { useMode } from "../../../editor/ui/appearance.ts";
import { themeOf } from "../../../editor/ui/theme.ts";
import { useWorkspace } from "../../../editor/workspace/workspace-store.ts";
import "../../../editor/ui/page.css";

const NODE = "L2P1-A1";
const CASES = "cases/L2P1.json";
const HOW_MANY = 200;
/** The threshold that is typed at: the closure rate's first band. */
const PLACE = { file: "L2P1.json", pointer: "/children/0/parts/b4/logic/if/0/>=/1" };

export interface Keystroke {
  readonly pressed: number;
  picture: number;
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

function Page(): ReactNode {
  const document = useWorkspace((workspace) => workspace.document);
  const mode = useMode();
  const formulas = treeOf(document).byId.get(NODE)?.formulas ?? [];
  useEffect(() => followWorkspace(null), []);
  return (
    <ConfigProvider theme={themeOf(mode)}>
      <App>
        <MemoryRouter>
          <main style={{ display: "grid", gridTemplateColumns: "1fr 1fr", height: "100vh" }}>
            <div style={{ overflow: "auto" }}>
              {formulas
                .filter(({ formula }) => !/^(requires|plausible)/.test(formula))
                .map((place) => (
                  <FormulaPane key={place.pointer} place={place} />
                ))}
            </div>
            <CasesPane node={NODE} />
          </main>
        </MemoryRouter>
      </App>
      <Probe />
    </ConfigProvider>
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
  strokes.push({ pressed: timeStamp, picture: 0, cases: 0 });
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
  createRoot(place).render(
    <QueryClientProvider client={new QueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
}
