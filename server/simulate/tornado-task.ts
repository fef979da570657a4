/** @module On a computing thread: what moves a city's total the most. */
import { type TornadoResult, tornadoOf } from "../../engine/simulate/tornado.ts";
import { rulesOf, type SharedRules } from "../computing/shared-rules.ts";
import { compiledRules } from "../scoring/compiled-rules.ts";

export interface TornadoTask {
  readonly rules: SharedRules;
  /** Of a whole city, none refused. */
  readonly inputs: unknown;
  /** As `tornadoOf` takes it. */
  readonly share: string;
}

export function tornado({ rules, inputs, share }: TornadoTask): TornadoResult {
  return tornadoOf(compiledRules(rulesOf(rules)), inputs, share);
}
