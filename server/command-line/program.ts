/** @module The commands and their options; what each does stands in a file of its own. */
import { Command, CommanderError } from "commander";
import type { Language } from "../../engine/language/language.ts";
import { ENGINE_VERSION } from "../../engine/version.ts";
import { flagOf, SETTING_NAMES, SETTINGS } from "../configuration.ts";
import { listRuleSets } from "../rule-files/rule-files.ts";
import { auditHeadsCommand } from "./audit-heads-command.ts";
import { auditKeyCommand } from "./audit-key-command.ts";
import { backupCommand, type StoreFlags } from "./backup-command.ts";
import { type BatchFlags, batchCommand } from "./batch-command.ts";
import { type CheckFlags, checkCommand } from "./check-command.ts";
import { type DiffFlags, diffCommand } from "./diff-command.ts";
import { exampleCommand } from "./example-command.ts";
import { type ExportFlags, exportCommand } from "./export-command.ts";
import { migrateCommand } from "./migrate-command.ts";
import { restoreCommand } from "./restore-command.ts";
import { type ScoreFlags, scoreCommand } from "./score-command.ts";
import { type ServeFlags, serveCommand } from "./serve-command.ts";
import { CommandError, createShell, FINE, type Shell, WRONG_USE } from "./shell.ts";
import { type SimulateFlags, simulateCommand } from "./simulate-command.ts";
import { type SqlFlags, sqlCommand } from "./sql-command.ts";
import { type TestFlags, testCommand } from "./test-command.ts";
import { type TornadoFlags, tornadoCommand } from "./tornado-command.ts";
import { type VerifyFlags, verifyCommand } from "./verify-command.ts";

/** Runs one command; answers its exit status. Nothing but our own mistakes is thrown. */
export async function run(args: readonly string[]): Promise<number> {
  const shell = createShell(languageWish(args));
  let status: number = FINE;
  const program = createProgram(shell, (result) => {
    status = result;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? FINE : WRONG_USE;
    if (error instanceof CommandError) {
      process.stderr.write(`${error.message}\n`);
      return error.status;
    }
    // A reader that goes away (`| head`) ends the command quietly.
    if ((error as NodeJS.ErrnoException).code === "EPIPE") return FINE;
    process.stderr.write(`chengping: ${(error as Error).message}\n`);
    if (process.env.DEBUG) process.stderr.write(`${(error as Error).stack}\n`);
    return WRONG_USE;
  }
}

/** `--lang` is needed before commander reads it, since the help is in that language. */
function languageWish(args: readonly string[]): string | undefined {
  const index = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const arg = args[index];
  return arg?.includes("=") ? arg.split("=")[1] : args[index + 1];
}

/** Headings of the help; commander has them in English. */
const TITLES: { readonly [language in Language]: { readonly [title: string]: string } } = {
  "zh-CN": {
    "Usage:": "用法：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "Arguments:": "参数：",
  },
  en: {},
};

function createProgram(shell: Shell, end: (status: number) => void): Command {
  const { words } = shell;
  // The examples speak of a rule set that is there.
  const [id = "my-rules"] = listRuleSets();
  const program = new Command("chengping")
    .description(words.about)
    .version(ENGINE_VERSION, "-V, --version", words.version)
    .helpOption("-h, --help", words.help)
    .helpCommand(false)
    .option("--lang <zh-CN|en>", words.language)
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureHelp({ styleTitle: (title) => TITLES[shell.language][title] ?? title })
    .configureOutput({
      outputError: (text, write) => write(`${words.wrongUse} ${text.replace(/^error: /, "")}`),
    });

  const command = (usage: string, description: string, examples: readonly string[]): Command =>
    program
      .command(usage)
      .description(description)
      .helpOption("-h, --help", words.help)
      .configureHelp({ styleTitle: (title) => TITLES[shell.language][title] ?? title })
      .option("--lang <zh-CN|en>", words.language)
      .addHelpText(
        "after",
        `\n${words.examples}\n${examples.map((one) => `  $ chengping ${one}`).join("\n")}`,
      );

  withSettings(
    command("serve", words.serve, ["serve", "serve --port 9000", "serve --example"]),
    shell,
  )
    .option("--rules <folder>", words.rules)
    .option("--example", words.example)
    .action(async (flags: ServeFlags) => end(await serveCommand(flags, shell)));

  command("score <rule-set> <file>", words.score, [
    `score ${id} city.json`,
    `score ${id} city.json --explain`,
    `score ${id} - --final --json < city.json`,
  ])
    .option("--json", words.json)
    .option("--explain", words.explain)
    .option("--final", words.final)
    .option("--what-if", words.whatIf)
    .action((ruleSet: string, file: string, flags: ScoreFlags) =>
      end(scoreCommand(ruleSet, file, flags, shell)),
    );

  command("batch <rule-set>", words.batch, [
    `batch ${id} --final < cities.ndjson > scores.ndjson`,
    `batch ${id} --in csv < cities.csv > scores.csv`,
    `batch ${id} --from-line 5001 < cities.ndjson >> scores.ndjson`,
  ])
    .option("--final", words.final)
    .option("--in <ndjson|csv>", words.batchIn)
    .option("--out <ndjson|csv>", words.batchOut)
    .option("--from-line <number>", words.fromLine)
    .option("--workers <number>", words.workers)
    .action(async (ruleSet: string, flags: BatchFlags) =>
      end(await batchCommand(ruleSet, flags, shell)),
    );

  command("simulate <rule-set> <file>", words.simulate, [
    `simulate ${id} cities.ndjson --weights 0.2 --draws 10000 --seed 7`,
    `simulate my-rules cities.ndjson --grid --vary "item constants/limit=0.9..0.97/0.01"`,
  ])
    .option("--weights <share>", words.weightsSpread)
    .option("--vary <place=from..to/step...>", words.vary)
    .option("--draws <number>", words.draws)
    .option("--grid", words.grid)
    .option("--seed <number>", words.seed)
    .option("--workers <number>", words.workers)
    .option("--json", words.json)
    .option("--csv", words.csv)
    .option("--svg", words.svg)
    .action(async (ruleSet: string, file: string, flags: SimulateFlags) =>
      end(await simulateCommand(ruleSet, file, flags, shell)),
    );

  command("tornado <rule-set> <inputs>", words.tornado, [
    `tornado ${id} city.json --share 0.1`,
    `tornado ${id} city.json --svg > tornado.svg`,
  ])
    .option("--share <share>", words.tornadoShare)
    .option("--json", words.json)
    .option("--svg", words.svg)
    .action((ruleSet: string, file: string, flags: TornadoFlags) =>
      end(tornadoCommand(ruleSet, file, flags, shell)),
    );

  command("test [rule-set...]", words.test, [
    "test",
    `test ${id} --coverage`,
    "test my-rules --propose",
  ])
    .option("--coverage", words.coverage)
    .option("--propose", words.propose)
    .option("--json", words.json)
    .action((wanted: string[], flags: TestFlags) => end(testCommand(wanted, flags, shell)));

  command("check [rule-set...]", words.check, ["check", "check ./my-rules --json"])
    .option("--json", words.json)
    .option("--plan", words.plan)
    .action((wanted: string[], flags: CheckFlags) => end(checkCommand(wanted, flags, shell)));

  command("diff <a> <b>", words.diff, [
    `diff ${id} ./my-next-year`,
    `diff ${id} ./my-next-year --cities cities.ndjson`,
  ])
    .option("--json", words.json)
    .option("--markdown", words.markdown)
    .option("--cities <file>", words.cities)
    .action(async (a: string, b: string, flags: DiffFlags) =>
      end(await diffCommand(a, b, flags, shell)),
    );

  command("sql <rule-set>", words.sql, [`sql ${id} --ddl`, `sql ${id} --table survey.cities`])
    .option("--table <name>", words.sqlTable)
    .option("--ddl", words.sqlDdl)
    .action((ruleSet: string, flags: SqlFlags) => end(sqlCommand(ruleSet, flags, shell)));

  command("export <rule-set>", words.export, [`export ${id}`, `export ${id} --to rules`])
    .option("--to <folder>", words.to)
    .option("--overwrite", words.overwrite)
    .option("--data <folder>", words.data)
    .option("--json", words.json)
    .action(async (wanted: string, flags: ExportFlags) =>
      end(await exportCommand(wanted, flags, shell)),
    );

  command("backup [file]", words.backup, ["backup", "backup /backups/monday.backup --data data"])
    .option("--data <folder>", words.data)
    .action(async (file: string | undefined, flags: StoreFlags) =>
      end(await backupCommand(file, flags, shell)),
    );

  command("restore <file>", words.restore, ["restore monday.backup --data new-data --verify"])
    .option("--data <folder>", words.data)
    .option("--verify", words.restoreVerify)
    .action(async (file: string, flags: StoreFlags & { verify?: boolean }) =>
      end(await restoreCommand(file, flags, shell)),
    );

  command("migrate", words.migrate, ["migrate", "migrate --data data"])
    .option("--data <folder>", words.data)
    .action(async (flags: StoreFlags) => end(await migrateCommand(flags, shell)));

  command("verify [file]", words.verify, [
    "verify round.zip",
    "verify audit.ndjson --heads kept-heads --key audit.key.pub",
    "verify --data data --heads kept-heads --key audit.key.pub",
  ])
    .option("--data <folder>", words.data)
    .option("--heads <path>", words.keptHeads)
    .option("--key <file...>", words.publicKey)
    .option("--json", words.json)
    .action(async (file: string | undefined, flags: VerifyFlags) =>
      end(await verifyCommand(file, flags, shell)),
    );

  command("audit-heads [file]", words.auditHeads, [
    "audit-heads",
    "audit-heads /auditor/monday.ndjson --key /etc/chengping/audit.key",
  ])
    .option("--data <folder>", words.data)
    .option("--key <file>", words.privateKey)
    .action(async (file: string | undefined, flags: StoreFlags & { key?: string }) =>
      end(await auditHeadsCommand(file, flags, shell)),
    );

  command("audit-key <file>", words.auditKey, ["audit-key /etc/chengping/audit.key"]).action(
    (file: string) => end(auditKeyCommand(file, shell)),
  );

  command("example <action>", words.exampleAction, ["example remove"])
    .option("--data <folder>", words.data)
    .action(async (action: string, flags: { data?: string }) =>
      end(await exampleCommand(action, flags, shell)),
    );

  return program;
}

/** A flag for every setting, with what it is when nobody sets it and the variable that sets it too. */
function withSettings(command: Command, { language }: Shell): Command {
  for (const key of SETTING_NAMES) {
    const { zh, en, standard, variable } = SETTINGS[key];
    const [text, comma] = language === "en" ? [en, ", "] : [zh, "，"];
    const known = standard === null ? variable : `${standard}${comma}${variable}`;
    command.option(`${flagOf(key)} <value>`, `${text} (${known})`);
  }
  return command;
}
