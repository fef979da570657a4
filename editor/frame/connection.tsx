/** @module Whether the network is there, as far as the browser knows; said where everybody sees it. */
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

export function Connection() {
  const { t } = useTranslation("frame");
  const online = useOnline();
  return (
    <span role="status" className="connection" title={online ? undefined : t("offlineText")}>
      {online ? "" : t("offline")}
    </span>
  );
}
