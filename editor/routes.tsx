/** @module Every page by its address; each is loaded when it is opened. */
import type { ComponentType } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { FailedPage, NotFoundPage } from "./frame/failed-page.tsx";
import { Frame } from "./frame/frame.tsx";
import { signedInOnly } from "./session/signed-in-only.tsx";
import { PageSkeleton } from "./ui/page-skeleton.tsx";

/** A workspace stays open while one goes from indicator to indicator, or to its notice: one route with an optional end. */
function withItems(
  path: string,
  load: () => Promise<ComponentType>,
  ends: readonly string[] = [],
): RouteObject[] {
  return [
    {
      path,
      lazy: async () => ({ Component: await load() }),
      children: [
        { index: true, element: null },
        ...["items/:node", "compare", "compare/:node", ...ends].map((end) => ({
          path: end,
          element: null,
        })),
      ],
    },
  ];
}

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
  ...withItems(
    "drafts/:draft",
    async () => (await import("./workspace/draft-page.tsx")).DraftPage,
    ["notice"],
  ),
  ...withItems(
    "drafts/:draft/saves/:save",
    async () => (await import("./workspace/save-page.tsx")).SavePage,
  ),
  ...withItems(
    "rule-sets/:ruleSet",
    async () => (await import("./workspace/published-page.tsx")).PublishedPage,
  ),
  {
    path: "drafts/:draft/review",
    lazy: async () => ({ Component: (await import("./review/review-page.tsx")).ReviewPage }),
  },
  {
    path: "drafts/:draft/book",
    lazy: async () => ({ Component: (await import("./print/book-page.tsx")).DraftBookPage }),
  },
  {
    path: "rule-sets/:ruleSet/book",
    lazy: async () => ({ Component: (await import("./print/book-page.tsx")).PublishedBookPage }),
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
