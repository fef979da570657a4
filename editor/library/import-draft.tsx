/** @module A zip of a folder of rules becomes a new draft. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { type ChangeEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { importDraft } from "../api/drafts.ts";
import { useProblemText } from "../ui/problem-alert.tsx";

export function ImportDraft() {
  const { t } = useTranslation("library");
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const problemText = useProblemText();

  const chosen = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0];
    // The same file can be chosen again after it was mended.
    target.value = "";
    if (file === undefined) return;
    const name = file.name.replace(/\.zip$/i, "");
    setBusy(true);
    try {
      const draft = await importDraft(name, file);
      await client.invalidateQueries({ queryKey: ["drafts"] });
      message.success(t("imported", { name }));
      navigate(`/drafts/${draft.id}`);
    } catch (error) {
      message.error(problemText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <input ref={field} type="file" accept=".zip,application/zip" hidden onChange={chosen} />
      <Button loading={busy} title={t("importText")} onClick={() => field.current?.click()}>
        {t("import")}
      </Button>
    </>
  );
}
