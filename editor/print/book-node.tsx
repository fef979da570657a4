/** @module One indicator of the rule book: texts of the notice, figures, formulas with their bands, evidence, notes. */
import { useTranslation } from "react-i18next";
import { labelOf, wordOf } from "../../engine/language/member-labels.ts";
import type { Node, Note } from "../../engine/rule-set/rule-set.ts";
import { type DocumentNode, ROOT_FILE } from "../document/nodes.ts";
import { type FormulaPlace, type RuleDocument, valueAt } from "../document/rule-document.ts";
import { useLanguage, useText } from "../messages/index.ts";
import { NOTICE_SYMBOL } from "../projections/notation/names.ts";
import { Underlined } from "../workspace/rule/source-texts.tsx";
import { departmentsOf } from "../workspace/tree/find-nodes.ts";
import { showShare, weightOf } from "../workspace/tree/weights.ts";
import { FigureTable } from "./figure-table.tsx";
import { PrintedFormula } from "./printed-formula.tsx";

const TEXTS = ["purpose", "method", "data", "departments"] as const;

export function BookNode({
  document,
  node,
  isRoot = false,
}: {
  readonly document: RuleDocument;
  readonly node: DocumentNode;
  readonly isRoot?: boolean;
}) {
  const { t } = useTranslation("print");
  const text = useText();
  const { source, inputs, notes = [], evidence = [] } = node.value;
  const weight = weightOf(node);
  const Heading = `h${Math.min(node.depth + 1, 4)}` as "h2";
  const formulas = node.formulas.filter(({ formula }) => !/^(requires|plausible)\//.test(formula));
  const texts = TEXTS.flatMap((field) => {
    const said = source?.[field];
    return said === undefined ? [] : [{ field, said }];
  });
  if (isRoot && formulas.length === 0) return null;
  return (
    <section className={`book-node depth-${node.depth}`} id={node.id}>
      <Heading>
        {isRoot ? null : <span className="book-id">{node.id}</span>} {text(node.name)}
        {weight === null ? null : <span className="book-weight"> {showShare(weight)}</span>}
      </Heading>
      <Departments document={document} node={node} />
      {texts.length > 0 && (
        <dl className="book-texts" lang="zh-CN">
          {texts.map(({ field, said }) => (
            <div key={field}>
              <dt>{text(labelOf(field, "source"))}</dt>
              <dd>
                <Underlined text={said} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {source?.place === undefined ? null : (
        <p className="dim" lang="zh-CN">
          {source.place}
        </p>
      )}
      {inputs === undefined || Object.keys(inputs).length === 0 ? null : (
        <FigureTable document={document} inputs={inputs} />
      )}
      {formulas.map((place) => (
        <Formula key={place.pointer} document={document} node={node} place={place} />
      ))}
      {evidence.length > 0 && (
        <>
          <h5>{text(labelOf("evidence"))}</h5>
          <ul>
            {evidence.map((one) => (
              <li key={one.zh}>{text(one)}</li>
            ))}
          </ul>
        </>
      )}
      {notes.length > 0 && (
        <>
          <h5>{text(labelOf("notes"))}</h5>
          <ul>
            {notes.map((note) => (
              <BookNote key={note.text.zh} note={note} />
            ))}
          </ul>
        </>
      )}
      {node.depth > 0 && node.children.length === 0 && formulas.length === 0 ? (
        <p className="dim">{t("noFormula")}</p>
      ) : null}
    </section>
  );
}

/** Told where a node names them; those below it have the same. */
function Departments({
  document,
  node,
}: {
  readonly document: RuleDocument;
  readonly node: DocumentNode;
}) {
  const { t } = useTranslation("workspace");
  const language = useLanguage();
  if (node.value.departments === undefined && node.children.length > 0) return null;
  const known = valueAt(document, { file: ROOT_FILE, pointer: "/departments" });
  const names = departmentsOf(node, known).filter(
    (_, index) => index % 3 === (language === "en" ? 2 : 1),
  );
  return names.length === 0 ? null : (
    <p className="book-departments">
      {t("departments", { names: names.join(language === "en" ? ", " : "、") })}
    </p>
  );
}

function Formula({
  document,
  node: { value },
  place,
}: {
  readonly document: RuleDocument;
  readonly node: { readonly value: Partial<Node> };
  readonly place: FormulaPlace;
}) {
  const { t } = useTranslation("print");
  const text = useText();
  const [, kind, id = ""] = /^(parts|outputs)\/(.+)$/.exec(place.formula) ?? [];
  const part = kind === "parts" ? value.parts?.[id] : value.outputs?.[id];
  const label = part?.label === undefined ? "" : text(part.label);
  const full = kind === "parts" ? value.parts?.[id]?.fullMarks : undefined;
  return (
    <div className="book-formula-block">
      <h5>
        {kind === undefined ? text(labelOf("score")) : titleOf(id, label)}
        {full === undefined ? null : <span className="dim"> {t("full", { marks: full })}</span>}
      </h5>
      <PrintedFormula document={document} place={place} />
    </div>
  );
}

/** `b1` and its like are the notice's own names; other ids are ours. */
function titleOf(id: string, label: string): string {
  if (label === "") return id;
  return NOTICE_SYMBOL.test(id) ? `${id} ${label}` : label;
}

function BookNote({ note: { kind, text: words } }: { readonly note: Note }) {
  const text = useText();
  return (
    <li>
      <span className="dim">{text(wordOf(kind))}</span> {text(words)}
    </li>
  );
}
