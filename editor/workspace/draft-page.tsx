/** @module A draft, open for work: kept here and saved at the service by itself. */
import { useQuery } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import type { ListedDraft } from "../api/drafts.ts";
import type { SideAddress } from "../comparison/sides.ts";
import { useRole, useSession } from "../session/session-store.ts";
import { signedInOnly } from "../session/signed-in-only.tsx";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { type OpenedDraft, openDraft, takeBack as takeBackDraft } from "./open-draft.ts";
import { type Autosave, startAutosave } from "./saving/autosave.ts";
import { ConflictDialog } from "./saving/conflict-dialog.tsx";
import { SavingState } from "./saving/saving-state.tsx";
import { useSaving } from "./saving/saving-store.ts";
import { useWorkspace } from "./workspace-store.ts";
import { WorkspaceView } from "./workspace-view.tsx";

export const DraftPage = signedInOnly(function DraftPage() {
  const { draft: id = "" } = useParams();
  const person = useSession((state) => state.user?.id ?? "");
  const mayWrite = useRole("analyst");
  const { data } = useQuery({
    queryKey: ["open-draft", id, person],
    queryFn: () => openDraft(id, person, mayWrite),
    throwOnError: true,
    // Opened once; from then on the workspace holds it.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return data === undefined ? (
    <PageSkeleton />
  ) : (
    <OpenDraft key={id} opened={data} person={person} />
  );
});

function OpenDraft({ opened, person }: { readonly opened: OpenedDraft; readonly person: string }) {
  const { draft: first } = opened;
  const base = `/drafts/${first.id}`;
  const readOnly = useWorkspace((state) => state.readOnly);
  const draft = useSaving((state) => state.draft) ?? first;
  const autosave = useRef<Autosave | null>(null);
  useEffect(() => {
    if (readOnly) return undefined;
    const started = startAutosave(first.id, person);
    autosave.current = started;
    return started.stop;
  }, [first.id, person, readOnly]);
  const saveNow = async (): Promise<void> => autosave.current?.saveNow();
  return (
    <>
      <WorkspaceView
        base={base}
        title={draft.name}
        isDraft
        saveNow={saveNow}
        startedFrom={opened.startedFrom}
        comparedWith={setAddress(opened.draft.basedOn)}
        tools={
          <>
            {readOnly ? null : <SavingState onSave={saveNow} />}
            <ToNotice base={base} />
            {readOnly ? null : <ToReview base={base} saveNow={saveNow} />}
          </>
        }
        banner={readOnly ? <WhyReadOnly opened={opened} /> : null}
      />
      <ConflictDialog onResolved={saveNow} />
    </>
  );
}

/** The published set that a draft began with, exactly that revision. */
export function setAddress({ id, hash }: ListedDraft["basedOn"]): SideAddress | null {
  return id === null ? null : `rule-sets/${id}@${hash}`;
}

function ToNotice({ base }: { readonly base: string }) {
  const { t } = useTranslation("notice");
  const navigate = useNavigate();
  return (
    <Button size="small" onClick={() => navigate(`${base}/notice`)}>
      {t("open")}
    </Button>
  );
}

/** The review is about what is saved, so that is done first. */
function ToReview({
  base,
  saveNow,
}: {
  readonly base: string;
  readonly saveNow: () => Promise<void>;
}) {
  const { t } = useTranslation("review");
  const navigate = useNavigate();
  return (
    <Button
      size="small"
      onClick={async () => {
        await saveNow();
        navigate(`${base}/review`);
      }}
    >
      {t("title")}
    </Button>
  );
}

function WhyReadOnly({ opened: { draft } }: { readonly opened: OpenedDraft }) {
  const { t } = useTranslation("workspace");
  const { t: library } = useTranslation("library");
  const { modal } = App.useApp();
  const mayWrite = useRole("analyst");
  const person = useSession((state) => state.user?.id ?? "");
  const reviewed = draft.state === "in_review" || draft.state === "approved";
  const takeBack = (): void => {
    modal.confirm({
      title: t("takeBack"),
      content: t("takeBackText"),
      okText: t("takeBack"),
      onOk: () => takeBackDraft(draft.id, person),
    });
  };
  return (
    <div className="workspace-banner" role="note">
      <strong>{t("readOnly")}</strong>
      <span>
        {draft.state === "in_review"
          ? t("inReview")
          : draft.state === "approved"
            ? t("approved")
            : draft.state === "open"
              ? ""
              : t("closedDraft", { state: library(`states.${draft.state}`) })}
      </span>
      {reviewed && <Link to={`/drafts/${draft.id}/review`}>{t("toReview")}</Link>}
      {reviewed && mayWrite && (
        <Button size="small" onClick={takeBack}>
          {t("takeBack")}
        </Button>
      )}
    </div>
  );
}
