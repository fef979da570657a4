/** @module Where a browser begins to sign in by the issuer; the API names it, the pages answer there. */
export const OIDC_PATH = "/sign-in/oidc";
