/** @module A new draft from a published set: a new year under a new id, or an erratum with its reason. */
import { useQueryClient } from "@tanstack/react-query";
import { Form, Input, Modal } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { createDraft } from "../api/drafts.ts";
import { isProblem } from "../api/problem.ts";
import type { RuleSetSummary } from "../api/rule-sets.ts";
import { useText } from "../messages/index.ts";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { nextId, nextYear } from "./next-id.ts";

/** As the service demands it. */
const ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

interface Fields {
  readonly name: string;
  readonly ruleSet: string;
  readonly zh: string;
  readonly en: string;
  readonly documentNumber?: string;
}

export function NewDraft({
  basedOn,
  kind,
  onClose,
}: {
  readonly basedOn: Pick<RuleSetSummary, "id" | "name" | "edition">;
  readonly kind: "year" | "erratum";
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("library");
  const text = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  // Sent twice after a lost answer, it still makes one draft.
  const key = useId() + useState(() => crypto.getRandomValues(new Uint32Array(2)).join("-"))[0];

  const send = async ({ name, ruleSet, zh, en, documentNumber }: Fields): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const wanted =
      kind === "year"
        ? { ruleSet }
        : { reason: { zh, en }, ...(documentNumber ? { documentNumber } : {}) };
    try {
      const draft = await createDraft({ basedOn: basedOn.id, name, ...wanted }, key);
      client.invalidateQueries({ queryKey: ["drafts"] });
      navigate(`/drafts/${draft.id}`);
    } catch (error) {
      if (isProblem(error, "conflict") && kind === "year")
        form.setFields([{ name: "ruleSet", errors: [t("idTaken", { id: ruleSet })] }]);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  const id = nextId(basedOn.id, basedOn.edition);
  const year = nextYear(basedOn.edition);
  const name = text(basedOn.name);
  const proposed =
    kind === "erratum"
      ? t("nameOfErratum", { name })
      : year === basedOn.edition
        ? t("nameOfDraft", { name })
        : t("nameOfYear", { year });
  return (
    <Modal
      open
      title={kind === "year" ? t("newYear") : t("erratum")}
      okText={t("create")}
      onOk={form.submit}
      onCancel={onClose}
      confirmLoading={busy}
    >
      <p className="form-hint">{kind === "year" ? t("newYearText") : t("erratumText")}</p>
      {failure !== null && <ProblemAlert problem={failure} />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={send}
        initialValues={{
          name: proposed,
          ruleSet: id,
        }}
      >
        <Form.Item
          name="name"
          label={t("draftName")}
          rules={[{ required: true, whitespace: true, message: t("draftNameNeeded") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        {kind === "year" ? (
          <Form.Item
            name="ruleSet"
            label={t("id")}
            extra={t("idHint", { example: id })}
            rules={[{ required: true, pattern: ID, message: t("idWrong") }]}
          >
            <Input spellCheck={false} maxLength={64} />
          </Form.Item>
        ) : (
          <>
            <Form.Item
              name="zh"
              label={t("reasonZh")}
              rules={[{ required: true, whitespace: true, message: t("reasonNeeded") }]}
            >
              <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
            </Form.Item>
            <Form.Item
              name="en"
              label={t("reasonEn")}
              rules={[{ required: true, whitespace: true, message: t("reasonNeeded") }]}
            >
              <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
            </Form.Item>
            <Form.Item name="documentNumber" label={t("documentNumber")}>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}
