/** @module The page to sign in; whoever came from elsewhere goes back there. */
import { useTranslation } from "react-i18next";
import { Navigate, useLocation, useNavigate } from "react-router";
import { useSession } from "./session-store.ts";
import { SignInForm } from "./sign-in-form.tsx";

export function SignInPage() {
  const { t } = useTranslation("session");
  const user = useSession((state) => state.user);
  const signedIn = useSession((state) => state.signedIn);
  const navigate = useNavigate();
  const { state } = useLocation();
  const from = typeof state?.from === "string" ? state.from : "/";
  if (user != null) return <Navigate to={from} replace />;
  return (
    <section className="sign-in">
      <h1>{t("signInTitle")}</h1>
      <SignInForm
        onDone={(one) => {
          signedIn(one);
          navigate(from, { replace: true });
        }}
      />
    </section>
  );
}
