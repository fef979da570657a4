/** @module Which findings can be mended, and how: one line for each code. */
import type { RuleDocument } from "../../document/rule-document.ts";
import type { PlacedFinding } from "../../evaluation/place-findings.ts";
import { balanceWeights } from "./balance-weights.ts";
import type { Fix, FixFinder } from "./fix.ts";
import {
  removeDuplicateKey,
  removeLostCase,
  removeMark,
  removeUnusedFile,
  renameDuplicateCase,
} from "./mend-files.ts";
import {
  askMoreThanZero,
  capScore,
  countNullAsZero,
  guardDivision,
  removeBand,
  setFullMarks,
  takeClosest,
} from "./mend-formula.ts";
import { removeUnusedInput, removeUnusedMember } from "./remove-unused.ts";

const FINDERS: { readonly [code: string]: FixFinder } = {
  unused_input: removeUnusedInput,
  unused_part: removeUnusedMember,
  unused_constant: removeUnusedMember,
  weights_do_not_add_up: balanceWeights,
  band_unreachable: removeBand,
  division_unguarded: guardDivision,
  condition_not_boolean: askMoreThanZero,
  null_reaches_arithmetic: countNullAsZero,
  unknown_name: takeClosest,
  unknown_operator: takeClosest,
  unknown_reference: takeClosest,
  score_unbounded: capScore,
  score_exceeds_share: capScore,
  full_marks_differ: setFullMarks,
  json_duplicate_key: removeDuplicateKey,
  duplicate_case: renameDuplicateCase,
  case_node_unknown: removeLostCase,
  unused_file: removeUnusedFile,
  span_outside_text: removeMark,
};

/** Each would change the document; which one is right is for the reader to say. */
export function fixesFor(placed: PlacedFinding, document: RuleDocument): readonly Fix[] {
  return FINDERS[placed.finding.code]?.(placed, document) ?? [];
}
