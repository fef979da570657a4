/**
 * `npm run faults`: kills, flushes and full disks on both stores, against real services, with the counts printed.
 * Ends with status 1 when anything was lost, doubled or broken.
 */
import { createDatabase, startPostgres } from "../support/postgres.ts";
import { countFlushes } from "./count-flushes.ts";
import { fillDisk } from "./fill-disk.ts";
import { type KillReport, killLoop } from "./kill-loop.ts";

const KILLS = Number(process.env.KILLS ?? 100);

let failed = false;
const say = (what: string, fine: boolean): void => {
  if (!fine) failed = true;
  console.log(`${fine ? "ok  " : "FAIL"} ${what}`);
};
const progress = (line: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
};

const postgres = await startPostgres();
try {
  sayKills("SQLite", await killLoop(null, KILLS, progress));
  sayKills("PostgreSQL", await killLoop(await createDatabase(postgres.url), KILLS, progress));
  const flushes = await countFlushes();
  if (flushes === null)
    console.log("--   flushes: strace is not here, or may not look; not counted");
  else {
    const { alone, together } = flushes;
    say(
      `SQLite, one after the other: ${alone.saves} saves, ${alone.flushes} flushes`,
      alone.flushes >= alone.saves,
    );
    say(
      `SQLite, eight at once: ${together.saves} saves, ${together.flushes} flushes`,
      together.flushes > 0,
    );
  }
  for (const store of ["sqlite", "postgres"] as const) {
    const full = await fillDisk(store, postgres);
    if (full === null)
      console.log(`--   ${store}, full disk: a small disk may not be mounted here; not tried`);
    else {
      const { before, refused, reads, after, faults } = full;
      const fine = refused > 0 && reads === 200 && after === 200 && faults.length === 0;
      say(
        `${store}, full disk: ${before} saved, ${refused} answered 507, reads ${reads}, with room again ${after}`,
        fine,
      );
    }
  }
} finally {
  await postgres.stop();
}
process.exit(failed ? 1 : 0);

function sayKills(store: string, report: KillReport): void {
  const { kills, acknowledged, cut, landed, lost, doubled, faults, auditRows, rescored } = report;
  say(
    `${store}: ${kills} kills, ${acknowledged} acknowledged, ${lost.length} lost, ${doubled.length} doubled, ` +
      `${cut} cut off of which ${landed} had landed, ${auditRows} audit rows whole, ${rescored} scores computed again, ` +
      `${faults.length} faults`,
    lost.length + doubled.length + faults.length === 0,
  );
  for (const line of [...lost, ...doubled, ...faults].slice(0, 20)) console.log(`       ${line}`);
}
