/** @module One's own account: roles, password, and every place where one is signed in. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Skeleton, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { endSession, listSessions } from "../api/session.ts";
import { useLanguage } from "../messages/index.ts";
import { showMoment } from "../ui/moments.ts";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { PasswordForm } from "./password-form.tsx";
import { useSession } from "./session-store.ts";

export function AccountPage() {
  const { t } = useTranslation("session");
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { user, signedOut } = useSession();
  if (user == null) return null;
  return (
    <div className="page-narrow">
      <h1>{user.name}</h1>
      <p>
        {user.roles.map((role) => (
          <Tag key={role}>{t(`roles.${role}` as "roles.analyst")}</Tag>
        ))}
      </p>
      <h2>{t("sessions")}</h2>
      <p className="form-hint">{t("sessionsText")}</p>
      <Sessions />
      <h2>{t("changePassword")}</h2>
      <p className="form-hint">{t("changePasswordText")}</p>
      <PasswordForm
        onDone={() => {
          message.success(t("changed"));
          signedOut();
          navigate("/sign-in");
        }}
      />
    </div>
  );
}

function Sessions() {
  const { t } = useTranslation("session");
  const language = useLanguage();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { data, error, refetch } = useQuery({ queryKey: ["sessions"], queryFn: listSessions });
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: () => {
      message.success(t("ended"));
      client.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  if (error !== null) return <ProblemAlert problem={error} onRetry={() => refetch()} />;
  if (data === undefined) return <Skeleton active paragraph={{ rows: 2 }} />;
  return (
    <ul className="plain-list">
      {data.map((one) => (
        <li key={one.id}>
          <div>
            <strong>{deviceOf(one.agent)}</strong> {one.current && <Tag>{t("current")}</Tag>}
            <div className="dim">
              {one.address} · {t("since")} {showMoment(one.createdAt, language)} · {t("seen")}{" "}
              {showMoment(one.seenAt, language)}
            </div>
          </div>
          {!one.current && (
            <Button size="small" loading={end.isPending} onClick={() => end.mutate(one.id)}>
              {t("end")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** `Chrome 131 · Windows` out of what browsers say of themselves. */
function deviceOf(agent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(agent);
  const system = /Windows|Mac OS X|Android|iPhone|iPad|Linux/.exec(agent)?.[0];
  const names: Readonly<Record<string, string>> = { Edg: "Edge", OPR: "Opera", Version: "Safari" };
  const name = browser ? `${names[browser[1] ?? ""] ?? browser[1]} ${browser[2]}` : agent;
  return [name, system].filter((one) => one !== undefined).join(" · ");
}
