/** @module Whom the changes move: cases beside the rules, and the cities that are stored. */

import type { OpenComparison } from "../use-comparison.ts";
import { CaseEffects } from "./case-effects.tsx";
import { StoredCityEffects } from "./stored-city-effects.tsx";
import "./effect.css";

export function EffectView({
  base,
  open,
}: {
  readonly base: string;
  readonly open: OpenComparison;
}) {
  return (
    <div className="comparison-effect">
      <CaseEffects open={open} />
      <StoredCityEffects base={base} open={open} />
    </div>
  );
}
