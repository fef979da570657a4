/** @module The pages of a rule book: what the set is, its contents, and every indicator in the order of the tree. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, wordOf } from "../../engine/language/member-labels.ts";
import type { RuleSet } from "../../engine/rule-set/rule-set.ts";
import { type DocumentNode, ROOT_FILE, treeOf } from "../document/nodes.ts";
import { type Files, type RuleDocument, valueAt } from "../document/rule-document.ts";
import { useText } from "../messages/index.ts";
import { showShare, weightOf } from "../workspace/tree/weights.ts";
import { BookNode } from "./book-node.tsx";
import { PrintedFormula } from "./printed-formula.tsx";
import { useRunningHeads } from "./running-heads.ts";
import "./book.css";

export function RuleBook({
  files,
  item,
  mark,
}: {
  readonly files: Files;
  /** Only this indicator with what stands below it. */
  readonly item: string | null;
  readonly mark: { readonly kind: "published" | "draft"; readonly text: string };
}) {
  const { t } = useTranslation("print");
  const text = useText();
  const document = useMemo((): RuleDocument => ({ files }), [files]);
  const tree = treeOf(document);
  const root = item === null ? tree.root : (tree.byId.get(item) ?? null);
  // A draft may be damaged: nothing is promised of its head.
  const head = (valueAt(document, { file: ROOT_FILE, pointer: "" }) ??
    {}) as unknown as Partial<RuleSet>;
  const nodes = root === null ? [] : item === null ? root.children : [root];
  // One indicator alone is told by its first lines: a page of another name would leave these alone on theirs.
  const isWhole = item === null;
  useRunningHeads(
    isWhole
      ? nodes.map(({ id, name }, index) => ({ page: pageOf(index), text: `${id} ${text(name)}` }))
      : [],
  );
  if (root === null) return <p className="dim">{t("nothing", { item: item ?? "" })}</p>;
  return (
    <article className="book">
      <Cover head={head} mark={mark} isWhole={isWhole} />
      {isWhole && (
        <>
          <Levels document={document} head={head} />
          <BookNode document={document} node={root} isRoot />
          <Contents nodes={root.children} />
        </>
      )}
      {nodes.map((node, index) => (
        <div key={node.id} style={isWhole ? { page: pageOf(index) } : {}}>
          <Branch document={document} node={node} />
        </div>
      ))}
    </article>
  );
}

function pageOf(index: number): string {
  return `group-${index + 1}`;
}

function Branch({
  document,
  node,
}: {
  readonly document: RuleDocument;
  readonly node: DocumentNode;
}) {
  return (
    <>
      <BookNode document={document} node={node} />
      {node.children.map((child) => (
        <Branch key={child.id} document={document} node={child} />
      ))}
    </>
  );
}

function Cover({
  head: { name, id, edition, basis = [], dates = [], changedAgainst },
  mark,
  isWhole,
}: {
  readonly head: Partial<RuleSet>;
  readonly mark: { readonly kind: "published" | "draft"; readonly text: string };
  readonly isWhole: boolean;
}) {
  const { t } = useTranslation("print");
  const { t: words } = useTranslation("workspace");
  const text = useText();
  return (
    <header className="book-cover">
      <h1 className={isWhole ? "" : "book-small-title"}>{name === undefined ? id : text(name)}</h1>
      <p className="dim">
        {t("title")} · {id} · {text(labelOf("edition"))} {edition}
        {changedAgainst === undefined ? null : (
          <> · {words("marksAgainst", { edition: changedAgainst })}</>
        )}
      </p>
      <p className="dim book-mark">{t(mark.kind, { text: mark.text })}</p>
      {isWhole && basis.length > 0 && (
        <section>
          <h2>{text(labelOf("basis"))}</h2>
          <ul lang="zh-CN">
            {basis.map(({ title, number, issuer, date }) => (
              <li key={title}>{[title, number, issuer, date].filter(Boolean).join("，")}</li>
            ))}
          </ul>
        </section>
      )}
      {isWhole && dates.length > 0 && (
        <section>
          <h2>{text(labelOf("dates"))}</h2>
          <table>
            <tbody>
              {dates.map(({ id: date, label, date: day }) => (
                <tr key={date}>
                  <th scope="row">{text(label)}</th>
                  <td className="book-date">{day}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </header>
  );
}

/** How each level is scored and rounded, where a node says nothing else. */
function Levels({
  document,
  head: { levels = [] },
}: {
  readonly document: RuleDocument;
  readonly head: Partial<RuleSet>;
}) {
  const { t } = useTranslation("print");
  const text = useText();
  const tree = treeOf(document);
  return (
    <section>
      <h2>{text(labelOf("levels"))}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{text(labelOf("level"))}</th>
            <th scope="col">{text(labelOf("rounding"))}</th>
            <th scope="col">{text(labelOf("score"))}</th>
          </tr>
        </thead>
        <tbody>
          {levels.map(({ id, name, rounding }, index) => {
            const own = tree.levelFormulas.find(
              ({ formula }) => formula === `levels/${index}/score`,
            );
            const first = tree.nodes.find(({ level }) => level === id);
            return (
              <tr key={id}>
                <th scope="row">{text(name)}</th>
                <td>
                  {text(wordOf(rounding.mode))}
                  {rounding.mode === "none" ? null : (
                    <>，{t("places", { count: rounding.places })}</>
                  )}
                </td>
                <td>
                  {own === undefined || first === undefined ? (
                    t("ownFormulas")
                  ) : (
                    <PrintedFormula document={document} place={{ ...own, node: first.id }} />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Contents({ nodes }: { readonly nodes: readonly DocumentNode[] }) {
  const { t } = useTranslation("print");
  return (
    <nav className="book-contents">
      <h2>{t("contents")}</h2>
      <ContentsList nodes={nodes} />
    </nav>
  );
}

function ContentsList({ nodes }: { readonly nodes: readonly DocumentNode[] }) {
  const text = useText();
  return (
    <ol>
      {nodes.map((node) => {
        const weight = weightOf(node);
        return (
          <li key={node.id}>
            <a href={`#${node.id}`}>
              <span>
                {node.id} {text(node.name)}
              </span>
              <span className="book-weight">{weight === null ? "" : showShare(weight)}</span>
            </a>
            {node.children.length > 0 && <ContentsList nodes={node.children} />}
          </li>
        );
      })}
    </ol>
  );
}
