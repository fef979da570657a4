/** @module Name and password; the same form on the sign-in page and in place, when a session has ended. */
import { Alert, Button, Form, Input } from "antd";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem.ts";
import { signIn, type User } from "../api/session.ts";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { IssuerLink } from "./issuer-link.tsx";
import { PasswordForm } from "./password-form.tsx";

interface Fields {
  readonly name: string;
  readonly password: string;
}

export function SignInForm({ onDone }: { readonly onDone: (user: User) => void }) {
  const { t } = useTranslation("session");
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [expired, setExpired] = useState<string | null>(null);
  const [changed, setChanged] = useState(false);
  const [form] = Form.useForm<Fields>();

  const send = async ({ name, password }: Fields): Promise<void> => {
    setBusy(true);
    setFailure(null);
    setChanged(false);
    try {
      onDone(await signIn(name.trim(), password));
    } catch (error) {
      if (isProblem(error, "password_expired")) setExpired(name.trim());
      else setFailure(error);
      form.resetFields(["password"]);
      form.focusField("password");
    } finally {
      setBusy(false);
    }
  };

  if (expired !== null)
    return (
      <>
        <Alert type="warning" showIcon title={t("expired")} className="form-note" />
        <PasswordForm
          name={expired}
          onDone={() => {
            setExpired(null);
            setChanged(true);
          }}
        />
      </>
    );
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
      {changed && <Alert type="success" showIcon title={t("changed")} className="form-note" />}
      {failure !== null && <ProblemAlert problem={failure} />}
      <Form.Item
        name="name"
        label={t("name")}
        rules={[{ required: true, message: t("nameNeeded") }]}
      >
        <Input autoComplete="username" autoFocus size="large" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("password")}
        rules={[{ required: true, message: t("passwordNeeded") }]}
        extra={capsLock ? t("capsLock") : undefined}
      >
        <Input.Password
          autoComplete="current-password"
          size="large"
          onKeyUp={(event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"))}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t("signIn")}
      </Button>
      <IssuerLink />
      <p className="form-hint">{t("forgot")}</p>
    </Form>
  );
}
