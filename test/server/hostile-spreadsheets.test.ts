/** Spreadsheets made to do harm: each is refused with a reason, the service goes on, and nothing is left lying about. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readZip } from "../../server/zip/read-zip.ts";
import { writeZip } from "../../server/zip/write-zip.ts";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import { startTestService, type TestService } from "../support/test-service.ts";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DAMAGED = Number(process.env.DAMAGED_SPREADSHEETS ?? 150);

let service: TestService;
let at: SmallRound;
let form: Uint8Array<ArrayBuffer>;
/** Temporary folder of this test alone: whatever a thread leaves lying about is seen here. */
const folder = mkdtempSync(join(tmpdir(), "chengping-hostile-"));
const usual = process.env.TMPDIR;

beforeAll(async () => {
  process.env.TMPDIR = folder;
  service = await startTestService();
  at = await makeSmallRound(service);
  const response = await service.app.request(`/api/v1${at.path}/units/services/form/xlsx`, {
    headers: { cookie: at.clerk.cookie },
  });
  form = new Uint8Array(await response.arrayBuffer());
});
afterAll(async () => {
  await service.close();
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  rmSync(folder, { recursive: true });
});

const bring = (raw: Uint8Array<ArrayBuffer> | string, type = XLSX) =>
  at.clerk.send("POST", `${at.path}/units/services/form/preview`, { raw, type });

const codeOf = async (raw: Uint8Array<ArrayBuffer> | string, type = XLSX) => {
  const { status, json } = await bring(raw, type);
  return [status, json.issues?.[0]?.code ?? json.code];
};

/** The form with members of its zip changed. */
async function withMembers(
  change: (members: Map<string, string | Uint8Array>) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const members = new Map<string, string | Uint8Array>();
  for await (const { name, bytes } of readZip(form, { members: 99, member: 1e8, total: 1e8 }))
    members.set(name, bytes);
  change(members);
  return writeZip(members, { compress: true });
}

const SHEET = "xl/worksheets/sheet1.xml";

test("a bomb is refused before it is unpacked: by ratio, by size, by number of members", async () => {
  const ratio = await withMembers((members) => members.set(SHEET, new Uint8Array(10_000_000)));
  expect(await codeOf(ratio)).toEqual([422, "file_too_large"]);
  const noise = new Uint8Array(34_000_000).map((_, index) => (index * 2_654_435_761) >>> 24);
  const size = await withMembers((members) => members.set("xl/media/image1.png", noise));
  expect([size.length < 5_242_880, await codeOf(size)]).toEqual([true, [422, "file_too_large"]]);
  const many = await withMembers((members) => {
    for (let index = 0; index < 250; index++) members.set(`xl/media/${index}.png`, "x");
  });
  expect(await codeOf(many)).toEqual([422, "too_many_files"]);
});

test("a header that lies about the size is found out", async () => {
  const bomb = await withMembers((members) => members.set(SHEET, new Uint8Array(3_000_000)));
  const view = new DataView(bomb.buffer);
  const end = bomb.length - 22;
  for (let place = view.getUint32(end + 16, true); place < end; ) {
    const length = [28, 30, 32].reduce(
      (sum, field) => sum + view.getUint16(place + field, true),
      46,
    );
    if (view.getUint32(place + 24, true) === 3_000_000) view.setUint32(place + 24, 60_000, true);
    place += length;
  }
  expect(await codeOf(bomb)).toEqual([422, "not_a_workbook"]);
});

test.each([
  ["no zip at all", "plain text"],
  ["nothing", ""],
  ["a zip of something else", null],
])("%s is no workbook", async (_, raw) => {
  const bytes = raw ?? (await writeZip([["word/document.xml", "<w/>"]], { compress: true }));
  expect(await codeOf(bytes)).toEqual([422, "not_a_workbook"]);
});

test("a document type with entities is refused", async () => {
  const lol = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">]><sst>&a;</sst>`;
  const bytes = await withMembers((members) => members.set("xl/sharedStrings.xml", lol));
  expect(await codeOf(bytes)).toEqual([422, "not_a_workbook"]);
});

test("a merge of the whole sheet, rows without end and columns without end cost nothing", async () => {
  const sheet = (inner: string) =>
    `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${inner}</worksheet>`;
  const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
  const rows = Array.from(
    { length: 60_000 },
    (_, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>1</v></c></row>`,
  );
  for (const [inner, code] of [
    ['<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "no_form"],
    [`<sheetData>${far}</sheetData>`, "too_many_columns"],
    [`<sheetData>${rows.join("")}</sheetData>`, "too_many_rows"],
    ['<sheetData><row r="1"><c r="A1"><f>SUM(A1:A9)</f></c></row></sheetData>', "no_form"],
  ] as const) {
    const bytes = await withMembers((members) => members.set(SHEET, sheet(inner)));
    expect(await codeOf(bytes)).toEqual([422, code]);
  }
});

test("tables that are none", async () => {
  const csv = "text/csv";
  expect(await codeOf("a\0b", csv)).toEqual([422, "not_a_table"]);
  expect(await codeOf("a,".repeat(5_000), csv)).toEqual([422, "too_many_columns"]);
  expect(await codeOf("a\n".repeat(30_000), csv)).toEqual([422, "too_many_rows"]);
  expect(await codeOf(`"${"x".repeat(400_000)}`, csv)).toEqual([422, "not_a_table"]);
  expect(await codeOf("编号,值\n1,2\n", csv)).toEqual([422, "no_form"]);
  expect(await codeOf("x".repeat(5_242_881), csv)).toEqual([413, "too_large"]);
  expect(await codeOf(form, "application/zip")).toEqual([415, "unsupported_media_type"]);
});

test(`${DAMAGED} forms with bytes changed, cut or doubled: an answer, and never a failure`, async () => {
  const damage = fc.record({
    flips: fc.array(fc.tuple(fc.nat(form.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 30,
    }),
    cut: fc.option(fc.nat(form.length), { freq: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ flips, cut }) => {
      const bytes = form.slice(0, cut ?? form.length);
      for (const [place, bits] of flips) {
        if (place < bytes.length) bytes[place] = (bytes[place] ?? 0) ^ bits;
      }
      const { status } = await bring(bytes);
      expect([200, 422]).toContain(status);
    }),
    { numRuns: DAMAGED },
  );
}, 600_000);

test("afterwards the service answers, the form is read, and no file is left", async () => {
  expect((await bring(form)).status).toBe(200);
  expect(tmpdir()).toBe(folder);
  expect(readdirSync(folder).filter((name) => !name.startsWith("chengping-test-"))).toEqual([]);
});
