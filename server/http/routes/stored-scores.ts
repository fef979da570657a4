/** @module Scores that were stored: with everything that they were made from, and computed again to compare. */
import { Type } from "@sinclair/typebox";
import { Problem } from "../../problem.ts";
import { readScore, storeScore, verifyScore } from "../../rounds/stored-scores.ts";
import type { ScoreRow } from "../../storage/tables.ts";
import { json, type Route, route } from "../route.ts";
import { exactly, listOf, OBJECT, open, REASON, SCORE_RESULT } from "../schemas.ts";
import { OF_RETURN, returnAsked, SCORE_READERS } from "./return-scores.ts";

const JSON_TYPE = "application/json";

export const storedScoreRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: `${OF_RETURN}/scores`,
      zh: "已存的得分",
      en: "Stored scores",
      access: SCORE_READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("scores", OBJECT) },
      failures: [],
    },
    async ({ params }, { store }) => {
      const { round = "", city = "" } = params;
      const rows = await store.db
        .selectFrom("score")
        .selectAll()
        .where("round", "=", round)
        .where("city", "=", city)
        .orderBy("at")
        .execute();
      return json({
        scores: rows.map(({ result, ...row }) => ({
          ...plainScore({ result, ...row }),
          result: undefined,
        })),
      });
    },
  ),
  route(
    {
      method: "post",
      path: `${OF_RETURN}/scores`,
      zh: "存下现在的得分",
      en: "Store the score as it is now",
      access: ["consolidator", "analyst"],
      repeatable: true,
      body: { kind: "json", schema: exactly({ why: REASON }) },
      answer: {
        status: 201,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), digest: Type.String() }),
      },
      failures: [409],
    },
    async (request, services) => {
      const { served, current } = await returnAsked(request, services);
      const stored = await request.change((changing) =>
        storeScore(changing, served, current.round, request.params.city ?? "", {
          why: request.body.why,
        }).then((one) => {
          if (one === null) throw new Problem("conflict", { reason: "figures_refused" });
          return one;
        }),
      );
      return json(stored, { status: 201 });
    },
  ),
  route(
    {
      method: "get",
      path: `${OF_RETURN}/scores/{score}`,
      zh: "一次已存得分的全部依据与结果",
      en: "One stored score with everything that it was made from",
      access: SCORE_READERS,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), result: SCORE_RESULT }),
      },
      failures: [],
    },
    async ({ params }, { store }) => {
      const { round = "", city = "", score = "" } = params;
      return json(plainScore(await readScore(store.db, round, city, score)));
    },
  ),
  route(
    {
      method: "get",
      path: `${OF_RETURN}/scores/{score}/verify`,
      zh: "重新计算并核验",
      en: "Compute it again and compare",
      access: SCORE_READERS,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ verified: Type.Boolean(), digest: Type.String() }),
      },
      failures: [],
    },
    async ({ params }, { store, ruleSets }) => {
      const { round = "", city = "", score = "" } = params;
      return json(await verifyScore(ruleSets, await readScore(store.db, round, city, score)));
    },
  ),
];

function plainScore(row: ScoreRow) {
  return {
    id: row.id,
    round: row.round,
    city: row.city,
    ruleSet: { filesHash: row.rule_set_hash, scoringHash: row.scoring_hash },
    engine: row.engine,
    inputHash: row.input_hash,
    inputs: JSON.parse(row.inputs),
    parts: JSON.parse(row.parts),
    total: JSON.parse(row.result).total,
    result: JSON.parse(row.result),
    digest: row.digest,
    why: row.why,
    by: row.by_person,
    at: row.at,
  };
}
