/** @module Asking for a review, with a summary for the reviewer. */
import { App, Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "../api/drafts.ts";
import { askForReview } from "../api/reviews.ts";
import { useRole } from "../session/session-store.ts";
import { ProblemAlert } from "../ui/problem-alert.tsx";

export function Request({
  draft,
  onDone,
}: {
  readonly draft: Draft;
  readonly onDone: () => Promise<void>;
}) {
  const { t } = useTranslation("review");
  const { message } = App.useApp();
  const isAnalyst = useRole("analyst");
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  if (!isAnalyst) return null;
  const send = async ({ summary }: { readonly summary: string }): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await askForReview(draft, summary.trim());
      message.success(t("askDone"));
      await onDone();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section>
      <h2>{t("ask")}</h2>
      {problem !== null && <ProblemAlert problem={problem} />}
      <Form layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item
          name="summary"
          label={t("summary")}
          extra={t("summaryHint")}
          rules={[{ required: true, whitespace: true, message: t("summaryNeeded") }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("ask")}
        </Button>
      </Form>
    </section>
  );
}
