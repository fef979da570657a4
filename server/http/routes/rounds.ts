/** @module Rounds: a rule set by its hash, dates, the cities in it and their ranks. */
import { Type } from "@sinclair/typebox";
import { citiesOf } from "../../people/who.ts";
import { invalid, Problem } from "../../problem.ts";
import { readRound } from "../../rounds/city-return.ts";
import { rankCities } from "../../rounds/ranking.ts";
import { readMoment } from "../../text/moment.ts";
import { json, type Route, route, versionTag } from "../route.ts";
import {
  DATE,
  DECIMAL,
  exactly,
  ID,
  listOf,
  MOMENT,
  NAME,
  nullable,
  OBJECT,
  open,
} from "../schemas.ts";
import { plainRound, ROUND_KEEPERS, ROUND_READERS } from "./plain-round.ts";
import { findRuleSet } from "./rule-sets.ts";

const JSON_TYPE = "application/json";
const DATES = {
  name: NAME,
  opens: MOMENT,
  deadline: MOMENT,
  cutOff: Type.Optional(nullable(DATE)),
  signOff: Type.Optional(Type.Boolean()),
  showRanks: Type.Optional(Type.Boolean()),
};

export const roundRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/rounds",
      zh: "评价批次",
      en: "Rounds",
      access: ROUND_READERS,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("rounds", OBJECT) },
      failures: [],
    },
    async ({ who }, { store }) => {
      const visible = citiesOf(who, ROUND_READERS);
      const rows = await store.db.selectFrom("round").selectAll().orderBy("opens").execute();
      const members = await store.db
        .selectFrom("round_city")
        .select(["round", "city", "state"])
        .execute();
      return json({
        rounds: rows.map((row) => ({
          ...plainRound(row),
          cities: members
            .filter(
              ({ round, city }) =>
                round === row.id && (visible === "all" || visible.includes(city)),
            )
            .map(({ city, state }) => ({ city, state })),
        })),
      });
    },
  ),
  route(
    {
      method: "post",
      path: "/rounds",
      zh: "新建批次",
      en: "Add a round",
      access: ROUND_KEEPERS,
      body: {
        kind: "json",
        schema: exactly({
          id: ID,
          ruleSet: Type.String({ minLength: 1, maxLength: 200 }),
          ...DATES,
        }),
      },
      repeatable: true,
      answer: { status: 201, type: JSON_TYPE, schema: open({ id: Type.String() }) },
      failures: [404, 409],
    },
    async ({ body, change }, { ruleSets }) => {
      const served = await findRuleSet(ruleSets, body.ruleSet);
      refuseDates(body);
      await change(async ({ trx, now, by, note }) => {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto("round")
          .values({
            id: body.id,
            ...rowOf(body),
            rule_set: served.id,
            rule_set_hash: served.hash,
            version: 1,
            created_by: by,
            created_at: now,
          })
          .onConflict((conflict) => conflict.column("id").doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 0n) throw new Problem("conflict", { taken: body.id });
        note({
          chain: "rounds",
          action: "round.add",
          object: `rounds/${body.id}`,
          facts: { ruleSet: served.hash },
        });
      });
      return json({ id: body.id }, { status: 201, headers: versionTag(1) });
    },
  ),
  route(
    {
      method: "get",
      path: "/rounds/{round}",
      zh: "一个批次",
      en: "A round",
      access: ROUND_READERS,
      answer: { status: 200, type: JSON_TYPE, schema: open({ id: Type.String() }) },
      failures: [],
    },
    async ({ params }, { store }) => {
      const row = await readRound(store.db, params.round ?? "");
      return json(plainRound(row), { headers: versionTag(row.version) });
    },
  ),
  route(
    {
      method: "put",
      path: "/rounds/{round}",
      zh: "改批次的名称与时间",
      en: "Change a round's name and dates",
      access: ROUND_KEEPERS,
      conditional: true,
      body: { kind: "json", schema: exactly(DATES) },
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [],
    },
    async ({ params, body, ifMatch, change }) => {
      refuseDates(body);
      const id = params.round ?? "";
      const version = ifMatch();
      await change(async ({ trx, note }) => {
        const current = await readRound(trx, id);
        const { numUpdatedRows } = await trx
          .updateTable("round")
          .set({ ...rowOf(body), version: version + 1 })
          .where("id", "=", id)
          .where("version", "=", version)
          .executeTakeFirst();
        if (numUpdatedRows === 0n)
          throw new Problem("stale", { current: plainRound(current), yours: body });
        note({
          chain: "rounds",
          action: "round.change",
          object: `rounds/${id}`,
          facts: { opens: body.opens, deadline: body.deadline },
        });
      });
      return { kind: "empty", headers: versionTag(version + 1) };
    },
  ),
  route(
    {
      method: "get",
      path: "/rounds/{round}/ranking",
      zh: "各城市得分、名次、平均数、中位数",
      en: "Scores of all cities with ranks, mean and median",
      access: ROUND_READERS,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({
          cities: Type.Array(OBJECT),
          mean: nullable(DECIMAL),
          median: nullable(DECIMAL),
        }),
      },
      failures: [],
    },
    async ({ params, who }, { store, ruleSets }) => {
      const round = await readRound(store.db, params.round ?? "");
      const visible = citiesOf(who, ["analyst", "reviewer", "auditor", "read-client"]);
      // Who sees one city only sees the others' scores where it takes part and the round shows ranks.
      if (visible !== "all") {
        const own = citiesOf(who, ROUND_READERS);
        const ranking = await rankCities(store.db, ruleSets, round);
        const takesPart = ranking.cities.some(({ city }) => own === "all" || own.includes(city));
        if (!takesPart) throw new Problem("not_found");
        if (round.show_ranks === 0) throw new Problem("forbidden");
        return json(ranking);
      }
      return json(await rankCities(store.db, ruleSets, round));
    },
  ),
];

interface Dates {
  readonly name: string;
  readonly opens: string;
  readonly deadline: string;
  readonly cutOff?: string | null;
  readonly signOff?: boolean;
  readonly showRanks?: boolean;
}

function rowOf({ name, opens, deadline, cutOff, signOff, showRanks }: Dates) {
  return {
    name,
    opens: readMoment(opens, "/opens"),
    deadline: readMoment(deadline, "/deadline"),
    cut_off: cutOff ?? null,
    sign_off: signOff ? 1 : 0,
    show_ranks: showRanks ? 1 : 0,
  };
}

function refuseDates({ opens, deadline }: Dates): void {
  if (readMoment(deadline, "/deadline") <= readMoment(opens, "/opens"))
    throw invalid("/deadline", "out_of_range", { minimum: opens });
}
