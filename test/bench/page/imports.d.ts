/** @module What the bundler adds to the language. */
declare module "*.css";

interface ImportMeta {
  glob(
    pattern: string,
    options: { readonly eager: true; readonly query: "?raw"; readonly import: "default" },
  ): { readonly [path: string]: string };
}
