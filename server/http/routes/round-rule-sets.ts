/** @module After an erratum: a round moves to it or stays, by a recorded decision, and both scores are kept. */
import { Type } from "@sinclair/typebox";
import { newId } from "../../changes/new-id.ts";
import { Problem } from "../../problem.ts";
import { readRound } from "../../rounds/city-return.ts";
import { storeScore } from "../../rounds/stored-scores.ts";
import { json, type Route, route } from "../route.ts";
import { exactly, NAME, OBJECT, open, REASON } from "../schemas.ts";
import { plainRound, ROUND_KEEPERS } from "./plain-round.ts";
import { findRuleSet } from "./rule-sets.ts";

const JSON_TYPE = "application/json";

export const roundRuleSetRoutes: readonly Route[] = [
  route(
    {
      method: "post",
      path: "/rounds/{round}/rule-set",
      zh: "勘误后的决定：批次改用新版规则，或仍用原版；前后得分都保存",
      en: "After an erratum: the round moves to it, or stays; both scores are kept",
      access: ROUND_KEEPERS,
      conditional: true,
      body: {
        kind: "json",
        schema: exactly({
          to: Type.String({ minLength: 1, maxLength: 200 }),
          move: Type.Boolean(),
          reason: REASON,
          documentNumber: Type.Optional(NAME),
        }),
      },
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ moved: Type.Boolean(), scores: Type.Array(OBJECT) }),
      },
      failures: [409],
    },
    async ({ params, body, ifMatch, change }, { store, ruleSets }) => {
      const served = await findRuleSet(ruleSets, body.to);
      const present = await ruleSets.byHash(
        (await readRound(store.db, params.round ?? "")).rule_set_hash,
      );
      const answer = await change(async (changing) => {
        const { trx, now, by, note } = changing;
        const round = await readRound(trx, params.round ?? "");
        if (round.rule_set_hash !== present.hash)
          throw new Problem("stale", { current: plainRound(round) });
        if (served.id !== round.rule_set)
          throw new Problem("conflict", { found: served.id, expected: round.rule_set });
        const version = ifMatch();
        const { numUpdatedRows } = await trx
          .updateTable("round")
          .set({
            rule_set_hash: body.move ? served.hash : round.rule_set_hash,
            version: version + 1,
          })
          .where("id", "=", round.id)
          .where("version", "=", version)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) throw new Problem("stale", { current: plainRound(round) });
        await trx
          .insertInto("round_move")
          .values({
            id: newId(),
            round: round.id,
            from_hash: round.rule_set_hash,
            to_hash: served.hash,
            moved: body.move ? 1 : 0,
            reason: body.reason,
            document_number: body.documentNumber ?? null,
            by_person: by,
            at: now,
          })
          .execute();
        note({
          chain: "rounds",
          action: body.move ? "round.move" : "round.stay",
          object: `rounds/${round.id}`,
          facts: { from: round.rule_set_hash, to: served.hash, reason: body.reason },
        });
        const members = await trx
          .selectFrom("round_city")
          .select("city")
          .where("round", "=", round.id)
          .orderBy("city")
          .execute();
        const scores = [];
        for (const { city } of members) {
          const before = await storeScore(changing, present, round, city, {
            why: "before erratum",
          });
          const after = await storeScore(changing, served, round, city, { why: "after erratum" });
          scores.push({ city, before, after });
        }
        return { moved: body.move, scores };
      });
      return json(answer);
    },
  ),
];
