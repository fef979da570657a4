/** @module A new password for oneself; what the service finds wrong with it is said at the field. */
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem.ts";
import { changePassword } from "../api/session.ts";
import { ProblemAlert } from "../ui/problem-alert.tsx";

interface Fields {
  readonly name: string;
  readonly password: string;
  readonly newPassword: string;
  readonly repeated: string;
}

const FAULTS = [
  "too_short",
  "too_long",
  "too_simple",
  "like_name",
  "too_common",
  "used_before",
] as const;

interface Fault {
  readonly code: (typeof FAULTS)[number];
}

export function PasswordForm({
  name,
  onDone,
}: {
  /** User name, where it is known already. */
  readonly name?: string;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation("session");
  const [form] = Form.useForm<Fields>();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const send = async ({ name, password, newPassword }: Fields): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      await changePassword({ name: name.trim(), password, newPassword });
      form.resetFields();
      onDone();
    } catch (error) {
      if (!isProblem(error, "weak_password")) return setFailure(error);
      const faults = (error.document.issues ?? []) as readonly Fault[];
      // The facts of a fault are the numbers of its sentence.
      const errors = faults.map(({ code, ...facts }) =>
        String(t(`faults.${code}`, facts as never)),
      );
      form.setFields([{ name: "newPassword", errors }]);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={send}
      initialValues={{ name }}
    >
      {failure !== null && <ProblemAlert problem={failure} />}
      <Form.Item
        name="name"
        label={t("name")}
        hidden={name !== undefined}
        rules={[{ required: true, message: t("nameNeeded") }]}
      >
        <Input autoComplete="username" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("password")}
        rules={[{ required: true, message: t("passwordNeeded") }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={t("newPassword")}
        extra={t("newPasswordHint")}
        rules={[{ required: true, message: t("passwordNeeded") }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={t("repeat")}
        dependencies={["newPassword"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue("newPassword")
                ? Promise.resolve()
                : Promise.reject(new Error(t("different"))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t("changePassword")}
      </Button>
    </Form>
  );
}
