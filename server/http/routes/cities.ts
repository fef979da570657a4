/** @module Cities and their units. */
import { Type } from "@sinclair/typebox";
import { ROLE_NAMES, type Role } from "../../people/roles.ts";
import { citiesOf } from "../../people/who.ts";
import { Problem } from "../../problem.ts";
import { OFFICE } from "../../rounds/ownership.ts";
import type { CityRow } from "../../storage/tables.ts";
import { DONE, json, type Route, route, versionTag } from "../route.ts";
import { exactly, ID, listOf, NAME, OBJECT, open } from "../schemas.ts";

const JSON_TYPE = "application/json";
const ADMIN: readonly Role[] = ["system-administrator"];
const EMPTY = { status: 204, type: JSON_TYPE, schema: Type.Null() } as const;

export const cityRoutes: readonly Route[] = [
  route(
    {
      method: "get",
      path: "/cities",
      zh: "本人可见的城市",
      en: "Cities that the one who asks may see",
      access: "signed-in",
      answer: { status: 200, type: JSON_TYPE, schema: listOf("cities", OBJECT) },
      failures: [],
    },
    async ({ who }, { store }) => {
      const rows = await store.db.selectFrom("city").selectAll().orderBy("id").execute();
      const visible = citiesOf(who, ROLE_NAMES);
      return json({
        cities: rows.filter(({ id }) => visible === "all" || visible.includes(id)).map(plainCity),
      });
    },
  ),
  route(
    {
      method: "post",
      path: "/cities",
      zh: "新增城市",
      en: "Add a city",
      access: ADMIN,
      body: { kind: "json", schema: exactly({ id: ID, name: NAME }) },
      repeatable: true,
      answer: { status: 201, type: JSON_TYPE, schema: open({ id: Type.String() }) },
      failures: [409],
    },
    async ({ body, change }) => {
      await change(async ({ trx, note }) => {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto("city")
          .values({ ...body, example: 0, version: 1 })
          .onConflict((conflict) => conflict.column("id").doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 0n) throw new Problem("conflict", { taken: body.id });
        await trx
          .insertInto("unit")
          .values({ city: body.id, id: OFFICE, name: "统筹部门" })
          .execute();
        note({
          chain: `city/${body.id}`,
          action: "city.add",
          object: `cities/${body.id}`,
          facts: { name: body.name },
        });
      });
      return json({ id: body.id }, { status: 201 });
    },
  ),
  route(
    {
      method: "get",
      path: "/cities/{city}",
      zh: "一个城市及其单位",
      en: "A city with its units",
      access: ROLE_NAMES,
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ id: Type.String(), units: Type.Array(OBJECT) }),
      },
      failures: [],
    },
    async ({ params }, { store }) => {
      const row = await store.db
        .selectFrom("city")
        .selectAll()
        .where("id", "=", params.city ?? "")
        .executeTakeFirst();
      if (row === undefined) throw new Problem("not_found");
      const units = await store.db
        .selectFrom("unit")
        .select(["id", "name"])
        .where("city", "=", row.id)
        .orderBy("id")
        .execute();
      return json({ ...plainCity(row), units }, { headers: versionTag(row.version) });
    },
  ),
  route(
    {
      method: "put",
      path: "/cities/{city}/units/{unit}",
      zh: "新增单位或改其名称",
      en: "Add a unit, or rename it",
      access: ["system-administrator", "consolidator"],
      body: { kind: "json", schema: exactly({ name: NAME }) },
      answer: EMPTY,
      failures: [],
    },
    async ({ params, body, change }) => {
      const { city = "", unit = "" } = params;
      if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(unit)) throw new Problem("not_found");
      await change(async ({ trx, note }) => {
        const found = await trx
          .selectFrom("city")
          .select("id")
          .where("id", "=", city)
          .executeTakeFirst();
        if (found === undefined) throw new Problem("not_found");
        await trx
          .insertInto("unit")
          .values({ city, id: unit, name: body.name })
          .onConflict((conflict) =>
            conflict.columns(["city", "id"]).doUpdateSet({ name: body.name }),
          )
          .execute();
        note({
          chain: `city/${city}`,
          action: "unit.name",
          object: `cities/${city}/units/${unit}`,
          facts: { name: body.name },
        });
      });
      return DONE;
    },
  ),
];

function plainCity({ id, name, example }: CityRow) {
  return { id, name, ...(example === 1 ? { example: true } : {}) };
}
