/** A published set written out as a folder, from either store, beside a running service. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { change } from "../../server/changes/change.ts";
import { filesOf, ruleSetFolder } from "../support/load-rule-set.ts";
import { RULE_SET } from "../support/small-round.ts";
import { STORES, startTestService, type TestService } from "../support/test-service.ts";
import { runCommand } from "./run-command.ts";

const SHIPPED = filesOf(ruleSetFolder(`rules/${RULE_SET}`));

describe.each(STORES)("export from %s", (store) => {
  const to = mkdtempSync(join(tmpdir(), "chengping-export-"));
  const folder = join(to, RULE_SET);
  let service: TestService;
  let next: ReadonlyMap<string, string>;
  let first: string;
  beforeAll(async () => {
    service = await startTestService({ store });
    const { ruleSets, clock, store: open } = service.services;
    first = (await ruleSets.all())[0]?.hash ?? "";
    const origin = { actor: "test", address: "", request: "test" };
    next = new Map(SHIPPED).set("L8P1.json", `${SHIPPED.get("L8P1.json")}\n`);
    await change(open, clock, { origin }, (changing) =>
      ruleSets.add(changing, { files: next, origin: "draft", createdBy: "test" }),
    );
  });
  afterAll(async () => {
    await service.close();
    rmSync(to, { recursive: true });
  });

  const run = (...args: readonly string[]) => {
    const { data, databaseUrl } = service.configuration;
    return runCommand(["export", ...args, "--to", to, "--data", data], "", {
      DATABASE_URL: databaseUrl ?? "",
    });
  };

  test("the latest revision, byte for byte, while the service runs; a second time nothing is written", async () => {
    const { status, stdout } = await run(RULE_SET, "--json");
    expect([status, JSON.parse(stdout)]).toMatchObject([
      0,
      { ruleSet: RULE_SET, revision: 2, folder, unchanged: [] },
    ]);
    expect(filesOf(folder)).toEqual(next);
    const again = JSON.parse((await run(RULE_SET, "--json")).stdout);
    expect([again.written, again.replaced, again.unchanged.length]).toEqual([[], [], next.size]);
  });

  test("a superseded revision by its hash; what would be lost is named, and replaced only when asked", async () => {
    writeFileSync(join(folder, "own.json"), "{}");
    writeFileSync(join(folder, "README.md"), "ours");
    const refused = await run(`${RULE_SET}@${first}`);
    expect([refused.status, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr.split("\n").slice(1, 3)).toEqual(["  L8P1.json", "  own.json"]);
    expect(filesOf(folder).get("L8P1.json")).toBe(next.get("L8P1.json"));
    expect((await run(`${RULE_SET}@${first}`, "--overwrite")).status).toBe(0);
    expect(filesOf(folder)).toEqual(SHIPPED);
    expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("ours");
  });

  test("a set or a store that is not there is wrong use, with what there is", async () => {
    const unknown = await run("cn-smart-city-2081");
    expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining(`→ ${RULE_SET}`)]);
    const away = await runCommand(["export", RULE_SET, "--data", join(to, "nowhere")]);
    expect([away.status, away.stderr]).toEqual([2, expect.stringContaining(join(to, "nowhere"))]);
  });
});
