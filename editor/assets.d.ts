/** @module Imports that the bundler understands and the compiler does not. */
declare module "*.css";

/** Validators of rules/schema, made when the page is built: `build/rule-schemas.mjs`. */
declare module "virtual:rule-schemas" {
  type Validate = import("../engine/rule-set/schema-problems.ts").Validate;
  export const ruleSet: Validate;
  export const node: Validate;
  export const cases: Validate;
  /** The schemas themselves by file name. */
  export const schemas: { readonly [file: string]: object };
}

/** A worker that the bundler makes of a module. */
declare module "*?worker" {
  const makeWorker: new () => Worker;
  export default makeWorker;
}

interface ImportMeta {
  /** `PROD`: built for people, not served while it is developed. */
  readonly env: { readonly PROD: boolean };
}
