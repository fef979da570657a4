/** @module Publishing: the last step, asked about once more; what stands in the way is told. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Modal } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Draft, Obstacle } from "../api/drafts.ts";
import { isProblem } from "../api/problem.ts";
import { publish } from "../api/reviews.ts";
import { useRole } from "../session/session-store.ts";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { ObstacleList } from "./obstacle-list.tsx";
import type { DraftChanges } from "./use-changes.ts";

interface Fields {
  readonly reason?: string;
  readonly documentNumber?: string;
}

export function Publishing({
  draft,
  onePerson,
  isReady,
  changes,
  onDone,
}: {
  readonly draft: Draft;
  readonly onePerson: boolean;
  /** Null while it is looked into. */
  readonly isReady: boolean | null;
  readonly changes: DraftChanges | null;
  readonly onDone: () => Promise<void>;
}) {
  const { t } = useTranslation("review");
  const { message } = App.useApp();
  const client = useQueryClient();
  const mayPublish = useRole("analyst", "reviewer");
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [key] = useState(() => crypto.getRandomValues(new Uint32Array(3)).join("-"));
  const [form] = Form.useForm<Fields>();
  const whyNot = useId();
  if (draft.state === "published")
    return (
      <p>
        <Link to={`/rule-sets/${draft.ruleSet.id}`}>{t("toPublished")}</Link>
      </p>
    );
  const isApproved = draft.state === "approved" || (onePerson && draft.state !== "discarded");
  if (!mayPublish || !isApproved) return null;

  const send = async ({ reason, documentNumber }: Fields): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const told = {
        ...(reason?.trim() ? { reason: reason.trim() } : {}),
        ...(documentNumber?.trim() ? { documentNumber: documentNumber.trim() } : {}),
      };
      const { id, revision } = await publish(draft, told, key);
      message.success(t("published", { id, revision }));
      setAsking(false);
      await client.invalidateQueries({ queryKey: ["rule-sets"] });
      await onDone();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const obstacles = isProblem(problem, "not_publishable")
    ? (problem.document.obstacles as readonly Obstacle[])
    : null;
  return (
    <section>
      <h2>{t("publish")}</h2>
      <Button
        type="primary"
        disabled={isReady !== true}
        aria-describedby={isReady === false ? whyNot : undefined}
        onClick={() => setAsking(true)}
      >
        {t("publish")}
      </Button>
      {isReady === false ? (
        <p id={whyNot} className="dim">
          {t("publishBlocked")}
        </p>
      ) : null}
      <Modal
        open={asking}
        title={t("publishTitle", { name: draft.name })}
        okText={t("publish")}
        confirmLoading={busy}
        onOk={form.submit}
        onCancel={() => setAsking(false)}
      >
        <p>{t("publishText")}</p>
        {changes === null ? null : <Summary changes={changes} />}
        {obstacles !== null ? (
          <ObstacleList obstacles={obstacles} />
        ) : (
          problem !== null && <ProblemAlert problem={problem} />
        )}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
          <Form.Item name="documentNumber" label={t("documentNumber")}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="reason" label={t("reason")}>
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
          </Form.Item>
        </Form>
      </Modal>
    </section>
  );
}

/** What goes out with it, in numbers. */
function Summary({ changes: { rules, cases } }: { readonly changes: DraftChanges }) {
  const { t } = useTranslation("review");
  const { expecting, added, removed } = cases;
  return (
    <ul>
      <li>{t("changes", { count: rules?.length ?? 0 })}</li>
      {expecting > 0 ? <li>{t("casesExpecting", { count: expecting })}</li> : null}
      {added > 0 ? <li>{t("casesAdded", { count: added })}</li> : null}
      {removed > 0 ? <li>{t("casesRemoved", { count: removed })}</li> : null}
    </ul>
  );
}
