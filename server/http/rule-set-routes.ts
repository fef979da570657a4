/** @module Reading rule sets: the list, one whole, what changed against another, its cases run. */
import { Hono } from "hono";
import { runCases } from "../../engine/cases/run-cases.ts";
import { compareRuleSets } from "../../engine/compare/compare-rule-sets.ts";
import { plainReport } from "../case-report.ts";
import type { Environment } from "./app.ts";
import { Problem } from "./problem.ts";
import type { ServedRuleSet, ServedRuleSets } from "./rule-sets.ts";

export function ruleSetRoutes(ruleSets: ServedRuleSets): Hono<Environment> {
  const routes = new Hono<Environment>();

  routes.get("/rule-sets", (context) =>
    context.json({
      ruleSets: ruleSets.all.map((served) => {
        const { id, name, edition, revision } = served.prepared.ruleSet;
        return {
          id,
          name,
          edition,
          revision,
          ...hashesOf(served),
          nodes: served.prepared.nodes.size,
          cases: served.cases.length,
        };
      }),
    }),
  );

  routes.get("/rule-sets/:id", (context) => {
    const served = find(ruleSets, context.req.param("id"));
    const tag = `"${served.contentHash}"`;
    context.header("ETag", tag);
    context.header("Cache-Control", "no-cache");
    if (matches(context.req.header("if-none-match"), tag)) return context.body(null, 304);
    return context.json({ ...served.prepared.ruleSet, ...hashesOf(served) });
  });

  routes.get("/rule-sets/:id/diff", (context) => {
    const served = find(ruleSets, context.req.param("id"));
    const from = context.req.query("from");
    if (from === undefined || from === "") {
      throw new Problem(422, "invalid_request", () => ({
        issues: [{ code: "missing_parameter", severity: "error", path: "?from" }],
      }));
    }
    const other = find(ruleSets, from);
    return context.json({
      from: { id: other.prepared.ruleSet.id, hash: other.contentHash },
      to: { id: served.prepared.ruleSet.id, hash: served.contentHash },
      changes: compareRuleSets(other.prepared, served.prepared),
    });
  });

  routes.post("/rule-sets/:id/cases/run", (context) => {
    const { prepared, cases } = find(ruleSets, context.req.param("id"));
    return context.json(plainReport(prepared.ruleSet.id, runCases(prepared, cases), null));
  });

  return routes;
}

/** @throws Problem 404 with the ids that there are */
export function find(ruleSets: ServedRuleSets, wanted: string): ServedRuleSet {
  const served = ruleSets.find(wanted);
  if (served !== undefined) return served;
  throw new Problem(404, "unknown_rule_set", () => ({
    wanted,
    known: ruleSets.all.map(({ prepared }) => prepared.ruleSet.id),
  }));
}

function hashesOf({ contentHash, scoringHash }: ServedRuleSet) {
  return { hash: contentHash, scoringHash };
}

/** RFC 9110, 13.1.2: a list of tags, weak ones compare as equal, `*` is any. */
function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(",")
    .some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === tag);
}
