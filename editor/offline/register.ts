/** @module Keeps the page on this computer, so that it opens without a connection; where a browser can (https, or this host). */

/** Called when the page has been drawn: what is being looked at comes first. */
export function keepPageOffline(): void {
  // Absent in an insecure context, and while the page is developed.
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const register = (): void => {
    navigator.serviceWorker.register("/service-worker.js").catch(() => {
      // Switched off by the reader or the house: the page works as before, with a connection.
    });
  };
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register, { once: true });
}
