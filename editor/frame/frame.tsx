/** @module The frame around every page: where one is, who one is, language and appearance. */
import { Button, Dropdown, type MenuProps } from "antd";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, useLocation, useNavigate } from "react-router";
import { signOut } from "../api/session.ts";
import { chooseLanguage, useLanguage } from "../messages/index.ts";
import { useSession } from "../session/session-store.ts";
import { SignInAgain } from "../session/sign-in-again.tsx";
import { APPEARANCES, useAppearance } from "../ui/appearance.ts";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { Connection } from "./connection.tsx";

export function Frame() {
  const { t } = useTranslation("frame");
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <header className="frame-head">
        <Link className="brand" to="/">
          城评 <span>Chengping</span>
        </Link>
        {/* Pages put what belongs to them here, such as the name of the draft and the state of its saving. */}
        <div id="frame-slot" className="frame-slot" />
        <Connection />
        <nav className="frame-nav">
          <a className="wide-only" href="/api/docs">
            {t("api")}
          </a>
          <Appearance />
          <LanguageSwitch />
          <Person />
        </nav>
      </header>
      <main id="content" className="frame-main" tabIndex={-1}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <SignInAgain />
    </div>
  );
}

function LanguageSwitch() {
  const { t } = useTranslation("frame");
  const language = useLanguage();
  const other = language === "en" ? "zh-CN" : "en";
  return (
    <Button type="text" size="small" lang={other} onClick={() => chooseLanguage(other)}>
      {t("language")}
    </Button>
  );
}

function Appearance() {
  const { t } = useTranslation("frame");
  const { appearance, choose } = useAppearance();
  const items: MenuProps["items"] = APPEARANCES.map((key) => ({ key, label: t(`themes.${key}`) }));
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items,
        selectable: true,
        selectedKeys: [appearance],
        onClick: ({ key }) => choose(key as typeof appearance),
      }}
    >
      <Button type="text" size="small" aria-label={t("theme")} title={t("theme")}>
        <span aria-hidden="true">◐</span>
      </Button>
    </Dropdown>
  );
}

function Person() {
  const { t } = useTranslation("session");
  const { user, signedOut } = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  if (user === undefined || pathname === "/sign-in") return null;
  if (user === null)
    return (
      <Button
        size="small"
        type="primary"
        onClick={() => navigate("/sign-in", { state: { from: pathname } })}
      >
        {t("signIn")}
      </Button>
    );
  const items: MenuProps["items"] = [
    { key: "account", label: t("account"), onClick: () => navigate("/account") },
    {
      key: "out",
      label: t("signOut"),
      onClick: async () => {
        await signOut();
        signedOut();
        navigate("/");
      },
    },
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items }}>
      <Button type="text" size="small" className="person">
        {user.name}
      </Button>
    </Dropdown>
  );
}
