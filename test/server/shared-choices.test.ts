/** A choice list answered option by option by several departments, and figures with their working; on both stores. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import {
  type Client,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

const ITEM = "L1P3-A2";
type Answer = "yes" | "no" | "not_ours" | null;

describe.each(STORES)("shared choices on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  beforeAll(async () => {
    service = await startTestService({ store });
    at = await makeSmallRound(service);
    const { json } = await at.office.send("GET", at.path);
    const planned = await at.office.send("PUT", at.path, {
      ifMatch: json.version,
      body: {
        units: {},
        assignments: { ...json.assignments, [ITEM]: { units: ["services", "transport"] } },
      },
    });
    expect(planned.status).toBe(204);
  });
  afterAll(() => service.close());

  /** In the order of the notice: transfer, eligibility, medical, pension. */
  const answers = ([a, b, c, d]: readonly [Answer, Answer, Answer, Answer]) => ({
    services: {
      answers: {
        relationTransfer: a,
        remoteEligibility: b,
        remoteMedical: c,
        pensionStatusQuery: d,
      },
    },
  });
  const handIn = async (client: Client, unit: string, values: object): Promise<void> => {
    const path = `${at.path}/units/${unit}/sheets/${ITEM}`;
    const { json } = await client.send("GET", path);
    expect(
      (await client.send("PUT", path, { body: { values }, ifMatch: json.version })).status,
    ).toBe(200);
    const done = await client.send("POST", `${path}/hand-in`, { ifMatch: json.version + 1 });
    expect(done.status).toBe(200);
  };
  const seen = async () => {
    const { json } = await at.office.send("GET", `${at.path}/figures`);
    const { json: score } = await at.office.send("GET", `${at.path}/score`);
    return {
      chosen: json.inputs[ITEM]?.services ?? null,
      against: json.conflicts.map(({ options }: { options: string[] }) => options),
      disowned: json.disowned.map(({ options }: { options: string[] }) => options),
      score: score.scores[ITEM],
    };
  };

  test("not ours from one is not no: the list waits for the department that has not answered", async () => {
    await handIn(at.clerk, "services", answers(["yes", "no", "not_ours", "not_ours"]));
    expect(await seen()).toEqual({ chosen: null, against: [], disowned: [], score: null });
  });

  test("an option that is not answered yet keeps the list waiting", async () => {
    await handIn(at.otherClerk, "transport", answers(["not_ours", "not_ours", "yes", null]));
    expect(await seen()).toEqual({ chosen: null, against: [], disowned: [], score: null });
  });

  test("when each option has its answer the list is whole: 40 % × 2 of 4 options of 25", async () => {
    await handIn(at.otherClerk, "transport", answers(["not_ours", "not_ours", "yes", "no"]));
    expect(await seen()).toEqual({
      chosen: ["relationTransfer", "remoteMedical"],
      against: [],
      disowned: [],
      score: "20.00",
    });
  });

  test("an option that all call another's counts as not chosen, and the office is told", async () => {
    await handIn(at.otherClerk, "transport", answers(["not_ours", "not_ours", "yes", "not_ours"]));
    expect(await seen()).toEqual({
      chosen: ["relationTransfer", "remoteMedical"],
      against: [],
      disowned: [["pensionStatusQuery"]],
      score: "20.00",
    });
  });

  test("a plain list answers every option, beside one that is answered option by option", async () => {
    await handIn(at.otherClerk, "transport", { services: ["remoteMedical"] });
    expect((await seen()).against).toEqual([["relationTransfer"]]);
    await handIn(at.otherClerk, "transport", { services: ["relationTransfer", "remoteMedical"] });
    expect(await seen()).toMatchObject({
      chosen: ["relationTransfer", "remoteMedical"],
      against: [],
    });
  });

  test("yes against no is a difference for the office, which merges what was named", async () => {
    await handIn(at.otherClerk, "transport", answers(["no", "yes", "yes", "no"]));
    expect(await seen()).toEqual({
      chosen: null,
      against: [["relationTransfer", "remoteEligibility"]],
      disowned: [],
      score: null,
    });
    const { json } = await at.office.send("GET", `${at.path}/figures`);
    const parts = json.conflicts[0].values.map(
      ({ unit, revision }: { unit: string; revision: number }) => ({ unit, revision }),
    );
    const decided = await at.office.send("POST", `${at.path}/decisions/${ITEM}`, {
      body: {
        method: "merge",
        parts,
        figures: { services: ["relationTransfer", "remoteEligibility", "remoteMedical"] },
        reason: "两家分别承办，合并计",
      },
    });
    expect(decided.status).toBe(201);
    expect(await seen()).toEqual({
      chosen: ["relationTransfer", "remoteEligibility", "remoteMedical"],
      against: [],
      disowned: [],
      score: "30.00",
    });
  });

  test("a decision stands when a sheet is handed in again, and is told to be older", async () => {
    await handIn(at.otherClerk, "transport", answers(["no", "yes", "yes", "yes"]));
    const { json } = await at.office.send("GET", `${at.path}/figures`);
    expect([json.stale, json.inputs[ITEM].services]).toEqual([
      [ITEM],
      ["relationTransfer", "remoteEligibility", "remoteMedical"],
    ]);
  });

  test("a working is kept as written, and asks for an explanation where it gives another figure", async () => {
    const sheet = `${at.sheets}/L1P1-A1`;
    const save = async (told: object, ifMatch: number) =>
      (
        await at.clerk.send("PUT", sheet, {
          body: { values: { eCertItems: 61, itemsTotal: 80 }, told },
          ifMatch,
        })
      ).json;
    const wrong = await save({ eCertItems: { working: "12+30+18" } }, 0);
    expect(wrong.body.told.eCertItems.working).toBe("12+30+18");
    expect(
      wrong.warnings.map(({ code, input, computed }: Record<string, string>) => [
        code,
        input,
        computed,
      ]),
    ).toEqual([["implausible", "eCertItems", "60"]]);
    const refused = await at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 1 });
    expect([refused.status, refused.json.issues[0].message]).toEqual([
      422,
      expect.stringContaining("计算过程 12+30+18 得 60，与所填 61 不符"),
    ]);
    for (const [index, working] of ["12 + 30 ＋ 19", "80-19", "按月报汇总", "61"].entries()) {
      expect((await save({ eCertItems: { working } }, index + 1)).warnings).toEqual([]);
    }
    const explained = await save(
      { eCertItems: { working: "12+30+18", explanation: "另有 1 项年底并入" } },
      5,
    );
    expect(explained.warnings).toHaveLength(1);
    expect((await at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 6 })).status).toBe(200);
  });
});
