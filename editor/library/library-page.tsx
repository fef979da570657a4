/** @module The start page: what is published, what is being worked on, what waits for me. */
import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listDrafts } from "../api/drafts.ts";
import { listRuleSets } from "../api/rule-sets.ts";
import { useRole, useSession } from "../session/session-store.ts";
import { Drafts } from "./drafts.tsx";
import { ImportDraft } from "./import-draft.tsx";
import "./library.css";
import { RuleSets } from "./rule-sets.tsx";

export function LibraryPage() {
  const { t } = useTranslation("library");
  const user = useSession((state) => state.user);
  const isReader = useRole("analyst", "reviewer", "auditor");
  const isAnalyst = useRole("analyst");
  const [wish, setWish] = useState("");
  const ruleSets = useQuery({
    // What may be read depends on who reads.
    queryKey: ["rule-sets", user?.id],
    queryFn: listRuleSets,
    enabled: user !== undefined,
  });
  const drafts = useQuery({ queryKey: ["drafts"], queryFn: listDrafts, enabled: isReader });
  return (
    <div className="page library">
      <div className="library-head">
        <div>
          <h1>{t("title")}</h1>
          <p className="dim">{t("intro")}</p>
        </div>
        <div className="library-tools">
          <Input.Search
            allowClear
            placeholder={t("search")}
            aria-label={t("search")}
            value={wish}
            onChange={(event) => setWish(event.target.value)}
          />
          {isAnalyst && <ImportDraft />}
        </div>
      </div>
      {isReader && <Drafts drafts={drafts} wish={wish} />}
      <RuleSets ruleSets={ruleSets} wish={wish} />
    </div>
  );
}
