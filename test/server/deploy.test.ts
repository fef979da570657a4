/** The files for those who deploy: they name what there is, and the commands in them do what they are for. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterEach, expect, inject, test } from "vitest";
import { readConfiguration, SETTING_NAMES, SETTINGS } from "../../server/configuration.ts";
import { MAX_EVIDENCE_BYTES } from "../../server/evidence/evidence-files.ts";
import { ruleSetFolder } from "../support/load-rule-set.ts";
import { createDatabase } from "../support/postgres.ts";
import { type Served, startServed } from "../support/served.ts";

/** A reader of YAML comes with the tools of development. */
const tools = createRequire(createRequire(import.meta.url).resolve("knip"));
const { parse } = tools("yaml") as { parse: (text: string) => unknown };

interface Compose {
  readonly services: Record<
    string,
    {
      readonly environment: Record<string, string>;
      readonly healthcheck: { readonly test: readonly string[] };
      readonly networks: readonly string[];
    }
  >;
}

const read = (file: string): string => readFileSync(ruleSetFolder(`deploy/${file}`), "utf8");
const compose = parse(read("compose.yaml")) as Compose;
const servers = Object.entries(compose.services).filter(([name]) => name.startsWith("server"));

let served: Served | null = null;
afterEach(async () => {
  await served?.end();
  served = null;
});

/** The settings of a server as compose hands them over. */
function environmentOf(database: string): Record<string, string> {
  const [, server] = servers[0] ?? [];
  return Object.fromEntries(
    Object.entries(server?.environment ?? {}).map(([name, value]) => [
      name,
      name === "DATABASE_URL" ? database : value.replace(/\$\{ORIGIN:[^}]*\}/, "https://a.example"),
    ]),
  );
}

test("compose starts three servers alike, whose settings all exist and can be read", () => {
  expect(servers.map(([name]) => name)).toEqual(["server1", "server2", "server3"]);
  expect(new Set(servers.map(([, server]) => JSON.stringify(server))).size).toBe(1);
  const environment = environmentOf("postgres://chengping@database/chengping");
  const variables = SETTING_NAMES.map((key) => SETTINGS[key].variable);
  expect(Object.keys(environment).filter((name) => !variables.includes(name))).toEqual([]);
  const { host, port, origin, trustProxy, drainSeconds } = readConfiguration({}, environment);
  expect([host, port, origin, trustProxy, drainSeconds]).toEqual([
    "0.0.0.0",
    8080,
    "https://a.example",
    true,
    5,
  ]);
});

test("a server with the settings of compose is healthy for compose, and not when it is gone", async () => {
  const database = await createDatabase(inject("postgresUrl"));
  const environment = { ...environmentOf(database), CHENGPING_HOST: "127.0.0.1" };
  served = await startServed({ flags: ["--metrics-port", "0"], environment });
  const invited = "  https://a.example/invitation?secret=";
  await served.logged(({ printed }) => printed?.startsWith(invited) === true);
  const [, command = "", ...check] = servers[0]?.[1].healthcheck.test ?? [];
  expect(command).toBe("node");
  const { address } = served;
  const healthy = (): number | null =>
    spawnSync(
      process.execPath,
      check.map((part) => part.replace("http://127.0.0.1:8080", address)),
    ).status;
  expect(healthy()).toBe(0);
  served.child.kill("SIGKILL");
  await served.exit();
  expect(healthy()).toBe(1);
});

test("the unit's command starts the service on its folder, and its signal ends it with status 0", async () => {
  const unit = read("chengping.service");
  const value = (name: string): string => new RegExp(`^${name}=(.*)$`, "m").exec(unit)?.[1] ?? "";
  const [program, ...args] = value("ExecStart").split(" ");
  expect([program, args]).toEqual([
    "/opt/chengping/chengping",
    ["serve", "--data", "/var/lib/chengping"],
  ]);
  expect(value("StateDirectory")).toBe("chengping");
  served = await startServed();
  served.child.kill(value("KillSignal") as NodeJS.Signals);
  expect(await served.exit()).toBe(0);
});

test("the proxy knows the servers, lets evidence pass, and believes no header of a client", () => {
  const proxy = read("nginx.conf");
  const upstream = [...proxy.matchAll(/^\s+server (\w+):8080 /gm)].map(([, name]) => name);
  expect(upstream).toEqual(servers.map(([name]) => name));
  const [, mebibytes = "0"] = /client_max_body_size (\d+)m;/.exec(proxy) ?? [];
  expect(Number(mebibytes) * 1_048_576).toBeGreaterThan(MAX_EVIDENCE_BYTES);
  const forwarded = [...proxy.matchAll(/X-Forwarded-For (\S+);/g)].map(([, value]) => value);
  expect(forwarded).toEqual(["$remote_addr", "$remote_addr"]);
  const depth = [...proxy.replace(/#.*$/gm, "")].reduce(
    (open, one) => open + (one === "{" ? 1 : one === "}" ? -1 : 0),
    0,
  );
  expect(depth).toBe(0);
});
