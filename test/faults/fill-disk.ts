/** A service whose database lies on a small disk that fills up, and has room again later. */
import { spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openReadOnly } from "../../server/storage/read-only.ts";
import { verifyStore } from "../../server/upkeep/verify-store.ts";
import { sendOver } from "../support/http-client.ts";
import { LIVE_FIGURES, LIVE_ITEM, makeLiveRound } from "../support/live-round.ts";
import type { PostgresServer } from "../support/postgres.ts";
import { startServed } from "../support/served.ts";

export interface FullDisk {
  /** Saves that still found room, and those that were refused as full. */
  readonly before: number;
  readonly refused: number;
  /** Status of a read while the disk is full, and of a save once there is room. */
  readonly reads: number;
  readonly after: number;
  readonly faults: readonly string[];
}

const DISK = "64m";
const REFUSALS = 20;

/** Null where this process may not mount a disk. */
export async function fillDisk(
  store: "sqlite" | "postgres",
  postgres: PostgresServer,
): Promise<FullDisk | null> {
  const disk = mkdtempSync(join(tmpdir(), "chengping-disk-"));
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${DISK}`, "tmpfs", disk]).status !== 0) {
    rmSync(disk, { recursive: true });
    return null;
  }
  const databaseUrl = store === "postgres" ? await databaseOn(disk, postgres) : null;
  const data = join(disk, "data");
  const { clerks } = await makeLiveRound(
    { folder: data, databaseUrl },
    { cities: 1, unitsPerCity: 1 },
  );
  const environment = {
    CHENGPING_LOG: "silent",
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  };
  const served = await startServed({ folder: data, environment });
  const agent = new Agent({ keepAlive: true });
  try {
    const { unit, cookie } = clerks[0] ?? { unit: "", cookie: "" };
    const path = `${unit}/sheets/${LIVE_ITEM}`;
    const [part, whole] = LIVE_FIGURES;
    let version = 0;
    const save = async (): Promise<number> => {
      const told = { [part]: { explanation: "说明".repeat(900) } };
      const body = JSON.stringify({ values: { [part]: version % 60, [whole]: 60 }, told });
      const headers = { "if-match": `"${version}"`, "idempotency-key": `k${version}` };
      const sending = { method: "PUT", path, cookie, body, headers };
      const { status } = await sendOver(agent, served.address, sending);
      if (status === 200) version++;
      return status;
    };
    const ballast = join(disk, "ballast");
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 1_048_576)));
    let refused = 0;
    for (let status = 200; refused < REFUSALS; ) {
      status = await save();
      if (status === 507) refused++;
      else if (status !== 200) throw new Error(`a full disk was answered ${status}`);
    }
    const before = version;
    const read = await sendOver(agent, served.address, { method: "GET", path, cookie });
    rmSync(ballast);
    const after = await save();
    const place =
      databaseUrl === null
        ? ({ kind: "sqlite", folder: data } as const)
        : ({ kind: "postgres", url: databaseUrl } as const);
    const opened = await openReadOnly(place);
    const { faults } = await verifyStore(opened);
    await opened.close();
    return {
      before,
      refused,
      reads: read.status,
      after,
      faults: faults.map(({ subject, object, fault }) => `${subject} ${object} ${fault}`),
    };
  } finally {
    agent.destroy();
    await served.end();
    if (databaseUrl !== null) await dropDatabase(postgres, databaseUrl);
    spawnSync("umount", [disk]);
    rmSync(disk, { recursive: true, force: true });
  }
}

/** Tables on the small disk, the server's own log elsewhere. */
async function databaseOn(disk: string, postgres: PostgresServer): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query("SHOW data_directory");
  const { uid, gid } = statSync(rows[0].data_directory);
  chownSync(disk, uid, gid);
  await client.query(`CREATE TABLESPACE small LOCATION '${disk}'`);
  await client.query("CREATE DATABASE small TABLESPACE small");
  await client.end();
  const url = new URL(postgres.url);
  url.pathname = "/small";
  return url.href;
}

async function dropDatabase(postgres: PostgresServer, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  await client.query("DROP TABLESPACE small");
  await client.end();
}
