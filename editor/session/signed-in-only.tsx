/** @module Pages that need somebody: whoever is not signed in does so first, and then comes to the page. */
import type { ComponentType } from "react";
import { Navigate, useLocation } from "react-router";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { useSession } from "./session-store.ts";

export function signedInOnly(Page: ComponentType): ComponentType {
  return function SignedInOnly() {
    const user = useSession((state) => state.user);
    const { pathname, search } = useLocation();
    if (user === undefined) return <PageSkeleton />;
    if (user === null)
      return <Navigate to="/sign-in" state={{ from: pathname + search }} replace />;
    return <Page />;
  };
}
