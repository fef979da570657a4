/** @module Signing in again in place: over the page as it stands, so that nothing typed is lost. */
import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { useSession } from "./session-store.ts";
import { SignInForm } from "./sign-in-form.tsx";

export function SignInAgain() {
  const { t } = useTranslation("session");
  const { asking, signedIn, giveUp } = useSession();
  return (
    <Modal
      open={asking}
      title={t("again")}
      footer={null}
      onCancel={giveUp}
      mask={{ closable: false }}
      width={400}
      destroyOnHidden
    >
      <p className="form-hint">{t("againText")}</p>
      <SignInForm onDone={signedIn} />
    </Modal>
  );
}
