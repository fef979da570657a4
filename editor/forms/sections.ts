/** @module Under which heading each member of an indicator, and of the set as a whole, is edited. */

export const NODE_SECTIONS = [
  { id: "general", only: ["name", "weight", "level", "departments", "rounding", "was"] },
  { id: "inputs", only: ["inputs"] },
  { id: "parts", only: ["parts", "constants", "score", "outputs"] },
  { id: "conditions", only: ["requires", "plausible"] },
  { id: "source", only: ["source", "notes", "evidence"] },
] as const;

export const SET_SECTIONS = [
  { id: "dates", only: ["name", "edition", "revision", "basis", "changedAgainst", "dates"] },
  { id: "levels", only: ["levels"] },
  { id: "people", only: ["departments"] },
  { id: "source", only: ["notes"] },
] as const;
