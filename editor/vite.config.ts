/** @module How the editor's page is built: into dist/page, for browsers from Chromium 108 on. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [react()],
  // The server puts a fresh nonce in its place with every page (Content-Security-Policy).
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "chrome108",
    manifest: true,
    chunkSizeWarningLimit: 2_000,
  },
  worker: { format: "es" },
});
