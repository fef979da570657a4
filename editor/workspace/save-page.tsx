/** @module An earlier save of a draft, to be read. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { readDraft, readSave } from "../api/drafts.ts";
import { signedInOnly } from "../session/signed-in-only.tsx";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { setAddress } from "./draft-page.tsx";
import { NOTHING_SAVED, useSaving } from "./saving/saving-store.ts";
import { useWorkspace } from "./workspace-store.ts";
import { WorkspaceView } from "./workspace-view.tsx";

export const SavePage = signedInOnly(function SavePage() {
  const { t } = useTranslation("workspace");
  const { draft: id = "", save = "" } = useParams();
  const { data } = useQuery({
    queryKey: ["open-save", id, save],
    queryFn: async () => {
      const [files, { draft }] = await Promise.all([readSave(id, Number(save)), readDraft(id)]);
      useSaving.setState(NOTHING_SAVED);
      useWorkspace.getState().open({ document: { files }, readOnly: true });
      return draft;
    },
    throwOnError: true,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (data === undefined) return <PageSkeleton />;
  return (
    <WorkspaceView
      base={`/drafts/${id}/saves/${save}`}
      title={data.name}
      isDraft={false}
      comparedWith={setAddress(data.basedOn)}
      banner={
        <div className="workspace-banner" role="note">
          <strong>{t("viewingSave", { number: save })}</strong>
          <Link to={`/drafts/${id}`}>{t("backToDraft")}</Link>
        </div>
      }
    />
  );
});
