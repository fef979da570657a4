import { defineConfig } from "vitest/config";
import { ruleSchemas } from "../editor/build/rule-schemas.mjs";

export default defineConfig({
  plugins: [ruleSchemas()],
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/global-setup.ts",
    hookTimeout: 120_000,
    testTimeout: Number(process.env.TEST_TIMEOUT_MS ?? 60_000),
  },
});
