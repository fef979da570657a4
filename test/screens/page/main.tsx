/**
 * @module A page for pictures: every formula of one node in one projection, with the values of its first case. Which,
 * says the address behind its `#`, so that the next picture needs no page of its own.
 */
import { App, ConfigProvider } from "antd";
import { type ReactNode, StrictMode, useEffect, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { treeOf } from "../../../editor/document/nodes.ts";
import { useEvaluation } from "../../../editor/evaluation/evaluation-store.ts";
import { followWorkspace } from "../../../editor/evaluation/follow.ts";
import { useLookAt } from "../../../editor/evaluation/looked-at.ts";
import { startWords, useText } from "../../../editor/messages/index.ts";
import { FormulaPane } from "../../../editor/projections/formula-pane.tsx";
import type { ProjectionId } from "../../../editor/projections/index.ts";
import { useMode } from "../../../editor/ui/appearance.ts";
import { themeOf } from "../../../editor/ui/theme.ts";
import { useWorkspace } from "../../../editor/workspace/workspace-store.ts";
import "../../../editor/ui/page.css";

const files = import.meta.glob("../../../rules/cn-smart-city-2018/**/*.json", {
  eager: true,
  query: "?raw",
  import: "default",
});
const FOLDER = "/cn-smart-city-2018/";

function Screen(props: { readonly node: string; readonly view: ProjectionId }): ReactNode {
  const { node, view } = props;
  useLookAt(node);
  const text = useText();
  const document = useWorkspace((workspace) => workspace.document);
  const found = treeOf(document).byId.get(node);
  const mode = useMode();
  const settled = useEvaluation((state) => state.values.has(node) && state.document === document);
  if (found === undefined) return null;
  const scored = found.formulas.filter(({ formula }) => !/^(requires|plausible)/.test(formula));
  return (
    <ConfigProvider theme={themeOf(mode)} button={{ autoInsertSpace: false }}>
      <App>
        <main
          data-ready={settled ? `${node} ${view}` : ""}
          style={{ padding: 12, display: "grid", gap: 12 }}
        >
          <h2 style={{ margin: 0 }}>
            {node} {text(found.name)}
          </h2>
          {scored.map((place) => (
            <FormulaPane key={`${view} ${place.pointer}`} place={place} opensIn={view} />
          ))}
        </main>
      </App>
    </ConfigProvider>
  );
}

function Screens(): ReactNode {
  useEffect(() => followWorkspace(null), []);
  const asked = new URLSearchParams(useSyncExternalStore(onHash, () => location.hash.slice(1)));
  const node = asked.get("node") ?? "";
  return <Screen key={node} node={node} view={(asked.get("view") ?? "typeset") as ProjectionId} />;
}

function onHash(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

const place = document.getElementById("page");
if (place !== null) {
  await startWords();
  const texts = Object.entries(files).map(
    ([path, text]) => [path.slice(path.indexOf(FOLDER) + FOLDER.length), text] as const,
  );
  useWorkspace.getState().open({ document: { files: new Map(texts) }, readOnly: false });
  createRoot(place).render(
    <StrictMode>
      <Screens />
    </StrictMode>,
  );
}
