/** @module For other systems: figures pushed in one call, and the codes that they are known by. */
import { Type } from "@sinclair/typebox";
import { change } from "../../changes/change.ts";
import { readReturn } from "../../rounds/city-return.ts";
import { DryRun, pushFigures } from "../../rounds/push.ts";
import { DONE, json, type Route, route } from "../route.ts";
import { DATE, exactly, listOf, OBJECT, open } from "../schemas.ts";

const JSON_TYPE = "application/json";
const CODE = Type.String({ minLength: 1, maxLength: 200 });

export const pushRoutes: readonly Route[] = [
  route(
    {
      method: "post",
      path: "/rounds/{round}/cities/{city}/units/{unit}/figures",
      zh: "系统批量报送数据：逐项应答；dryRun 只试不写",
      en: "Figures from a system, with an answer for each; dryRun writes nothing",
      access: ["push-client", "clerk", "head"],
      repeatable: true,
      body: {
        kind: "json",
        schema: exactly({
          dryRun: Type.Optional(Type.Boolean()),
          figures: Type.Array(
            exactly({
              code: CODE,
              value: Type.Unknown(),
              source: Type.Optional(Type.String({ maxLength: 500 })),
              asOf: Type.Optional(DATE),
            }),
            { minItems: 1, maxItems: 2000 },
          ),
        }),
      },
      answer: {
        status: 200,
        type: JSON_TYPE,
        schema: open({ dryRun: Type.Boolean(), figures: Type.Array(OBJECT) }),
      },
      failures: [409],
    },
    async ({ params, body, changeRequest, who }, { store, clock, ruleSets }) => {
      const { round = "", city = "", unit = "" } = params;
      const { round: row } = await readReturn(store.db, round, city);
      const served = await ruleSets.byHash(row.rule_set_hash);
      const dryRun = body.dryRun === true;
      const { origin } = changeRequest;
      const figures = await change(
        store,
        clock,
        dryRun ? { origin } : changeRequest,
        async (changing) => {
          const answers = await pushFigures(
            changing,
            served,
            { round, city, unit },
            body.figures,
            who.id,
          );
          if (dryRun) throw new DryRun(answers);
          return answers;
        },
      ).catch((error: unknown) => {
        if (error instanceof DryRun) return error.answers;
        throw error;
      });
      return json({ dryRun, figures });
    },
  ),
  route(
    {
      method: "get",
      path: "/cities/{city}/units/{unit}/codes",
      zh: "系统代码与数据项的对应",
      en: "The codes that systems know the figures by",
      access: ["consolidator", "clerk", "head", "push-client"],
      answer: { status: 200, type: JSON_TYPE, schema: listOf("codes", OBJECT) },
      failures: [],
    },
    async ({ params }, { store }) => {
      const { city = "", unit = "" } = params;
      const codes = await store.db
        .selectFrom("push_code")
        .select(["code", "item", "input"])
        .where("city", "=", city)
        .where("unit", "=", unit)
        .orderBy("code")
        .execute();
      return json({ codes });
    },
  ),
  route(
    {
      method: "put",
      path: "/cities/{city}/units/{unit}/codes",
      zh: "设定系统代码与数据项的对应（整表）",
      en: "Set the codes, as a whole table",
      access: ["consolidator", "head"],
      body: {
        kind: "json",
        schema: exactly({
          codes: Type.Array(
            exactly({
              code: CODE,
              item: Type.String({ maxLength: 100 }),
              input: Type.String({ maxLength: 100 }),
            }),
            { maxItems: 2000 },
          ),
        }),
      },
      answer: { status: 204, type: JSON_TYPE, schema: Type.Null() },
      failures: [],
    },
    async ({ params, body, change: run }) => {
      const { city = "", unit = "" } = params;
      const codes = new Map(body.codes.map((one) => [one.code, one]));
      await run(async ({ trx, note }) => {
        await trx
          .deleteFrom("push_code")
          .where("city", "=", city)
          .where("unit", "=", unit)
          .execute();
        for (const one of codes.values())
          await trx
            .insertInto("push_code")
            .values({ city, unit, ...one })
            .execute();
        note({
          chain: `city/${city}`,
          action: "codes.set",
          object: `cities/${city}/units/${unit}`,
          facts: { codes: codes.size },
        });
      });
      return DONE;
    },
  ),
];
