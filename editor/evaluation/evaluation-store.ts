/**
 * @module What the engine says about the open document. Answers to an older document are dropped; while a
 * document cannot be run, the last good answers stay, and `broken` says so.
 */
import { create } from "zustand";
import type { Disagreement } from "../../engine/cases/second-opinion.ts";
import type { Finding } from "../../engine/issue.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { shareStructure } from "../../engine/json/share-structure.ts";
import type { RuleDocument } from "../document/rule-document.ts";
import type {
  Answer,
  CaseAnswer,
  CityValues,
  NodeCoverage,
  NodeStatus,
  NodeValues,
} from "./answers.ts";

export interface Evaluation {
  /** Number of the last document sent; 0: none yet. */
  readonly version: number;
  /** Everything about that document is known. */
  readonly settled: boolean;
  /** The document that `findings` and `broken` speak of. */
  readonly document: RuleDocument | null;
  /** Why the document cannot be run; then everything else is of the last one that could. */
  readonly broken: readonly Finding[] | null;
  readonly findings: readonly Finding[];
  readonly cases: ReadonlyMap<string, CaseAnswer>;
  readonly coverage: ReadonlyMap<string, NodeCoverage>;
  /** How the shown figures come through each node that has been looked at since they were chosen. */
  readonly values: ReadonlyMap<string, NodeValues>;
  readonly city: CityValues | null;
  readonly nodes: ReadonlyMap<string, NodeStatus>;
  readonly disagreements: readonly Disagreement[];
}

export const NOTHING_KNOWN: Evaluation = {
  version: 0,
  settled: false,
  document: null,
  broken: null,
  findings: [],
  cases: new Map(),
  coverage: new Map(),
  values: new Map(),
  city: null,
  nodes: new Map(),
  disagreements: [],
};

export const useEvaluation = create<Evaluation>()(() => NOTHING_KNOWN);

/** The state after an answer about `document`. */
export function withAnswer(
  state: Evaluation,
  answer: Answer,
  document: RuleDocument,
): Partial<Evaluation> {
  switch (answer.kind) {
    case "broken":
      return { broken: answer.findings, document };
    case "node": {
      const { id, cases, coverage, values } = answer.node;
      return {
        broken: null,
        cases: merged(
          state.cases,
          cases.map((one) => [one.id, one]),
        ),
        coverage: coverage === null ? state.coverage : merged(state.coverage, [[id, coverage]]),
        values: values === null ? without(state.values, id) : merged(state.values, [[id, values]]),
      };
    }
    case "findings":
      return { broken: null, findings: shared(state.findings, answer.findings), document };
    case "set": {
      const { nodes, cases, coverage, disagreements, city } = answer.set;
      return {
        broken: null,
        nodes: merged(state.nodes, [...nodes]),
        coverage: merged(state.coverage, [...coverage]),
        disagreements: shared(state.disagreements, disagreements),
        city: shared(state.city, city),
        cases: merged(
          state.cases,
          cases.map((one) => [one.id, one]),
        ),
      };
    }
  }
}

/** What says the same as before stays the very same, so that nobody draws it anew. */
function shared<T>(known: T | undefined, now: T): T {
  // Answers are plain data, cloned from the worker.
  return shareStructure(known as JsonValue | undefined, now as JsonValue) as T;
}

function merged<T>(
  known: ReadonlyMap<string, T>,
  answers: readonly (readonly [string, T])[],
): ReadonlyMap<string, T> {
  const news = answers
    .map(([id, answer]) => [id, shared(known.get(id), answer)] as const)
    .filter(([id, answer]) => known.get(id) !== answer);
  return news.length === 0 ? known : new Map([...known, ...news]);
}

function without<T>(known: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  if (!known.has(id)) return known;
  return new Map([...known].filter(([one]) => one !== id));
}
