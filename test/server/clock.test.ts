/** The server's clock is set back or ahead, on both stores: who is signed in, what the trail says, what is open. */
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServices } from "../../server/start.ts";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import { START, STORES, startTestService, type TestService } from "../support/test-service.ts";

const AN_HOUR_BEFORE = "2026-03-02T07:00:00.000Z";
const A_MINUTE_BEFORE = "2026-03-02T07:59:00.000Z";
const A_YEAR_AHEAD = "2027-03-02T08:00:00.000Z";

describe.each(STORES)("a clock that jumps, on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  beforeAll(async () => {
    service = await startTestService({ store });
    at = await makeSmallRound(service);
  });
  afterAll(() => service.close());

  const session = async (): Promise<number> => (await at.clerk.send("GET", "/session")).status;

  test("a session that began in the future is over until the clock is right again; a minute is what clocks differ by", async () => {
    service.at(A_MINUTE_BEFORE);
    expect(await session()).toBe(200);
    service.at(AN_HOUR_BEFORE);
    expect(await session()).toBe(401);
    service.at(A_YEAR_AHEAD);
    expect(await session()).toBe(401);
    service.at(START);
    expect(await session()).toBe(200);
  });

  test("the trail is in the order of what was done, whatever the clock said", async () => {
    const sheet = `${at.sheets}/L1P1-A1`;
    const moments = [START, A_MINUTE_BEFORE, START];
    for (const [version, moment] of moments.entries()) {
      service.at(moment);
      const saved = await at.clerk.send("PUT", sheet, { body: { values: {} }, ifMatch: version });
      expect(saved.status).toBe(200);
    }
    const { json } = await at.office.send("GET", `${at.path}/changes`);
    const saves = json.changes.filter((one: { action: string }) => one.action === "sheet.save");
    expect(saves.map((one: { at: string; facts: object }) => [one.at, one.facts])).toEqual(
      moments.map((moment, index) => [moment, { version: index + 1 }]),
    );
    expect((await at.auditor.send("GET", "/audit/verification")).json.faults).toEqual([]);
  });

  test("what is past its deadline opens again with the clock, as the deadline is the server's", async () => {
    const sheet = `${at.path}/units/transport/sheets/L1P2-A1`;
    const save = async (version: number): Promise<number> =>
      (await at.otherClerk.send("PUT", sheet, { body: { values: {} }, ifMatch: version })).status;
    service.at("2026-03-02T08:10:00.000Z");
    expect(await save(0)).toBe(409);
    service.at("2026-03-02T08:09:59.999Z");
    expect(await save(0)).toBe(200);
    service.at(START);
  });

  test("a start with a clock behind the trail is told in the log", async () => {
    const lines: string[] = [];
    const log = pino({ level: "warn" }, { write: (line: string) => lines.push(line) });
    for (const moment of ["2026-03-02T08:10:00.000Z", AN_HOUR_BEFORE]) {
      const own = await service.restarted();
      await own.services.store.close();
      const again = await startServices(own.configuration, { log, clock: () => new Date(moment) });
      await again.store.close();
    }
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      "the clock is behind the audit trail",
    ]);
  });
});
