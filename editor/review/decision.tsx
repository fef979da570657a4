/** @module A reviewer's decision: approve, or send back with the reason and the comments made above. */
import { App, Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "../api/drafts.ts";
import { isProblem } from "../api/problem.ts";
import { approve, type ReviewComment, sendBack } from "../api/reviews.ts";
import { useRole } from "../session/session-store.ts";
import { ProblemAlert } from "../ui/problem-alert.tsx";

export function Decision({
  draft,
  comments,
  onDone,
}: {
  readonly draft: Draft;
  readonly comments: readonly ReviewComment[];
  readonly onDone: () => Promise<void>;
}) {
  const { t } = useTranslation("review");
  const { message } = App.useApp();
  const isReviewer = useRole("reviewer");
  const [words, setWords] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState<"approve" | "back" | null>(null);
  const [missing, setMissing] = useState(false);
  if (!isReviewer) return <p className="dim">{t("waiting")}</p>;

  const decide = async (what: "approve" | "back"): Promise<void> => {
    const said = words.trim();
    setMissing(what === "back" && said === "");
    if (what === "back" && said === "") return;
    setBusy(what);
    setProblem(null);
    try {
      await (what === "approve" ? approve(draft, said) : sendBack(draft, said, comments));
      message.success(what === "approve" ? t("approved") : t("sentBack"));
      await onDone();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(null);
    }
  };
  const own = isProblem(problem, "conflict") && problem.document.reason === "own_work";
  return (
    <section>
      <h2>{t("decision")}</h2>
      {own ? (
        <p role="alert">{t("ownWork")}</p>
      ) : (
        problem !== null && <ProblemAlert problem={problem} />
      )}
      <Input.TextArea
        autoSize={{ minRows: 2 }}
        maxLength={2000}
        value={words}
        status={missing ? "error" : ""}
        aria-label={t("decision")}
        aria-invalid={missing}
        placeholder={t("approveHint")}
        onChange={({ target }) => {
          setWords(target.value);
          setMissing(false);
        }}
      />
      {missing && (
        <p role="alert" className="is-wrong">
          {t("reasonNeeded")}
        </p>
      )}
      <div className="decision-buttons">
        <Button type="primary" loading={busy === "approve"} onClick={() => decide("approve")}>
          {t("approve")}
        </Button>
        <Button danger loading={busy === "back"} onClick={() => decide("back")}>
          {t("sendBack")}
        </Button>
      </div>
    </section>
  );
}
