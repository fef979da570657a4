/** @module On a thread for drafts: what rules would do to some cities. */
import { type Effect, effectOnCity } from "../../engine/compare/effect.ts";
import { rulesOf, type SharedRules } from "../computing/shared-rules.ts";

export interface EffectTask {
  readonly before: SharedRules;
  readonly after: SharedRules;
  /** JSON of the list of their figures. */
  readonly cities: string;
}

/** How often the rules refuse the figures, where they do. */
export type ScoredEffect = { readonly effect: Effect } | { readonly refused: number };

export function scoreEffects({ before, after, cities }: EffectTask): readonly ScoredEffect[] {
  const figures = JSON.parse(cities) as readonly unknown[];
  return figures.map((inputs) => {
    const result = effectOnCity(rulesOf(before), rulesOf(after), inputs);
    return result.ok ? { effect: result.effect } : { refused: result.issues.length };
  });
}
