/** Drafts, review, publishing, errata: on both stores alike. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSmallRound, RULE_SET } from "../support/small-round.ts";
import {
  type Client,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

describe.each(STORES)("drafts on %s", (store) => {
  let service: TestService;
  let analyst: Client;
  let second: Client;
  let reviewer: Client;
  let draft: string;
  let files: Record<string, string>;
  beforeAll(async () => {
    service = await startTestService({ store });
    analyst = await service.signedIn("analyst");
    second = await service.signedIn("analyst");
    reviewer = await service.signedIn("reviewer");
  });
  afterAll(() => service.close());

  const swap = (file: string, from: string, to: string): Record<string, string> => {
    const text = files[file] ?? "";
    expect(text.split(from)).toHaveLength(2);
    return { ...files, [file]: text.replace(from, to) };
  };

  test("a next year starts as a copy with another id, and without the marks against the year before", async () => {
    const made = await analyst.send("POST", "/drafts", {
      body: { basedOn: RULE_SET, name: "2019 年草稿", ruleSet: "cn-smart-city-2019" },
      key: "make",
    });
    expect(made.status).toBe(201);
    draft = made.json.draft.id;
    const base = await analyst.send("GET", `/rule-sets/${RULE_SET}/files`);
    const read = await analyst.send("GET", `/drafts/${draft}`);
    files = read.json.files;
    expect([read.json.draft.state, read.headers.get("etag")]).toEqual(["open", '"1"']);
    const withoutMarks = (text: string): string =>
      text.replace(
        /,\n *"changed": \[\n(?: *\[\d+, \d+\],?\n)+ *\]|,\n *"changed": \[.*\]\]?/g,
        "",
      );
    const expected = Object.entries<string>(base.json.files).map(([path, text]) => [
      path,
      withoutMarks(text),
    ]);
    const head = base.json.files["rule-set.json"]
      .replace(`"id": "${RULE_SET}"`, '"id": "cn-smart-city-2019"')
      .replace('"changedAgainst": "2016"', '"changedAgainst": "2018"');
    expect(files).toEqual({ ...Object.fromEntries(expected), "rule-set.json": head });
    expect(JSON.stringify(base.json.files)).toContain('changed\\": [');
  });

  test("a save is checked and its cases are run; a file keeps its bytes", async () => {
    const changed = swap("L8P1.json", '"weight": 0.4', '"weight": 0.40');
    const saved = await analyst.send("PUT", `/drafts/${draft}`, {
      body: { files: changed, why: "试改" },
      ifMatch: 1,
    });
    expect([saved.status, saved.json.save, saved.json.report.failed, saved.json.obstacles]).toEqual(
      [200, 2, 0, []],
    );
    const one = await analyst.send("GET", `/drafts/${draft}/file?path=L8P1.json`);
    expect(one.text).toBe(changed["L8P1.json"]);
    files = changed;
  });

  test("a file that does not parse is kept, and the findings tell the line", async () => {
    const broken = `${files["L8P1.json"]?.slice(0, 40)}`;
    const saved = await analyst.send("PUT", `/drafts/${draft}/file?path=L8P1.json&why=half`, {
      raw: broken,
      ifMatch: 2,
    });
    expect([saved.status, saved.json.report, saved.json.obstacles[0].code]).toEqual([
      200,
      null,
      "errors",
    ]);
    expect(saved.json.findings[0].path).toMatch(/^L8P1\.json#/);
    const back = await analyst.send("POST", `/drafts/${draft}/saves/2/restore`, {
      body: {},
      ifMatch: 3,
    });
    expect([back.status, back.json.save]).toEqual([200, 4]);
    const { json } = await analyst.send("GET", `/drafts/${draft}/saves`);
    expect(
      json.saves.map(({ save, why, restoredFrom, savedBy }: Record<string, unknown>) => [
        save,
        why,
        restoredFrom,
        savedBy,
      ]),
    ).toEqual([
      [1, null, null, analyst.id],
      [2, "试改", null, analyst.id],
      [3, "half", null, analyst.id],
      [4, null, 2, analyst.id],
    ]);
    expect((await analyst.send("GET", `/drafts/${draft}/saves/3`)).json.files["L8P1.json"]).toBe(
      broken,
    );
  });

  test("of two who save the same draft one wins, and the other is shown both", async () => {
    const [mine, theirs] = [
      { ...files, "cases/x.json": "1" },
      { ...files, "cases/y.json": "2" },
    ];
    const replies = await Promise.all([
      analyst.send("PUT", `/drafts/${draft}`, { body: { files: mine }, ifMatch: 4 }),
      second.send("PUT", `/drafts/${draft}`, { body: { files: theirs }, ifMatch: 4 }),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    const lost = replies.find(({ status }) => status === 412);
    const won = lost === replies[0] ? theirs : mine;
    expect([lost?.json.current.files, lost?.json.yours.files]).toEqual([
      won,
      won === mine ? theirs : mine,
    ]);
    await analyst.send("POST", `/drafts/${draft}/saves/4/restore`, { body: {}, ifMatch: 5 });
  });

  test("names that are no rule files, and saves without a version, are refused", async () => {
    const odd = await analyst.send("PUT", `/drafts/${draft}`, {
      body: { files: { "../x.json": "" } },
      ifMatch: 6,
    });
    expect([odd.status, odd.json.issues[0].code]).toEqual([422, "not_a_rule_file"]);
    expect((await analyst.send("PUT", `/drafts/${draft}`, { body: { files } })).status).toBe(428);
    expect(
      (await reviewer.send("PUT", `/drafts/${draft}`, { body: { files }, ifMatch: 6 })).status,
    ).toBe(403);
  });

  test("what fails a case cannot be published, and a second person approves", async () => {
    const failing = swap("L8P1.json", '"weight": 0.40', '"weight": 0.5');
    const saved = await analyst.send("PUT", `/drafts/${draft}`, {
      body: { files: failing },
      ifMatch: 6,
    });
    expect(saved.json.obstacles.map(({ code }: { code: string }) => code)).toContain("cases_fail");
    const early = await analyst.send("POST", `/drafts/${draft}/publish`, { body: {}, ifMatch: 7 });
    expect([early.status, early.json.code]).toEqual([409, "not_publishable"]);
    await analyst.send("PUT", `/drafts/${draft}`, { body: { files }, ifMatch: 7 });
    const asked = await analyst.send("POST", `/drafts/${draft}/review`, {
      body: { summary: "沿用 2018" },
      ifMatch: 8,
    });
    expect([asked.status, asked.json.review.state, asked.json.obstacles]).toEqual([
      201,
      "open",
      [],
    ]);
    const own = await analyst.send("POST", `/drafts/${draft}/review/approve`, {
      body: {},
      ifMatch: 8,
    });
    expect(own.status).toBe(403);
    const returned = await reviewer.send("POST", `/drafts/${draft}/review/return`, {
      body: { reason: "请说明", comments: [{ node: "L8P1", text: "权重写法" }] },
      ifMatch: 8,
    });
    expect(returned.status).toBe(204);
    const seen = await analyst.send("GET", `/drafts/${draft}/review`);
    expect([seen.json.review.state, seen.json.review.comments]).toEqual([
      "returned",
      [{ node: "L8P1", text: "权重写法" }],
    ]);
    await analyst.send("POST", `/drafts/${draft}/review`, {
      body: { summary: "已说明" },
      ifMatch: 8,
    });
    const notYet = await analyst.send("POST", `/drafts/${draft}/publish`, { body: {}, ifMatch: 8 });
    expect([notYet.status, notYet.json.obstacles]).toEqual([409, [{ code: "not_approved" }]]);
    expect(
      (await reviewer.send("POST", `/drafts/${draft}/review/approve`, { body: {}, ifMatch: 8 }))
        .status,
    ).toBe(204);
    const published = await analyst.send("POST", `/drafts/${draft}/publish`, {
      body: {},
      ifMatch: 8,
      key: "publish",
    });
    expect([published.status, published.json.ruleSet.id, published.json.ruleSet.revision]).toEqual([
      201,
      "cn-smart-city-2019",
      1,
    ]);
    const again = await analyst.send("POST", `/drafts/${draft}/publish`, {
      body: {},
      ifMatch: 8,
      key: "publish",
    });
    expect(again.json).toEqual(published.json);
    const scored = await service.nobody.send("POST", "/rule-sets/cn-smart-city-2019/score", {
      body: { inputs: { L8P1: { surveyScore: "71.5" } } },
    });
    expect(scored.json.scores.L8).toBe("28.60");
    expect(
      (await analyst.send("PUT", `/drafts/${draft}`, { body: { files }, ifMatch: 8 })).status,
    ).toBe(409);
  });

  test("an erratum is the next revision of the same id; rounds move by a decision, and both scores verify", async () => {
    const at = await makeSmallRound(service);
    const sheet = `${at.path}/units/office/sheets/L8P1`;
    await at.office.send("PUT", sheet, { body: { values: { surveyScore: "71.5" } }, ifMatch: 0 });
    await at.office.send("POST", `${sheet}/hand-in`, { ifMatch: 1 });
    const stored = await at.office.send("POST", `${at.path}/scores`, { body: { why: "更正前" } });
    expect(stored.json.total).toBe("28.60");

    const noReason = await analyst.send("POST", "/drafts", {
      body: { basedOn: RULE_SET, name: "更正" },
    });
    expect(noReason.status).toBe(422);
    const made = await analyst.send("POST", "/drafts", {
      body: {
        basedOn: RULE_SET,
        name: "更正",
        reason: { zh: "取整方式有误", en: "Rounding was wrong" },
        documentNumber: "示例〔2026〕1号",
      },
    });
    const erratum = made.json.draft.id;
    const { json } = await analyst.send("GET", `/drafts/${erratum}`);
    expect(JSON.parse(json.files["rule-set.json"]).revision).toEqual({
      number: 2,
      supersedes: expect.stringMatching(/^sha256:/),
      reason: { zh: "取整方式有误", en: "Rounding was wrong" },
      document: "示例〔2026〕1号",
    });
    files = json.files;
    const changed = swap("L8P1.json", '"zh": "市民体验调查结果"', '"zh": "市民体验调查的结果"');
    await analyst.send("PUT", `/drafts/${erratum}`, { body: { files: changed }, ifMatch: 1 });
    const effect = await analyst.send("GET", `/drafts/${erratum}/effect`);
    expect(
      effect.json.cities.map(
        ({
          city,
          effect: { before, after },
        }: {
          city: string;
          effect: { before: { total: string }; after: { total: string } };
        }) => [city, before.total, after.total],
      ),
    ).toEqual([["example", "28.60", "28.60"]]);
    await analyst.send("POST", `/drafts/${erratum}/review`, {
      body: { summary: "更正" },
      ifMatch: 2,
    });
    await reviewer.send("POST", `/drafts/${erratum}/review/approve`, { body: {}, ifMatch: 2 });
    const published = await analyst.send("POST", `/drafts/${erratum}/publish`, {
      body: { reason: "取整方式有误" },
      ifMatch: 2,
    });
    expect([published.status, published.json.ruleSet.revision]).toEqual([201, 2]);

    const { json: history } = await analyst.send("GET", `/rule-sets/${RULE_SET}/revisions`);
    const [first, next] = history.revisions;
    expect([next.reason, next.documentNumber]).toEqual(["取整方式有误", "示例〔2026〕1号"]);
    const old = await service.nobody.send("POST", `/rule-sets/${RULE_SET}@${first.hash}/score`, {
      body: { inputs: {} },
    });
    expect([old.status, old.json.supersededBy]).toEqual([200, next.hash]);
    expect((await analyst.send("GET", "/rounds/spring")).json.ruleSet.filesHash).toBe(
      first.filesHash,
    );
    const moved = await analyst.send("POST", "/rounds/spring/rule-set", {
      body: { to: RULE_SET, move: true, reason: "按更正执行" },
      ifMatch: 1,
    });
    expect([moved.status, moved.json.moved, moved.json.scores.length]).toEqual([200, true, 1]);
    const restarted = await service.restarted();
    service = restarted;
    const auditor = await service.signedIn("auditor");
    const { json: scores } = await auditor.send("GET", `${at.path}/scores`);
    expect(scores.scores.map(({ why }: { why: string }) => why)).toEqual(
      expect.arrayContaining(["更正前", "before erratum", "after erratum"]),
    );
    for (const { id } of scores.scores) {
      const verified = await auditor.send("GET", `${at.path}/scores/${id}/verify`);
      expect([verified.json.verified, verified.json.computed]).toEqual([
        true,
        verified.json.digest,
      ]);
    }
  });

  test("a revision is withdrawn by an event: the id goes back to the one before, the hash still answers", async () => {
    const people = {
      analyst: await service.signedIn("analyst"),
      reviewer: await service.signedIn("reviewer"),
    };
    const { json: before } = await people.analyst.send("GET", `/rule-sets/${RULE_SET}/revisions`);
    const [first, next] = before.revisions;
    const withdrawn = await people.reviewer.send(
      "POST",
      `/rule-sets/${RULE_SET}@${next.filesHash}/withdraw`,
      {
        body: { reason: "误发" },
      },
    );
    expect(withdrawn.status).toBe(204);
    const again = await people.reviewer.send(
      "POST",
      `/rule-sets/${RULE_SET}@${next.filesHash}/withdraw`,
      { body: { reason: "误发" } },
    );
    expect([again.status, again.json.state]).toEqual([409, "withdrawn"]);
    expect((await people.analyst.send("GET", `/rule-sets/${RULE_SET}`)).json.filesHash).toBe(
      first.filesHash,
    );
    expect(
      (await people.analyst.send("GET", `/rule-sets/${RULE_SET}@${next.filesHash}`)).status,
    ).toBe(200);
    const reinstate = () =>
      people.reviewer.send("POST", `/rule-sets/${RULE_SET}@${next.filesHash}/reinstate`, {
        body: { reason: "撤回有误" },
      });
    expect((await reinstate()).status).toBe(204);
    expect((await people.analyst.send("GET", `/rule-sets/${RULE_SET}`)).json.filesHash).toBe(
      next.filesHash,
    );
    const twice = await reinstate();
    expect([twice.status, twice.json.state]).toEqual([409, "reinstated"]);
    const end = await people.reviewer.send(
      "POST",
      `/rule-sets/${RULE_SET}@${next.filesHash}/withdraw`,
      { body: { reason: "误发" } },
    );
    expect(end.status).toBe(204);
    const lists = async () => {
      const { ruleSets, withdrawn } = (await people.analyst.send("GET", "/rule-sets")).json;
      const told = ({ id, revision }: { id: string; revision: number }) => `${id} ${revision}`;
      return [ruleSets.map(told), withdrawn.map(told)];
    };
    const of = (revision: { filesHash: string }, verb: string) =>
      people.reviewer.send("POST", `/rule-sets/${RULE_SET}@${revision.filesHash}/${verb}`, {
        body: { reason: "误发" },
      });
    const rest = (await lists())[0]?.filter((one: string) => one !== `${RULE_SET} 1`);
    expect(await lists()).toEqual([expect.arrayContaining([`${RULE_SET} 1`]), []]);
    expect((await of(first, "withdraw")).status).toBe(204);
    expect(await lists()).toEqual([rest, [`${RULE_SET} 2`]]);
    expect((await of(first, "reinstate")).status).toBe(204);
    expect(await lists()).toEqual([expect.arrayContaining([`${RULE_SET} 1`]), []]);
  });

  test("a set goes out as a folder in a zip and comes in as a draft with the same bytes", async () => {
    const people = await service.signedIn("analyst");
    const response = await service.app.request(`/api/v1/rule-sets/${RULE_SET}/archive`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const imported = await people.send("POST", "/imported-drafts?name=imported", {
      raw: bytes,
      type: "application/zip",
    });
    expect(imported.status).toBe(201);
    const { json } = await people.send("GET", `/drafts/${imported.json.draft.id}`);
    const { json: source } = await people.send("GET", `/rule-sets/${RULE_SET}/files`);
    expect(json.files).toEqual(source.files);
    const { json: made } = await people.send("POST", "/drafts", {
      body: { basedOn: RULE_SET, name: "别处", ruleSet: "from-elsewhere" },
    });
    const elsewhere = await service.app.request(`/api/v1/drafts/${made.draft.id}/archive`, {
      headers: { cookie: people.cookie },
    });
    const foreign = await people.send("POST", "/imported-drafts?name=foreign", {
      raw: new Uint8Array(await elsewhere.arrayBuffer()),
      type: "application/zip",
    });
    const own = `/drafts/${foreign.json.draft.id}`;
    // A set that is not known here is compared with none, and touches no city.
    expect((await people.send("GET", `${own}/effect`)).json).toEqual({ cities: [], more: 0 });
    const review = await people.send("POST", `${own}/review`, {
      body: { summary: "引进" },
      ifMatch: 1,
    });
    expect([review.status, review.json.changes]).toEqual([201, []]);
    const cut = await people.send("POST", "/imported-drafts?name=cut", {
      raw: bytes.slice(0, 5000),
      type: "application/zip",
    });
    expect([cut.status, cut.json.issues[0].code]).toEqual([422, "not_a_zip"]);
  });
});
