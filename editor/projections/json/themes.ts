/** @module Names of the code editor's themes, light and dark. */
export const THEMES = { light: "chengping-light", dark: "chengping-dark" } as const;
