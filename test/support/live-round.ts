/** An open round with cities, units and people who are signed in, for services that run as processes of their own. */
import pino from "pino";
import { change } from "../../server/changes/change.ts";
import { newId } from "../../server/changes/new-id.ts";
import { readConfiguration } from "../../server/configuration.ts";
import { createApp } from "../../server/http/app.ts";
import { addPerson, grant } from "../../server/people/people.ts";
import type { Grant } from "../../server/people/roles.ts";
import { openSession } from "../../server/people/sessions.ts";
import type { Services } from "../../server/services.ts";
import { startServices } from "../../server/start.ts";

export const LIVE_RULE_SET = "cn-smart-city-2018";
/** Item whose sheet every clerk fills in, and its two figures. */
export const LIVE_ITEM = "L1P1-A1";
export const LIVE_FIGURES = ["eCertItems", "itemsTotal"] as const;

export interface LivePerson {
  readonly id: string;
  readonly cookie: string;
  /** `/api/v1/rounds/spring/cities/c1` */
  readonly city: string;
  /** Own unit below the city; null for the consolidating office. */
  readonly unit: string | null;
}

export interface LiveRound {
  readonly clerks: readonly LivePerson[];
  /** One for each city. */
  readonly offices: readonly LivePerson[];
  /** Cookies of those who work on rule sets. */
  readonly analyst: string;
  readonly reviewer: string;
}

export interface LivePlace {
  readonly folder: string;
  readonly databaseUrl: string | null;
}

/** Made in this process, and in the store when this returns; the place is free again. */
export async function makeLiveRound(
  { folder, databaseUrl }: LivePlace,
  { cities, unitsPerCity }: { readonly cities: number; readonly unitsPerCity: number },
): Promise<LiveRound> {
  const configuration = { ...readConfiguration({}, {}), data: folder, databaseUrl };
  const services = await startServices(configuration, { log: pino({ level: "silent" }) });
  try {
    const send = sender(services);
    const admin = await signIn(services, { role: "system-administrator", city: null, unit: null });
    const analyst = await signIn(services, { role: "analyst", city: null, unit: null });
    const reviewer = await signIn(services, { role: "reviewer", city: null, unit: null });
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
    await send(analyst.cookie, "POST", "/rounds", {
      id: "spring",
      name: "春季评价",
      ruleSet: LIVE_RULE_SET,
      opens: day(-1),
      deadline: day(30),
    });
    const clerks: LivePerson[] = [];
    const offices: LivePerson[] = [];
    for (let number = 1; number <= cities; number++) {
      const city = `c${number}`;
      const path = `/api/v1/rounds/spring/cities/${city}`;
      const units = Array.from({ length: unitsPerCity }, (_, index) => `u${index + 1}`);
      await send(admin.cookie, "POST", "/cities", { id: city, name: city });
      for (const unit of units)
        await send(admin.cookie, "PUT", `/cities/${city}/units/${unit}`, { name: unit });
      const office = await signIn(services, { role: "consolidator", city, unit: null });
      offices.push({ ...office, city: path, unit: null });
      const plan = { units: {}, assignments: { [LIVE_ITEM]: { units } } };
      await send(office.cookie, "PUT", `/rounds/spring/cities/${city}`, plan, 0);
      for (const unit of units) {
        const clerk = await signIn(services, { role: "clerk", city, unit });
        clerks.push({ ...clerk, city: path, unit: `${path}/units/${unit}` });
      }
    }
    return { clerks, offices, analyst: analyst.cookie, reviewer: reviewer.cookie };
  } finally {
    await services.store.close();
  }
}

async function signIn(
  { store, clock }: Services,
  role: Grant,
): Promise<{ readonly id: string; readonly cookie: string }> {
  const origin = { actor: "test", address: "127.0.0.1", request: "test" };
  return change(store, clock, { origin }, async (changing) => {
    const name = `p${newId()}`;
    const id = await addPerson(changing, { name, displayName: name });
    await grant(changing, id, role);
    const at = { address: "127.0.0.1", agent: "test" };
    const { secret } = await openSession(changing, id, at);
    return { id, cookie: `chengping=${secret}` };
  });
}

function sender(services: Services) {
  const app = createApp(services);
  return async (
    cookie: string,
    method: string,
    path: string,
    body: unknown,
    ifMatch?: number,
  ): Promise<void> => {
    const response = await app.request(`http://127.0.0.1/api/v1${path}`, {
      method,
      headers: {
        cookie,
        "content-type": "application/json",
        "sec-fetch-site": "same-origin",
        ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  };
}
