/** The small round filled in by everybody, settled and frozen: with a difference, a decision and evidence. */
import { expect } from "vitest";
import { maximalCity } from "../oracle/plain-cities.ts";
import { makeSmallRound, type SmallRound } from "./small-round.ts";
import type { Client, TestService } from "./test-service.ts";

/** What the units say; the total is 100 but for the item on which they differ: 30 % × 8/10, 5 % of the total. */
export const FROZEN_TOTAL = "99.70";

export async function makeFrozenRound(service: TestService): Promise<SmallRound> {
  const at = await makeSmallRound(service);
  const evidence = await at.clerk.send("POST", `${at.path}/units/services/evidence?name=list.txt`, {
    raw: "清单",
    type: "application/octet-stream",
  });
  const differing = { "L1P1-A2": { services: 8, transport: 7 } };
  for (const [unit, client] of [
    ["services", at.clerk],
    ["transport", at.otherClerk],
    ["office", at.office],
  ] as const) {
    const base = `${at.path}/units/${unit}/sheets`;
    const { json } = await client.send("GET", base);
    for (const { item, inputs } of json.sheets as { item: string; inputs: string[] }[]) {
      const figures = { ...maximalCity()[item] } as Record<string, unknown>;
      if (item === "L1P1-A2") figures.oneStopItems = differing[item][unit as "services"];
      const values = Object.fromEntries(inputs.map((input) => [input, figures[input]]));
      const told = Object.fromEntries(inputs.map((input) => [input, { explanation: "已核实" }]));
      const named = item === "L1P1-A1" ? { evidence: [evidence.json.id] } : {};
      await handIn(client, `${base}/${item}`, { values, told, ...named });
      await done(at.office.send("POST", `${base}/${item}/accept`, { ifMatch: 2, body: {} }));
    }
  }
  await done(
    at.office.send("POST", `${at.path}/decisions/L1P1-A2`, {
      body: {
        method: "pick",
        parts: [
          { unit: "services", revision: 1 },
          { unit: "transport", revision: 1 },
        ],
        figures: { oneStopItems: 8 },
        reason: "以平台统计为准",
      },
    }),
  );
  await done(at.office.send("POST", `${at.path}/scores`, { body: { why: "定稿前" } }));
  const { json: city } = await at.office.send("GET", at.path);
  const frozen = await at.office.send("POST", `${at.path}/freeze`, {
    ifMatch: city.version,
    body: { reason: "定稿" },
  });
  expect([frozen.status, frozen.json.score?.total]).toEqual([200, FROZEN_TOTAL]);
  return at;
}

async function handIn(client: Client, sheet: string, body: object): Promise<void> {
  await done(client.send("PUT", sheet, { body, ifMatch: 0 }));
  await done(client.send("POST", `${sheet}/hand-in`, { ifMatch: 1 }));
}

async function done(reply: Promise<{ status: number; text: string }>): Promise<void> {
  const { status, text } = await reply;
  expect([status < 300, text.slice(0, 300)]).toEqual([true, expect.anything()]);
}
