/** @module A published set, to be read: nothing in it changes, everything in it explains itself. */
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { RuleSet } from "../../engine/rule-set/rule-set.ts";
import { listRevisions, type RuleSetFiles, readRuleSetFiles } from "../api/rule-sets.ts";
import type { SideAddress } from "../comparison/sides.ts";
import { ROOT_FILE } from "../document/nodes.ts";
import { valueAt } from "../document/rule-document.ts";
import { NewDraft } from "../library/new-draft.tsx";
import { useText } from "../messages/index.ts";
import { useRole } from "../session/session-store.ts";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { NOTHING_SAVED, useSaving } from "./saving/saving-store.ts";
import { useWorkspace } from "./workspace-store.ts";
import { WorkspaceView } from "./workspace-view.tsx";

export function PublishedPage() {
  const { ruleSet = "" } = useParams();
  const { data } = useQuery({
    queryKey: ["open-rule-set", ruleSet],
    queryFn: async () => {
      const read = await readRuleSetFiles(ruleSet);
      useSaving.setState(NOTHING_SAVED);
      useWorkspace.getState().open({ document: { files: read.files }, readOnly: true });
      return read;
    },
    throwOnError: true,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return data === undefined ? <PageSkeleton /> : <OpenRuleSet asked={ruleSet} read={data} />;
}

/** What a published set is compared with unless the reader chooses: the revision that it corrects. */
function useRevisionBefore({ id, filesHash }: RuleSetFiles): SideAddress | null {
  const { data } = useQuery({ queryKey: ["revisions", id], queryFn: () => listRevisions(id) });
  const at = data?.findIndex((one) => one.filesHash === filesHash) ?? -1;
  const before = at < 0 ? undefined : data?.[at + 1];
  return before === undefined ? null : `rule-sets/${id}@${before.filesHash}`;
}

function OpenRuleSet({ asked, read }: { readonly asked: string; readonly read: RuleSetFiles }) {
  const { t } = useTranslation("workspace");
  const text = useText();
  const isAnalyst = useRole("analyst");
  const [begin, setBegin] = useState(false);
  const head = valueAt({ files: read.files }, { file: ROOT_FILE, pointer: "" });
  // Published files were read as a rule set by the service.
  const { name, edition } = head as unknown as Pick<RuleSet, "name" | "edition">;
  return (
    <WorkspaceView
      base={`/rule-sets/${asked}`}
      title={text(name)}
      isDraft={false}
      comparedWith={useRevisionBefore(read)}
      banner={
        <div className="workspace-banner" role="note">
          <strong>{t("readOnly")}</strong>
          {read.supersededBy === undefined ? (
            <span>{t("readOnlyPublished")}</span>
          ) : (
            <>
              <span>{t("earlierRevision")}</span>
              <Link to={`/rule-sets/${read.id}`}>{t("toLatest")}</Link>
            </>
          )}
          {isAnalyst && (
            <Button size="small" onClick={() => setBegin(true)}>
              {t("newDraftFrom")}
            </Button>
          )}
          {begin && (
            <NewDraft
              kind="year"
              basedOn={{ id: read.id, name, edition }}
              onClose={() => setBegin(false)}
            />
          )}
        </div>
      }
    />
  );
}
