/** @module How the editor's page is built: into dist/page, for browsers from Chromium 108 on. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressed } from "./build/compressed.mjs";
import { offline } from "./build/offline.mjs";
import { ruleSchemas } from "./build/rule-schemas.mjs";

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  plugins: [react(), ruleSchemas(), offline(), compressed()],
  // The server puts a fresh nonce in its place with every page (Content-Security-Policy).
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "chrome108",
    manifest: true,
    // Monaco, which is loaded when its view is opened.
    chunkSizeWarningLimit: 5_000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  worker: { format: "es", plugins: () => [ruleSchemas()] },
  // `npm run dev` beside `npm start`: the page anew with every edit, the API from the running service.
  server: { proxy: { "/api/v1": "http://127.0.0.1:8080", "/style.css": "http://127.0.0.1:8080" } },
});
