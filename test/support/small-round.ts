/** A city with three units in an open round of the shipped set, made over HTTP as people would make it. */
import { expect } from "vitest";
import type { Client, TestService } from "./test-service.ts";

export interface SmallRound {
  readonly analyst: Client;
  readonly office: Client;
  readonly clerk: Client;
  readonly head: Client;
  readonly otherClerk: Client;
  readonly admin: Client;
  readonly auditor: Client;
  /** `/rounds/spring/cities/example` */
  readonly path: string;
  /** Sheets of the clerk's unit. */
  readonly sheets: string;
}

export const RULE_SET = "cn-smart-city-2018";

export async function makeSmallRound(
  service: TestService,
  {
    signOff = false,
    city = "example",
  }: { readonly signOff?: boolean; readonly city?: string } = {},
): Promise<SmallRound> {
  const scope = (unit: string | null) => ({ city, unit });
  const analyst = await service.signedIn("analyst");
  const admin = await service.signedIn("system-administrator");
  const office = await service.signedIn({ role: "consolidator", ...scope(null) });
  const clerk = await service.signedIn({ role: "clerk", ...scope("services") });
  const head = await service.signedIn({ role: "head", ...scope("services") });
  const otherClerk = await service.signedIn({ role: "clerk", ...scope("transport") });
  const auditor = await service.signedIn("auditor");
  const done = async (reply: Promise<{ status: number; text: string }>): Promise<void> => {
    const { status, text } = await reply;
    expect([status < 300, text.slice(0, 300)]).toEqual([true, expect.anything()]);
  };
  await done(admin.send("POST", "/cities", { body: { id: city, name: "示例市" } }));
  for (const unit of ["services", "transport"]) {
    await done(admin.send("PUT", `/cities/${city}/units/${unit}`, { body: { name: unit } }));
  }
  const known = await analyst.send("GET", "/rounds/spring");
  if (known.status === 404) {
    await done(
      analyst.send("POST", "/rounds", {
        body: {
          id: "spring",
          name: "春季评价",
          ruleSet: RULE_SET,
          opens: "2026-03-01T00:00:00Z",
          deadline: "2026-04-01T00:00:00Z",
          signOff,
        },
      }),
    );
  }
  const path = `/rounds/spring/cities/${city}`;
  await done(
    office.send("PUT", path, {
      ifMatch: 0,
      body: {
        units: {},
        assignments: {
          "L1P1-A1": { units: ["services"] },
          "L1P1-A2": { units: ["services", "transport"] },
          "L1P2-A1": { units: ["transport"], deadline: "2026-03-02T08:10:00Z" },
        },
      },
    }),
  );
  return {
    analyst,
    office,
    clerk,
    head,
    otherClerk,
    admin,
    auditor,
    path,
    sheets: `${path}/units/services/sheets`,
  };
}
