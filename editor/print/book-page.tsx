/** @module The rule book: a published set or a draft as a page to be printed, whole or one indicator of it. */
import { PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { readDraft } from "../api/drafts.ts";
import { readRuleSetFiles } from "../api/rule-sets.ts";
import type { Files } from "../document/rule-document.ts";
import { signedInOnly } from "../session/signed-in-only.tsx";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { RuleBook } from "./rule-book.tsx";

interface Printed {
  readonly files: Files;
  /** What exactly is printed: a hash, or the save of a draft. */
  readonly mark: { readonly kind: "published" | "draft"; readonly text: string };
}

export function PublishedBookPage() {
  const { ruleSet = "" } = useParams();
  const { data } = useQuery({
    queryKey: ["book", ruleSet],
    queryFn: async (): Promise<Printed> => {
      const { files, hash } = await readRuleSetFiles(ruleSet);
      return { files, mark: { kind: "published", text: hash } };
    },
    throwOnError: true,
  });
  return <Book base={`/rule-sets/${ruleSet}`} printed={data} />;
}

export const DraftBookPage = signedInOnly(function DraftBookPage() {
  const { draft: id = "" } = useParams();
  const { data } = useQuery({
    queryKey: ["book-of-draft", id],
    queryFn: async (): Promise<Printed> => {
      const { files, draft } = await readDraft(id);
      return { files, mark: { kind: "draft", text: `${draft.name} #${draft.save}` } };
    },
    throwOnError: true,
    staleTime: 0,
    gcTime: 0,
  });
  return <Book base={`/drafts/${id}`} printed={data} />;
});

function Book({ base, printed }: { readonly base: string; readonly printed: Printed | undefined }) {
  const { t } = useTranslation("print");
  const [search] = useSearchParams();
  const item = search.get("item");
  if (printed === undefined) return <PageSkeleton />;
  return (
    <div className="book-page">
      <div className="book-tools">
        <Link to={item === null ? base : `${base}/items/${encodeURIComponent(item)}`}>
          {t("back")}
        </Link>
        {item === null ? null : <Link to={`${base}/book`}>{t("whole")}</Link>}
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t("print")}
        </Button>
        <span className="dim">{t("printText")}</span>
      </div>
      <RuleBook files={printed.files} item={item} mark={printed.mark} />
    </div>
  );
}
