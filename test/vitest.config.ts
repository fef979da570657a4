import { defineConfig } from "vitest/config";
import { ruleSchemas } from "../editor/build/rule-schemas.mjs";

export default defineConfig({
  plugins: [ruleSchemas()],
  test: {
    root: new URL("..", import.meta.url).pathname,
    hookTimeout: 120_000,
    testTimeout: Number(process.env.TEST_TIMEOUT_MS ?? 60_000),
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/browser/**"],
          globalSetup: "test/support/global-setup.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: "test/browser/support/global-setup.ts",
          // One browser after the rest, one journey after the other: each takes both cores.
          expect: { poll: { timeout: 45_000 } },
          // A journey is many small waits, on a machine that may be busy with others.
          testTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
