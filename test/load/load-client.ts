/**
 * The clients of a load run, in a process of their own: each has a connection that it keeps, waits for its answer
 * before it asks again, and notes how long that took.
 */
import { randomUUID } from "node:crypto";
import { LIVE_FIGURES, LIVE_ITEM, type LivePerson } from "../support/live-round.ts";
import { Connection } from "./connection.ts";

export interface LoadPlan {
  /** Origins of the servers; client n asks server n modulo their number. */
  readonly servers: readonly string[];
  readonly people: readonly LivePerson[];
  readonly kind: "saves" | "reads" | "mixed" | "bare";
  readonly seconds: number;
  /** Requests a second of all clients together, at even times; null for as fast as the answers come. */
  readonly rate: number | null;
}

export interface LoadResult {
  /** Milliseconds of each answered request; with a rate, from the time when it was due. */
  readonly times: readonly number[];
  readonly saves: number;
  readonly seconds: number;
  /** Answers other than the expected ones, by status. */
  readonly wrong: { readonly [status: string]: number };
}

interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: { readonly [name: string]: string };
  /** Called when it was done; a save is counted. */
  readonly saved?: () => void;
}

process.once("message", (plan: LoadPlan) => {
  run(plan).then((result) => {
    process.send?.(result, () => process.exit());
  });
});

async function run(plan: LoadPlan): Promise<LoadResult> {
  const times: number[] = [];
  const wrong: { [status: string]: number } = {};
  let saves = 0;
  const started = performance.now();
  const end = started + plan.seconds * 1000;
  const every = plan.rate === null ? 0 : (plan.people.length / plan.rate) * 1000;
  await Promise.all(
    plan.people.map(async (person, index) => {
      const connection = new Connection(plan.servers[index % plan.servers.length] ?? "");
      const asks = asksOf(plan.kind, person, index);
      // Clients do not all begin at once.
      let due = started + (every * index) / plan.people.length;
      for (;;) {
        if (every > 0) await until(due);
        const from = every > 0 ? due : performance.now();
        if (from >= end) return connection.close();
        const { method, path, body, headers, saved } = asks.next().value as Ask;
        const status = await connection.ask(
          method,
          path,
          {
            cookie: person.cookie,
            "sec-fetch-site": "same-origin",
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...headers,
          },
          body,
        );
        times.push(performance.now() - from);
        if (status !== 200 && status !== 201) wrong[status] = (wrong[status] ?? 0) + 1;
        else if (saved) {
          saved();
          saves++;
        }
        due += every;
      }
    }),
  );
  return { times, saves, seconds: (performance.now() - started) / 1000, wrong };
}

function until(moment: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())));
}

/** What one client asks, one after the other, without end. */
function* asksOf(kind: LoadPlan["kind"], person: LivePerson, index: number): Generator<Ask> {
  if (kind === "bare") {
    for (;;) yield { method: "POST", path: "/rows", body: '{"value": 45}', saved: () => {} };
  }
  const sheet = `${person.unit}/sheets/${LIVE_ITEM}`;
  let version = 0;
  const save = (): Ask => {
    const [part, whole] = LIVE_FIGURES;
    const values = { [part]: version % 60, [whole]: 60 };
    return {
      method: "PUT",
      path: sheet,
      body: JSON.stringify({ values, told: { [part]: { source: "平台统计", working: "12+30" } } }),
      headers: { "if-match": `"${version}"`, "idempotency-key": randomUUID() },
      saved: () => version++,
    };
  };
  if (kind === "saves") for (;;) yield save();
  const reads: readonly Ask[] = [
    { method: "GET", path: sheet },
    { method: "GET", path: `${person.unit}/sheets` },
    { method: "GET", path: sheet },
    { method: "GET", path: `${person.unit}/sheets/${LIVE_ITEM}/revisions` },
    { method: "GET", path: "/api/v1/rule-sets" },
    { method: "GET", path: `${person.unit}/score` },
    { method: "GET", path: "/api/v1/session" },
  ];
  if (kind === "reads") for (;;) yield* reads;
  // Three saves to seven reads, each client at another place of the row.
  for (let turn = index; ; turn++) yield turn % 10 < 3 ? save() : (reads[(turn % 10) - 3] as Ask);
}
