/**
 * @module The invented example loaded: changes that do what people would do, so that every rule of the product holds
 * for it too. It is loaded once; what was written once stays when it is removed, so a later one has new ids.
 */
import { createHash } from "node:crypto";
import { type Changing, change } from "../changes/change.ts";
import { newId } from "../changes/new-id.ts";
import { recordUpload } from "../evidence/evidence-files.ts";
import { addPerson, grant } from "../people/people.ts";
import { ROLES } from "../people/roles.ts";
import { readParts, readReturn } from "../rounds/city-return.ts";
import { OFFICE } from "../rounds/ownership.ts";
import { readSheet } from "../rounds/read-sheet.ts";
import { saveSheet } from "../rounds/save-sheet.ts";
import { decideItem, reopen } from "../rounds/settle.ts";
import { handInSheet, judgeSheet, objectToSheet } from "../rounds/sheets.ts";
import { storeScore } from "../rounds/stored-scores.ts";
import type { ServedRuleSet } from "../rule-set-store/published.ts";
import type { Services } from "../services.ts";
import type { Database } from "../storage/store.ts";
import { exampleCities } from "./example-cities.ts";
import { type Act, type Example, readExample } from "./example-file.ts";
import { removeExample } from "./remove-example.ts";

const DAY_MS = 86_400_000;
const ORIGIN = { actor: "example", address: "", request: "example" };

/** The rule set that the example is of is not in this store. */
export class NoExampleRules extends Error {
  override readonly name = "NoExampleRules";
}

/** @returns false where an example is there already */
export async function loadExample({ store, clock, ruleSets }: Services): Promise<boolean> {
  const [present] = await exampleCities(store.db);
  if (present !== undefined) {
    if (await isWhole(store.db, present)) return false;
    await removeExample(store, clock);
  }
  const example = await withFreeIds(store.db, readExample());
  const served = await ruleSets.find(example.round.ruleSet);
  if (served === undefined) throw new NoExampleRules(example.round.ruleSet);
  const run = (work: (changing: Changing) => Promise<unknown>): Promise<null> =>
    change(store, clock, { origin: ORIGIN }, (changing) => work(changing).then(() => null));
  await run(async (changing) => {
    const alone = await isAlone(changing);
    await addCity(changing, example);
    await addRound(changing, example, served);
    await addPeople(changing, example, alone);
  });
  // A change for each act, as when people do it: a shared database gives one change a few seconds and no more.
  for (const act of example.acts) await run((changing) => perform(changing, example, served, act));
  await run(async ({ note }) =>
    note({ chain: chainOf(example.city.id), action: LOADED, object: `cities/${example.city.id}` }),
  );
  return true;
}

/** What stands in the trail once everything is there; a load that was cut off is begun again. */
const LOADED = "example.load";

async function isWhole(db: Database, city: string): Promise<boolean> {
  const row = await db
    .selectFrom("audit")
    .select("number")
    .where("chain", "=", chainOf(city))
    .where("action", "=", LOADED)
    .executeTakeFirst();
  return row !== undefined;
}

function chainOf(city: string): string {
  return `city/${city}`;
}

/** Ids that no chain of the audit trail has seen. */
async function withFreeIds(db: Database, example: Example): Promise<Example> {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? "" : `-${number}`;
    const city = example.city.id + suffix;
    const seen = await db
      .selectFrom("audit_head")
      .select("chain")
      .where("chain", "=", chainOf(city))
      .executeTakeFirst();
    if (seen === undefined)
      return {
        ...example,
        city: { ...example.city, id: city },
        round: { ...example.round, id: example.round.id + suffix },
      };
  }
}

/** Whether the store holds no city of anybody: only then people of the example may do what reaches everywhere. */
async function isAlone({ trx }: Changing): Promise<boolean> {
  return (await trx.selectFrom("city").select("id").limit(1).executeTakeFirst()) === undefined;
}

async function addCity({ trx, note }: Changing, { city, units }: Example): Promise<void> {
  await trx
    .insertInto("city")
    .values({ ...city, example: 1, version: 1 })
    .execute();
  const office = { id: OFFICE, name: "统筹部门" };
  for (const { id, name } of [office, ...units])
    await trx.insertInto("unit").values({ city: city.id, id, name }).execute();
  note({
    chain: chainOf(city.id),
    action: "example.begin",
    object: `cities/${city.id}`,
    facts: { name: city.name },
  });
}

async function addRound(
  { trx, now, by, note }: Changing,
  { city, units, round, assignments }: Example,
  served: ServedRuleSet,
): Promise<void> {
  await trx
    .insertInto("round")
    .values({
      id: round.id,
      name: round.name,
      rule_set: served.id,
      rule_set_hash: served.hash,
      opens: daysFrom(now, round.opensDays),
      deadline: daysFrom(now, round.deadlineDays),
      cut_off: round.cutOff,
      sign_off: 0,
      show_ranks: 1,
      version: 1,
      created_by: by,
      created_at: now,
    })
    .execute();
  const planned = Object.entries(assignments).map(([place, { deadlineDays, ...rest }]) => [
    place,
    { ...rest, ...(deadlineDays === undefined ? {} : { deadline: daysFrom(now, deadlineDays) }) },
  ]);
  await trx
    .insertInto("round_city")
    .values({
      round: round.id,
      city: city.id,
      state: "open",
      units: JSON.stringify(Object.fromEntries(units.map(({ id, role }) => [role, [id]]))),
      assignments: JSON.stringify(Object.fromEntries(planned)),
      version: 1,
    })
    .execute();
  note({
    chain: "rounds",
    action: "round.add",
    object: `rounds/${round.id}`,
    facts: { ruleSet: served.hash, example: true },
  });
}

/** Accounts without a password; a link for each is printed at start. */
async function addPeople(
  changing: Changing,
  { people, city }: Example,
  alone: boolean,
): Promise<void> {
  for (const { name, displayName, role, unit = null } of people) {
    const reach = ROLES[role];
    if (reach === "whole" && !alone) continue;
    const whole = reach === "whole" || (reach === "whole-or-city" && alone);
    const person = await addPerson(changing, { name, displayName });
    await grant(changing, person, { role, city: whole ? null : city.id, unit });
  }
}

async function perform(
  changing: Changing,
  { city, round }: Example,
  served: ServedRuleSet,
  act: Act,
): Promise<unknown> {
  const place = { round: round.id, city: city.id };
  const key = ({ unit, item }: { readonly unit: string; readonly item: string }) => ({
    ...place,
    unit,
    item,
  });
  const versionOf = async (sheet: { readonly unit: string; readonly item: string }) =>
    (await readSheet(changing.trx, key(sheet))).version;
  switch (act.do) {
    case "save": {
      const evidence: string[] = [];
      for (const file of act.evidence ?? [])
        evidence.push(await addEvidence(changing, { ...place, unit: act.unit }, file));
      const body = { ...act.body, ...(evidence.length > 0 ? { evidence } : {}) };
      return saveSheet(changing, served, key(act), { body, ifMatch: await versionOf(act) });
    }
    case "hand-in":
      return handInSheet(changing, served, key(act), await versionOf(act));
    case "accept":
      return judgeSheet(changing, key(act), {
        kind: "accepted",
        reason: null,
        ifMatch: await versionOf(act),
      });
    case "return":
      return judgeSheet(changing, key(act), {
        kind: "returned",
        reason: act.reason,
        ifMatch: await versionOf(act),
      });
    case "object":
      return objectToSheet(changing, key({ unit: act.owner, item: act.item }), act);
    case "decide": {
      const parts = await readParts(
        changing.trx,
        (await readReturn(changing.trx, round.id, city.id)).round,
        city.id,
      );
      const cited = parts.filter(({ item }) => item === act.item);
      return decideItem(
        changing,
        served,
        { ...place, item: act.item },
        { ...act, parts: cited.map(({ unit, revision }) => ({ unit, revision })) },
      );
    }
    case "reopen":
      return reopen(changing, place, { ...act, until: daysFrom(changing.now, act.untilDays) });
    case "score": {
      const { round: row } = await readReturn(changing.trx, round.id, city.id);
      return storeScore(changing, served, row, city.id, { why: act.why });
    }
  }
}

async function addEvidence(
  changing: Changing,
  place: { readonly round: string; readonly city: string; readonly unit: string },
  { name, text }: { readonly name: string; readonly text: string },
): Promise<string> {
  const id = newId();
  const bytes = Buffer.from(text, "utf8");
  await changing.trx
    .insertInto("evidence_chunk")
    .values({ evidence: id, number: 0, bytes })
    .execute();
  const hash = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  const upload = { id, hash, size: bytes.length, mediaType: "text/plain" };
  await recordUpload(changing, place, upload, name);
  return id;
}

function daysFrom(now: string, days: number): string {
  return new Date(Date.parse(now) + days * DAY_MS).toISOString();
}
