/** @module A city's plan names roles, items and figures of the round's rules; a slip would go unseen for weeks. */
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { closestTo } from "../../engine/score/closest.ts";
import { Problem } from "../problem.ts";
import type { CityPlan } from "./ownership.ts";

/** @throws Problem 422 with every role and place that the rules do not know */
export function refuseUnknownPlaces(
  { ruleSet, nodes }: PreparedRuleSet,
  { units, assignments }: CityPlan,
): void {
  const roles = Object.keys(ruleSet.departments);
  const places = [...nodes.values()].flatMap(({ id, node }) => {
    const inputs = Object.keys(node.inputs ?? {});
    return inputs.length === 0 ? [] : [id, ...inputs.map((input) => `${id}/${input}`)];
  });
  const issues = [
    ...unknownOf(Object.keys(units), roles, "unknown_role", "/units"),
    ...unknownOf(Object.keys(assignments), places, "unknown_item", "/assignments"),
  ];
  if (issues.length > 0) throw new Problem("invalid_request", { issues });
}

function unknownOf(
  given: readonly string[],
  known: readonly string[],
  code: string,
  path: string,
): readonly object[] {
  const names = new Set(known);
  return given
    .filter((one) => !names.has(one))
    .map((found) => ({
      code,
      severity: "error",
      path: `${path}/${found.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      found,
      closest: closestTo(found, known) ?? null,
    }));
}
