/** @module Every page by its address; each is loaded when it is opened. */
import { createBrowserRouter, type RouteObject } from "react-router";
import { FailedPage, NotFoundPage } from "./frame/failed-page.tsx";
import { Frame } from "./frame/frame.tsx";
import { signedInOnly } from "./session/signed-in-only.tsx";
import { PageSkeleton } from "./ui/page-skeleton.tsx";

const pages: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({ Component: (await import("./library/library-page.tsx")).LibraryPage }),
  },
  {
    path: "sign-in",
    lazy: async () => ({ Component: (await import("./session/sign-in-page.tsx")).SignInPage }),
  },
  {
    path: "account",
    lazy: async () => ({
      Component: signedInOnly((await import("./session/account-page.tsx")).AccountPage),
    }),
  },
  { path: "*", Component: NotFoundPage },
];

export const router = createBrowserRouter([
  {
    Component: Frame,
    HydrateFallback: PageSkeleton,
    children: [{ ErrorBoundary: FailedPage, children: pages }],
  },
]);
