/** @module Keys of words are checked by the compiler, against the Chinese ones. */
import "i18next";
import type { WORDS } from "./zh-cn/index.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "frame";
    resources: typeof WORDS;
  }
}
