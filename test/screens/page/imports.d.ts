/** @module Imports that the bundler understands and the compiler does not. */
declare module "*.css";

interface ImportMeta {
  glob(
    pattern: string,
    options: { readonly eager: true; readonly query: "?raw"; readonly import: "default" },
  ): { readonly [path: string]: string };
}
