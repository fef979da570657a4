/** @module Cities in a round: who fills what until when, and how far they are. */
import { Type } from "@sinclair/typebox";
import type { JsonObject } from "../../../engine/json/json-value.ts";
import { invalid, Problem } from "../../problem.ts";
import { readReturn, readRound } from "../../rounds/city-return.ts";
import { type Assignment, planSheets } from "../../rounds/ownership.ts";
import { refuseUnknownPlaces } from "../../rounds/plan-faults.ts";
import { readMoment } from "../../text/moment.ts";
import { DONE, json, type Route, route, versionTag } from "../route.ts";
import { exactly, ID, MOMENT, OBJECT, open, REASON } from "../schemas.ts";
import { ROUND_READERS } from "./plain-round.ts";

const JSON_TYPE = "application/json";

export const roundCityRoutes: readonly Route[] = [
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
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
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
      access: ROUND_READERS,
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
