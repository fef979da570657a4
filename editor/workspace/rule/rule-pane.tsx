/** @module The page of one indicator: where it stands, its weight, the text of the notice, its formulas. */
import { lazy, memo, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ValuesChooser } from "../../cases/values-chooser.tsx";
import { type DocumentNode, ROOT_FILE, treeOf } from "../../document/nodes.ts";
import { valueAt } from "../../document/rule-document.ts";
import { useLanguage, useText } from "../../messages/index.ts";
import { PageSkeleton } from "../../ui/page-skeleton.tsx";
import { useSaving } from "../saving/saving-store.ts";
import { departmentsOf } from "../tree/find-nodes.ts";
import { WeightField } from "../tree/weight-field.tsx";
import { useWorkspace } from "../workspace-store.ts";
import { SourceTexts } from "./source-texts.tsx";

const ItemCheck = lazy(async () => ({
  default: (await import("../../notice/item-check.tsx")).ItemCheck,
}));
const ItemNoticePage = lazy(async () => ({
  default: (await import("../../notice/item-check.tsx")).ItemNoticePage,
}));
const NodeFormulas = lazy(() => import("../../projections/node-formulas.tsx"));

export function RulePane({ node: id, base }: { readonly node: string; readonly base: string }) {
  const { t } = useTranslation("workspace");
  const isThere = useWorkspace(({ document }) => treeOf(document).byId.has(id));
  const source = useWorkspace(({ document }) => treeOf(document).byId.get(id)?.value.source);
  const isDraft = useSaving((state) => state.draft !== null);
  if (!isThere) return <p className="dim">{t("noNode", { id })}</p>;
  return (
    <article>
      <RuleHead node={id} base={base} />
      {isDraft && (
        <Suspense fallback={null}>
          <ItemCheck node={id} base={base} />
        </Suspense>
      )}
      <div className="rule-body">
        <div className="rule-source">
          {isDraft && (
            <Suspense fallback={null}>
              <ItemNoticePage node={id} />
            </Suspense>
          )}
          <SourceTexts source={source} />
        </div>
        <div>
          <ValuesChooser node={id} />
          <Suspense fallback={<PageSkeleton />}>
            <NodeFormulas node={id} />
          </Suspense>
        </div>
      </div>
    </article>
  );
}

/** Drawn anew where its words or its address are others, not with every edit. */
const SteadyLink = memo(Link);

function RuleHead({ node: id, base }: { readonly node: string; readonly base: string }) {
  const { t } = useTranslation("workspace");
  const { t: print } = useTranslation("print");
  const text = useText();
  const language = useLanguage();
  const document = useWorkspace((state) => state.document);
  const node = treeOf(document).byId.get(id);
  if (node === undefined) return null;
  const above: DocumentNode[] = [];
  for (let one = node.parent; one !== null; one = one.parent) above.unshift(one);
  const names = departmentsOf(
    node,
    valueAt(document, { file: ROOT_FILE, pointer: "/departments" }),
  );
  // Id, Chinese and English name of each.
  const departments = names.filter((_, index) => index % 3 === (language === "en" ? 2 : 1));
  return (
    <header>
      {above.length > 0 && (
        <p className="rule-path">
          {above.map((one) => (
            <span key={one.id}>
              <SteadyLink to={`${base}/items/${encodeURIComponent(one.id)}`}>
                {text(one.name)}
              </SteadyLink>{" "}
              ›{" "}
            </span>
          ))}
        </p>
      )}
      <div className="rule-head">
        <h1>{text(node.name)}</h1>
        <span className="dim">{node.id}</span>
        {node.weight !== undefined && (
          <span>
            <span className="dim">{t("weight")} </span>
            <WeightField node={node} isActive />
          </span>
        )}
        {node.parent !== null && !base.includes("/saves/") && (
          <SteadyLink className="dim" to={`${base}/book?item=${encodeURIComponent(node.id)}`}>
            {print("open")}
          </SteadyLink>
        )}
      </div>
      {departments.length > 0 && (
        <p className="dim">
          {t("departmentsAre", { names: departments.join(language === "en" ? ", " : "、") })}
        </p>
      )}
    </header>
  );
}
