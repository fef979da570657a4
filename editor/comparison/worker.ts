/** @module The worker of comparisons: what changed, and what that does to the cases. */
import { expose } from "comlink";
import type { Language } from "../../engine/language/language.ts";
import type { Files } from "../document/rule-document.ts";
import { Comparer, type Comparison } from "./compare-files.ts";

const comparer = new Comparer();

const comparing = {
  compare(before: Files, after: Files, language: Language): Comparison {
    return comparer.compare(before, after, language);
  },
};

export type Comparing = typeof comparing;

expose(comparing);
