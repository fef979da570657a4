/** @module Every finding in one list: filtered by severity and indicator, each leading to its place, with its fixes. */
import { Alert, App, Button, Checkbox, Empty, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Severity } from "../../engine/issue.ts";
import { findingSentence } from "../../engine/language/sentence.ts";
import { ROOT_FILE, treeOf } from "../document/nodes.ts";
import { useEvaluation } from "../evaluation/evaluation-store.ts";
import { useFindings } from "../evaluation/hooks.ts";
import type { PlacedFinding } from "../evaluation/place-findings.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { useOpenNode } from "../workspace/use-open-node.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { changedLines } from "./changed-lines.ts";
import type { Fix } from "./fixes/fix.ts";
import { fixesFor } from "./fixes/index.ts";
import { useFindingKeys } from "./use-finding-keys.ts";
import "./findings.css";

interface FindingsPaneProps {
  /** The indicator that is open: the list can be narrowed to it. */
  readonly node: string;
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

export function FindingsPane({ node }: FindingsPaneProps): ReactNode {
  const { t } = useTranslation("findings");
  const all = useFindings();
  const broken = useEvaluation((state) => state.broken !== null);
  const known = useEvaluation((state) => state.document !== null);
  const [severity, setSeverity] = useState<Severity | "all">("all");
  const [onlyNode, setOnlyNode] = useState(false);
  const openNode = useOpenNode();
  const here = onlyNode ? all.filter((one) => one.node === node) : all;
  const shown = here.filter(({ finding }) => severity === "all" || finding.severity === severity);
  const open = (placed: PlacedFinding): void => {
    const { formula, at, node: of } = placed;
    // A level's formula is looked at where the node uses it.
    if (formula !== null) {
      useWorkspace
        .getState()
        .select({ place: { ...formula, node: formula.node || (of ?? "") }, at });
    }
    if (of !== null) openNode(of);
  };
  useFindingKeys(shown, open);
  return (
    <div className="findings">
      {broken ? <Alert type="error" showIcon title={t("broken")} /> : null}
      <div className="findings-tools">
        <Segmented
          aria-label={t("filter")}
          value={severity}
          onChange={setSeverity}
          options={[
            { value: "all" as const, label: t("all", { count: here.length }) },
            ...SEVERITIES.map((one) => ({
              value: one,
              label: t(one, {
                count: here.filter(({ finding }) => finding.severity === one).length,
              }),
            })),
          ]}
        />
        <Checkbox checked={onlyNode} onChange={({ target }) => setOnlyNode(target.checked)}>
          {t("thisNode")}
        </Checkbox>
      </div>
      {shown.length === 0 ? (
        <Empty
          description={
            !known
              ? t("checking")
              : all.length > 0
                ? t("noneShown")
                : `${t("none")} · ${t("noneText")}`
          }
        />
      ) : (
        <ul className="findings-list">
          {shown.map((placed) => (
            <FindingRow key={keyOf(placed)} placed={placed} onOpen={() => open(placed)} />
          ))}
        </ul>
      )}
    </div>
  );
}

function keyOf({ finding }: PlacedFinding): string {
  return `${finding.code} ${finding.path} ${JSON.stringify(finding.facts)}`;
}

function FindingRow({
  placed,
  onOpen,
}: {
  readonly placed: PlacedFinding;
  readonly onOpen: () => void;
}): ReactNode {
  const { t } = useTranslation("findings");
  const language = useLanguage();
  const text = useText();
  const document = useWorkspace((state) => state.document);
  const readOnly = useWorkspace((state) => state.readOnly);
  const { finding } = placed;
  const node = treeOf(document).byId.get(placed.node ?? "");
  const fixes = readOnly ? [] : fixesFor(placed, document);
  return (
    <li className={`finding finding-${finding.severity}`}>
      <button type="button" className="finding-go" onClick={onOpen}>
        <span className="finding-severity">{t(`severity.${finding.severity}`)}</span>
        <span className="finding-words">{findingSentence(finding, language)}</span>
        <span className="finding-place">
          {node === undefined
            ? (placed.case ?? fileOf(placed) ?? t("wholeSet"))
            : `${node.id} ${text(node.name)}`}
          <FormulaName placed={placed} />
        </span>
      </button>
      {fixes.length === 0 ? null : (
        <div className="finding-fixes">
          {fixes.map((fix) => (
            <FixButton key={fix.label.en} fix={fix} />
          ))}
        </div>
      )}
    </li>
  );
}

/** Findings about the set as a whole stand in its first file, which says nothing to people. */
function fileOf({ place, finding }: PlacedFinding): string | null {
  const file = place?.file ?? null;
  return file === ROOT_FILE && !finding.path.startsWith(`${ROOT_FILE}#`) ? null : file;
}

function FormulaName({ placed: { formula } }: { readonly placed: PlacedFinding }): ReactNode {
  const { t } = useTranslation("findings");
  if (formula === null) return null;
  const [kind = "", name = ""] = formula.formula.split("/");
  switch (kind) {
    case "score":
    case "parts":
    case "outputs":
    case "requires":
    case "plausible":
    case "levels":
      return <> · {t(`formula.${kind}`, { name })}</>;
    default:
      return null;
  }
}

/** Shows what would change before it does. */
function FixButton({ fix }: { readonly fix: Fix }): ReactNode {
  const { t } = useTranslation("findings");
  const text = useText();
  const { modal, message } = App.useApp();
  const ask = (): void => {
    const { document, commit } = useWorkspace.getState();
    const after = fix.apply(document);
    if (after === document) {
      message.info(t("nothing"));
      return;
    }
    modal.confirm({
      title: text(fix.label),
      width: "min(40rem, 96vw)",
      content: changedLines(document, after).map(({ file, lines }) => (
        <figure key={file} className="fix-preview">
          <figcaption>{t("preview", { file })}</figcaption>
          <pre>
            {lines.map(({ kind, text: line }, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
                key={index}
                className={`fix-${kind}`}
              >
                {`${kind === "added" ? "+" : "−"} ${line}\n`}
              </span>
            ))}
          </pre>
        </figure>
      )),
      okText: t("apply"),
      cancelText: t("cancel"),
      onOk: () => {
        // The document may have moved on while the question stood there.
        const now = useWorkspace.getState().document;
        commit(now === document ? after : fix.apply(now), { label: fix.label });
      },
    });
  };
  return (
    <Button size="small" onClick={ask} aria-label={t("fixOf", { label: text(fix.label) })}>
      {text(fix.label)}
    </Button>
  );
}
