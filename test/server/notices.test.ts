/** A new notice taken in: its files, and a work list that must be done before the draft is published; on both stores alike. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sweepUploads } from "../../server/evidence/evidence-files.ts";
import { verifyStore } from "../../server/upkeep/verify-store.ts";
import { RULE_SET } from "../support/small-round.ts";
import {
  type Client,
  type Reply,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

const PDF = new TextEncoder().encode(`%PDF-1.4\n${"通知".repeat(100_000)}\n%%EOF\n`);

describe.each(STORES)("a notice on %s", (store) => {
  let service: TestService;
  let analyst: Client;
  let second: Client;
  let reviewer: Client;
  let draft: string;
  beforeAll(async () => {
    service = await startTestService({ store });
    analyst = await service.signedIn("analyst");
    second = await service.signedIn("analyst");
    reviewer = await service.signedIn("reviewer");
    draft = await makeDraft("next-year");
  });
  afterAll(() => service.close());

  async function makeDraft(ruleSet: string): Promise<string> {
    const body = { basedOn: RULE_SET, name: ruleSet, ruleSet };
    return (await analyst.send("POST", "/drafts", { body })).json.draft.id;
  }
  const upload = (
    at: string,
    name: string,
    raw: Uint8Array<ArrayBuffer> | string,
  ): Promise<Reply> =>
    analyst.send("POST", `/drafts/${at}/notice/files?name=${encodeURIComponent(name)}`, {
      raw,
      type: "application/octet-stream",
    });
  const read = async (at = draft) => (await reviewer.send("GET", `/drafts/${at}/notice`)).json;
  const set = (by: Client, ifMatch: number, items: unknown, at = draft): Promise<Reply> =>
    by.send("PUT", `/drafts/${at}/work-list`, { body: { items }, ifMatch });
  const itemOf = async (item: string) =>
    (await read()).workList.items.find((one: { item: string }) => one.item === item);
  const swap = async (path: string, from: string, to: string): Promise<Reply> => {
    const { json } = await analyst.send("GET", `/drafts/${draft}`);
    expect(json.files[path].split(from)).toHaveLength(2);
    return analyst.send("PUT", `/drafts/${draft}/file?path=${path}`, {
      raw: json.files[path].replace(from, to),
      ifMatch: json.draft.save,
    });
  };

  test("a draft that took in none has no list, and nothing stands in its way", async () => {
    expect(await read()).toEqual({ files: [], workList: null, people: {} });
    const { json } = await analyst.send("GET", `/drafts/${draft}/examination`);
    expect(json.obstacles).toEqual([]);
    expect((await set(analyst, 1, { L8P1: { state: "checked" } })).status).toBe(404);
  });

  test("a file is kept by its hash and comes back byte for byte, as an attachment", async () => {
    const kept = await upload(draft, "2019 年通知.pdf", PDF);
    expect([kept.status, kept.json.mediaType, kept.json.size]).toEqual([
      201,
      "application/pdf",
      PDF.length,
    ]);
    const response = await service.app.request(
      `/api/v1/drafts/${draft}/notice/files/${kept.json.id}`,
      { headers: { cookie: reviewer.cookie } },
    );
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PDF);
    expect([
      response.headers.get("content-type"),
      response.headers.get("content-disposition"),
      response.headers.get("content-security-policy"),
    ]).toEqual([
      "application/octet-stream",
      `attachment; filename*=UTF-8''${encodeURIComponent("2019 年通知.pdf")}`,
      "sandbox; default-src 'none'",
    ]);
    const again = await upload(draft, "同一份.pdf", PDF);
    expect([again.status, again.json.taken]).toEqual([409, "2019 年通知.pdf"]);
    const page = await upload(draft, "notice.pdf", "<!doctype html><script>alert(1)</script>");
    expect(page.status).toBe(415);
    const elsewhere = await makeDraft("elsewhere");
    expect(
      (await reviewer.send("GET", `/drafts/${elsewhere}/notice/files/${kept.json.id}`)).status,
    ).toBe(404);
  });

  test("with it a list begins: 52 sub-items and 23 level-2 indicators, all unchecked", async () => {
    const { files, workList, people } = await read();
    expect(files.map(({ name }: { name: string }) => name)).toEqual(["2019 年通知.pdf"]);
    expect([workList.version, workList.begunBy, people[analyst.id]]).toEqual([
      1,
      analyst.id,
      analyst.name,
    ]);
    const items: readonly { item: string; state: string }[] = workList.items;
    expect(items.filter(({ item }) => /-A\d+$/.test(item))).toHaveLength(52);
    expect(items.filter(({ item }) => /^L\d+P\d+$/.test(item))).toHaveLength(23);
    expect(items).toHaveLength(75);
    expect(items[0]).toEqual({
      item: "L1P1",
      state: "unchecked",
      by: null,
      at: null,
      file: null,
      page: null,
    });
    expect((await analyst.send("POST", `/drafts/${draft}/work-list`)).status).toBe(409);
  });

  test("what is said of items is told with by whom and when; of two at once one is told what the other said", async () => {
    const [file] = (await read()).files;
    const first = await set(analyst, 1, {
      "L1P1-A1": { state: "carried_over", page: { file: file.id, page: 3 } },
    });
    expect([first.status, first.headers.get("etag"), first.json.workList.version]).toEqual([
      200,
      '"2"',
      2,
    ]);
    expect(await itemOf("L1P1-A1")).toEqual({
      item: "L1P1-A1",
      state: "carried_over",
      by: analyst.id,
      at: "2026-03-02T08:00:00.000Z",
      file: file.id,
      page: 3,
    });
    const late = await set(second, 1, { "L1P1-A1": { state: "checked" } });
    expect([late.status, late.json.current.version]).toEqual([412, 2]);
    const again = await set(second, 2, { "L1P1-A1": { state: "checked" } });
    expect([again.status, await itemOf("L1P1-A1")]).toEqual([
      200,
      expect.objectContaining({ state: "checked", by: second.id, page: 3 }),
    ]);
    const gone = await set(analyst, 3, { "L1P1-A1": { page: null } });
    expect([gone.status, await itemOf("L1P1-A1")]).toEqual([
      200,
      expect.objectContaining({ state: "checked", by: second.id, page: null, file: null }),
    ]);
  });

  test.each([
    [{ L9P9: { state: "checked" } }, "unknown_item"],
    [{ L8P1: { page: { file: "nothing", page: 1 } } }, "unknown_file"],
    [{ L8P1: { state: "done" } }, undefined],
    [{ L8P1: { page: { file: "x", page: 0 } } }, undefined],
    [{}, undefined],
  ])("%j is refused, and nothing of it is kept", async (items, code) => {
    const before = await read();
    const reply = await set(analyst, before.workList.version, items);
    expect(reply.status).toBe(422);
    if (code !== undefined) expect(reply.json.issues[0].code).toBe(code);
    expect(await read()).toEqual(before);
  });

  test("who changes a formula or a weight has changed the item; words and dates do not", async () => {
    await swap("L8P1.json", '"zh": "市民体验调查"', '"zh": "市民体验问卷"');
    expect(await itemOf("L8P1")).toMatchObject({ state: "unchecked", by: null });
    const { json } = await second.send("GET", `/drafts/${draft}`);
    const text: string = json.files["L1P2.json"];
    const changed = text.replace('"weight": 0.45', '"weight": 0.46');
    expect(changed).not.toBe(text);
    await second.send("PUT", `/drafts/${draft}/file?path=L1P2.json`, {
      raw: changed,
      ifMatch: json.draft.save,
    });
    expect(await itemOf("L1P2-A2")).toMatchObject({ state: "changed", by: second.id });
    expect(await itemOf("L1P2-A3")).toMatchObject({ state: "unchecked" });
    expect(await itemOf("L1P2")).toMatchObject({ state: "unchecked" });
  });

  test("a file that was broken for a while changes nothing but what then reads differently", async () => {
    const { json } = await analyst.send("GET", `/drafts/${draft}`);
    const text: string = json.files["L1P2.json"];
    const put = (raw: string, ifMatch: number): Promise<Reply> =>
      analyst.send("PUT", `/drafts/${draft}/file?path=L1P2.json`, { raw, ifMatch });
    await put(text.slice(0, -20), json.draft.save);
    expect((await read()).workList.items).toHaveLength(71);
    await put(text.replace('"weight": 0.15', '"weight": 0.14'), json.draft.save + 1);
    const states = (await read()).workList.items
      .filter(({ item }: { item: string }) => item.startsWith("L1P2"))
      .map(({ item, state }: { item: string; state: string }) => [item, state]);
    expect(states).toEqual([
      ["L1P2", "unchecked"],
      ["L1P2-A1", "unchecked"],
      ["L1P2-A2", "changed"],
      ["L1P2-A3", "changed"],
    ]);
  });

  test("a draft is published only when no item is unchecked, and the refusal names them", async () => {
    const whole = await makeDraft("whole-list");
    await analyst.send("POST", `/drafts/${whole}/work-list`);
    const { json } = await analyst.send("GET", `/drafts/${whole}/notice`);
    const ids: readonly string[] = json.workList.items.map(({ item }: { item: string }) => item);
    const all = (state: string, but: readonly string[]) =>
      Object.fromEntries(ids.filter((id) => !but.includes(id)).map((id) => [id, { state }]));
    await set(analyst, 1, all("carried_over", ["L3P1-A3", "L8P1"]), whole);
    await analyst.send("POST", `/drafts/${whole}/review`, {
      body: { summary: "x" },
      ifMatch: 1,
    });
    await reviewer.send("POST", `/drafts/${whole}/review/approve`, { body: {}, ifMatch: 1 });
    const publish = (): Promise<Reply> =>
      analyst.send("POST", `/drafts/${whole}/publish`, { body: {}, ifMatch: 1 });
    const refused = await publish();
    const left = { code: "unchecked", count: 2, items: ["L3P1-A3", "L8P1"] };
    expect([refused.status, refused.json.obstacles]).toEqual([409, [left]]);
    const seen = await reviewer.send("GET", `/drafts/${whole}/review`);
    expect(seen.json.obstacles).toEqual([left]);
    await set(analyst, 2, { "L3P1-A3": { state: "checked" }, L8P1: { state: "checked" } }, whole);
    expect((await publish()).status).toBe(201);
    const closed = await set(analyst, 3, { L8P1: { state: "unchecked" } }, whole);
    expect([closed.status, closed.json.state]).toEqual([409, "published"]);
    expect((await upload(whole, "later.txt", "later")).status).toBe(409);
  });

  test("all of it stands in the audit trail of the draft", async () => {
    const auditor = await service.signedIn("auditor");
    const { json } = await auditor.send("GET", `/audit/rows?chain=draft/${draft}`);
    const actions = json.rows.map(({ action }: { action: string }) => action);
    expect(actions.slice(0, 5)).toEqual([
      "draft.create",
      "notice.keep",
      "work_list.begin",
      "work_list.set",
      "work_list.set",
    ]);
  });

  test("files outlive the sweeping of uploads and a restart; one that was taken out goes a day later", async () => {
    service = await service.restarted();
    const own = service.as(analyst);
    const { db } = service.services.store;
    await sweepUploads(db, new Date("2026-03-04T08:00:00.000Z"));
    expect(await verifyStore(service.services.store)).toMatchObject({
      checked: { evidence: 1 },
      faults: [],
    });
    const [file] = (await own.send("GET", `/drafts/${draft}/notice`)).json.files;
    const removed = await own.send("DELETE", `/drafts/${draft}/notice/files/${file.id}`);
    expect(removed.status).toBe(204);
    expect((await own.send("GET", `/drafts/${draft}/notice`)).json.files).toEqual([]);
    await sweepUploads(db, new Date("2026-03-04T08:00:00.000Z"));
    const pieces = await db.selectFrom("evidence_chunk").select("evidence").execute();
    expect(pieces).toEqual([]);
  });
});
