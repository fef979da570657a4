/** @module Rounds: a rule set by its hash, dates, the cities in it; moved to an erratum only by a recorded decision. */
import { Type } from "@sinclair/typebox";
import type { JsonObject } from "../../../engine/json/json-value.ts";
import { newId } from "../../changes/new-id.ts";
import { readMoment } from "../../moment.ts";
import type { Role } from "../../people/roles.ts";
import { citiesOf } from "../../people/who.ts";
import { invalid, Problem } from "../../problem.ts";
import { readReturn, readRound } from "../../rounds/city-return.ts";
import { type Assignment, planSheets } from "../../rounds/ownership.ts";
import { refuseUnknownPlaces } from "../../rounds/plan-faults.ts";
import { rankCities } from "../../rounds/ranking.ts";
import { storeScore } from "../../rounds/stored-scores.ts";
import type { RoundRow } from "../../storage/tables.ts";
import { DONE, json, type Route, route, versionTag } from "../route.ts";
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
  REASON,
} from "../schemas.ts";
import { findRuleSet } from "./rule-sets.ts";

const JSON_TYPE = "application/json";
const EMPTY = { status: 204, type: JSON_TYPE, schema: Type.Null() } as const;
const KEEPERS: readonly Role[] = ["analyst"];
const ALL: readonly Role[] = [
  "analyst",
  "reviewer",
  "clerk",
  "head",
  "consolidator",
  "auditor",
  "push-client",
  "read-client",
];
const OF_CITY: readonly Role[] = [
  "clerk",
  "head",
  "consolidator",
  "auditor",
  "push-client",
  "read-client",
];
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
      access: ALL,
      answer: { status: 200, type: JSON_TYPE, schema: listOf("rounds", OBJECT) },
      failures: [],
    },
    async ({ who }, { store }) => {
      const visible = citiesOf(who, ALL);
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
      access: KEEPERS,
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
      access: ALL,
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
      access: KEEPERS,
      conditional: true,
      body: { kind: "json", schema: exactly(DATES) },
      answer: EMPTY,
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
      method: "post",
      path: "/rounds/{round}/rule-set",
      zh: "勘误后的决定：批次改用新版规则，或仍用原版；前后得分都保存",
      en: "After an erratum: the round moves to it, or stays; both scores are kept",
      access: KEEPERS,
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
  route(
    {
      method: "get",
      path: "/rounds/{round}/ranking",
      zh: "各城市得分、名次、平均数、中位数",
      en: "Scores of all cities with ranks, mean and median",
      access: ALL,
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
        const own = citiesOf(who, ALL);
        const ranking = await rankCities(store.db, ruleSets, round);
        const takesPart = ranking.cities.some(({ city }) => own === "all" || own.includes(city));
        if (!takesPart) throw new Problem("not_found");
        if (round.show_ranks === 0) throw new Problem("forbidden");
        return json(ranking);
      }
      return json(await rankCities(store.db, ruleSets, round));
    },
  ),
  route(
    {
      method: "put",
      path: "/rounds/{round}/cities/{city}",
      zh: '城市参加批次：角色对应的单位、分项的分工与期限（If-Match "0" 为首次）',
      en: 'A city joins a round: units for roles, assignments and deadlines of items (If-Match "0" at first)',
      access: ["consolidator", "analyst"],
      conditional: true,
      body: {
        kind: "json",
        schema: exactly({
          units: Type.Record(ID, Type.Array(ID, { maxItems: 20 })),
          assignments: Type.Optional(
            Type.Record(
              Type.String({ maxLength: 200 }),
              exactly({
                units: Type.Optional(Type.Array(ID, { maxItems: 20 })),
                deadline: Type.Optional(MOMENT),
                evidence: Type.Optional(Type.Array(REASON, { maxItems: 50 })),
              }),
            ),
          ),
        }),
      },
      answer: EMPTY,
      failures: [409],
    },
    async ({ params, body, ifMatch, change }, { store, ruleSets }) => {
      const { round: id = "", city = "" } = params;
      const version = ifMatch();
      const { rule_set_hash } = await readRound(store.db, id);
      const { prepared } = await ruleSets.byHash(rule_set_hash);
      const wanted = { units: body.units, assignments: assignmentsOf(body.assignments ?? {}) };
      refuseUnknownPlaces(prepared, wanted);
      const plan = {
        units: JSON.stringify(wanted.units),
        assignments: JSON.stringify(wanted.assignments),
      };
      await change(async ({ trx, note }) => {
        const round = await readRound(trx, id);
        const units = await trx.selectFrom("unit").select("id").where("city", "=", city).execute();
        if (units.length === 0) throw new Problem("not_found");
        const named = [
          ...Object.values(body.units).flat(),
          ...Object.values(body.assignments ?? {}).flatMap((one) => one.units ?? []),
        ];
        const unknown = named.find((one) => !units.some((unit) => unit.id === one));
        if (unknown !== undefined)
          throw invalid("/units", "unknown_unit", {
            found: unknown,
            known: units.map((unit) => unit.id),
          });
        if (version === 0) {
          const { numInsertedOrUpdatedRows } = await trx
            .insertInto("round_city")
            .values({ round: round.id, city, state: "open", ...plan, version: 1 })
            .onConflict((conflict) => conflict.columns(["round", "city"]).doNothing())
            .executeTakeFirst();
          if (numInsertedOrUpdatedRows === 0n)
            throw new Problem("stale", { current: await plainReturn(trx, id, city), yours: body });
        } else {
          const current = await readReturn(trx, id, city);
          if (current.row.state === "frozen" || current.row.state === "filed")
            throw new Problem("locked", { state: current.row.state });
          const { numUpdatedRows } = await trx
            .updateTable("round_city")
            .set({ ...plan, version: version + 1 })
            .where("round", "=", id)
            .where("city", "=", city)
            .where("version", "=", version)
            .executeTakeFirst();
          if (numUpdatedRows === 0n)
            throw new Problem("stale", { current: await plainReturn(trx, id, city), yours: body });
        }
        note({
          chain: `city/${city}`,
          action: "return.plan",
          object: `rounds/${id}/cities/${city}`,
          // Whole, since the row keeps the present plan only.
          facts: { version: version + 1, ...(wanted as unknown as JsonObject) },
        });
      });
      return { ...DONE, headers: versionTag(version + 1) };
    },
  ),
  route(
    {
      method: "get",
      path: "/rounds/{round}/cities/{city}",
      zh: "城市在批次中的分工与进度",
      en: "A city in a round: its plan and how far it is",
      access: ["analyst", "reviewer", ...OF_CITY],
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ state: Type.String(), sheets: Type.Array(OBJECT) }),
      },
      failures: [],
    },
    async ({ params, who }, { store, ruleSets }) => {
      const { round: id = "", city = "" } = params;
      const current = await readReturn(store.db, id, city);
      const { prepared } = await ruleSets.byHash(current.round.rule_set_hash);
      const own = who.grants
        .filter((grant) => grant.city === city && grant.unit !== null)
        .map(({ unit }) => unit);
      const whole = who.grants.some(
        (grant) => grant.unit === null && (grant.city === null || grant.city === city),
      );
      const states = await store.db
        .selectFrom("sheet")
        .select(["unit", "item", "state", "revision", "version"])
        .where("round", "=", id)
        .where("city", "=", city)
        .execute();
      const sheets = planSheets(prepared, current.plan).map(({ item, figures }) => ({
        item,
        figures,
        // Another unit's progress is the consolidating office's business.
        units: [...new Set(figures.flatMap(({ owners }) => owners))]
          .filter((unit) => whole || own.includes(unit))
          .map((unit) => {
            const state = states.find((one) => one.unit === unit && one.item === item);
            return {
              unit,
              state: state?.state ?? "draft",
              revision: state?.revision ?? 0,
              version: state?.version ?? 0,
            };
          }),
      }));
      return json(
        { ...(await plainReturn(store.db, id, city)), sheets },
        { headers: versionTag(current.row.version) },
      );
    },
  ),
];

async function plainReturn(db: Parameters<typeof readReturn>[0], round: string, city: string) {
  const { row, plan } = await readReturn(db, round, city);
  return { round, city, state: row.state, version: row.version, ...plan };
}

function plainRound(row: RoundRow) {
  return {
    id: row.id,
    name: row.name,
    ruleSet: { id: row.rule_set, filesHash: row.rule_set_hash },
    opens: row.opens,
    deadline: row.deadline,
    cutOff: row.cut_off,
    signOff: row.sign_off === 1,
    showRanks: row.show_ranks === 1,
    version: row.version,
  };
}

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

/** Deadlines in the one form in which moments are compared. */
function assignmentsOf(given: { readonly [place: string]: Assignment }): {
  readonly [place: string]: Assignment;
} {
  return Object.fromEntries(
    Object.entries(given).map(([place, { deadline, ...rest }]) => [
      place,
      {
        ...rest,
        ...(deadline ? { deadline: readMoment(deadline, `/assignments/${place}/deadline`) } : {}),
      },
    ]),
  );
}
