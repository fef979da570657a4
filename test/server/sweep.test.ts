/** What nobody needs any more goes; what somebody may still ask for stays. */
import { expect, test } from "vitest";
import { sweep } from "../../server/upkeep/sweep.ts";
import { makeSmallRound } from "../support/small-round.ts";
import { STORES, startTestService } from "../support/test-service.ts";

test.each(STORES)("%s: sessions that are over and old answers are removed", async (store) => {
  const service = await startTestService({ store });
  const at = await makeSmallRound(service);
  const save = () =>
    at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, {
      body: { values: { eCertItems: 1 } },
      ifMatch: 0,
      key: "once",
    });
  const first = await save();
  const { db } = service.services.store;
  const left = async (moment: string): Promise<[number, number]> => {
    await sweep(service.services.store, new Date(moment));
    const sessions = await db.selectFrom("session").select("id").execute();
    const answers = await db.selectFrom("idempotency").select("key").execute();
    return [sessions.length, answers.length];
  };
  expect(await left("2026-03-02T20:00:00.000Z")).toEqual([7, 1]);
  expect((await save()).json).toEqual(first.json);
  expect(await left("2026-03-02T20:00:00.001Z")).toEqual([0, 1]);
  expect(await left("2026-04-01T08:00:00.001Z")).toEqual([0, 0]);
  await service.close();
});
