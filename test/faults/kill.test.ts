/** `kill -9` in the middle of writes, on both stores: a short form of `npm run faults`. */
import { expect, inject, test } from "vitest";
import { createDatabase } from "../support/postgres.ts";
import { STORES } from "../support/test-service.ts";
import { killLoop } from "./kill-loop.ts";

const KILLS = 3;
/** Each kill is a start of the service too, which takes its time on a busy machine. */
const TIMEOUT_MS = 180_000;

test.each(STORES)(
  "%s: nothing that was acknowledged is lost, nothing is there twice",
  async (store) => {
    const databaseUrl = store === "sqlite" ? null : await createDatabase(inject("postgresUrl"));
    const { kills, acknowledged, lost, doubled, faults } = await killLoop(databaseUrl, KILLS);
    expect({ kills, lost, doubled, faults }).toEqual({
      kills: KILLS,
      lost: [],
      doubled: [],
      faults: [],
    });
    expect(acknowledged).toBeGreaterThan(KILLS * 8);
  },
  TIMEOUT_MS,
);
