/**
 * @module Published rule sets: revisions that never change, found by id (the latest) or by exact hash. The folder
 * `rules/` is the source that ships; at start it is taken in, and a set that changed becomes its next revision.
 */
import type { Case } from "../../engine/cases/case.ts";
import type { Finding } from "../../engine/issue.ts";
import { contentHash, scoringHash } from "../../engine/rule-set/hash.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { ENGINE_VERSION } from "../../engine/version.ts";
import { type Changing, change } from "../changes/change.ts";
import { RecentlyUsed } from "../recently-used.ts";
import {
  listRuleSets,
  loadRuleFiles,
  readRuleFolder,
  splitHash,
} from "../rule-files/rule-files.ts";
import type { Database, Store } from "../storage/store.ts";
import type { RuleSetRevisionRow } from "../storage/tables.ts";
import { hashFiles, loadFiles, type RuleFiles, storeFiles } from "./rule-set-files.ts";

export interface ServedRuleSet {
  readonly id: string;
  /** Counts the revisions of the id in this store, from 1. */
  readonly revision: number;
  /** Over the bytes of all files. */
  readonly hash: string;
  readonly contentHash: string;
  readonly scoringHash: string;
  readonly prepared: PreparedRuleSet;
  readonly cases: readonly Case[];
  readonly files: RuleFiles;
  /** Content hash of the latest revision, where this is an earlier one. */
  readonly supersededBy: string | null;
}

export interface NewRevision {
  readonly files: RuleFiles;
  readonly origin: RuleSetRevisionRow["origin"];
  readonly supersedes?: string;
  readonly reason?: string;
  readonly documentNumber?: string;
  readonly createdBy: string;
  readonly approvedBy?: string;
}

/** A stored set that does not read is our own mistake, or damage; never a request's fault. */
export class UnreadableRuleSet extends Error {
  override readonly name = "UnreadableRuleSet";
  constructor(id: string, findings: readonly Finding[]) {
    super(`${id}: ${findings.map(({ path, code }) => `${path} ${code}`).join(", ")}`);
  }
}

/** How long the list of latest revisions is believed; another server may publish meanwhile. */
const LIST_MS = 1_000;
/** Sets kept ready; each is a few megabytes. */
const KEPT = 24;

export type Revision = Omit<RuleSetRevisionRow, "files"> & { readonly withdrawn: boolean };

/** The revisions as they were read, and what was last asked for and found among them. */
interface List {
  readonly until: number;
  readonly revisions: Promise<readonly Revision[]>;
  readonly found: RecentlyUsed<string, ServedRuleSet>;
}

export class PublishedRuleSets {
  readonly #store: Store;
  /** Promises, so that many who ask at once wait for one and the same. */
  readonly #ready = new RecentlyUsed<string, Promise<Omit<ServedRuleSet, "supersededBy">>>(KEPT);
  #list: List | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Latest revision of every id that is not withdrawn, by id. */
  async all(): Promise<readonly ServedRuleSet[]> {
    const latest = latestOf(await this.#revisions());
    return Promise.all(latest.map((row) => this.#serve(row, null)));
  }

  /** Last revision of every id of which all are withdrawn: nobody finds it by its id, but somebody may reinstate it. */
  async allWithdrawn(): Promise<readonly ServedRuleSet[]> {
    const revisions = await this.#revisions();
    const served = new Set(latestOf(revisions).map(({ rule_set }) => rule_set));
    const last = new Map(revisions.map((row) => [row.rule_set, row]));
    const gone = [...last.values()].filter(({ rule_set }) => !served.has(rule_set));
    return Promise.all(gone.map((row) => this.#serve(row, null)));
  }

  /** @param wanted `id`, or `id@sha256:…` (hash of the files, the content or the scoring, or 12 digits of one) */
  async find(wanted: string): Promise<ServedRuleSet | undefined> {
    const { found } = this.#current();
    const known = found.known(wanted);
    if (known !== undefined) return known;
    const served = await this.#search(wanted);
    return served === undefined ? undefined : found.keep(wanted, served);
  }

  /** The same at once, where it was found a moment ago: scores are asked for by the thousand. */
  known(wanted: string): ServedRuleSet | undefined {
    return this.#current().found.known(wanted);
  }

  async #search(wanted: string): Promise<ServedRuleSet | undefined> {
    const found = await this.#find(wanted);
    if (found !== undefined) return found;
    // Another server may have published it a moment ago.
    this.forget();
    return this.#find(wanted);
  }

  async #find(wanted: string): Promise<ServedRuleSet | undefined> {
    const { place: id, hash } = splitHash(wanted);
    const revisions = (await this.#revisions()).filter(({ rule_set }) => rule_set === id);
    const latest = latestOf(revisions)[0];
    const digits = hash?.replace(/^sha256:/, "");
    const found =
      digits === undefined
        ? latest
        : [...revisions]
            .reverse()
            .find((row) => revisionHashes(row).some((one) => one.startsWith(`sha256:${digits}`)));
    if (found === undefined) return undefined;
    const superseding =
      latest !== undefined && latest.revision > found.revision ? latest.content_hash : null;
    return this.#serve(found, superseding);
  }

  /** @throws UnreadableRuleSet when no revision has that hash */
  async byHash(hash: string): Promise<ServedRuleSet> {
    const known = async (): Promise<Revision | undefined> =>
      (await this.#revisions()).find((row) => row.hash === hash);
    let row = await known();
    if (row === undefined) {
      this.forget();
      row = await known();
    }
    if (row === undefined) throw new UnreadableRuleSet(hash, []);
    return this.#serve(row, null);
  }

  async history(id: string): Promise<readonly Revision[]> {
    this.forget();
    return (await this.#revisions()).filter(({ rule_set }) => rule_set === id);
  }

  /** The list is read anew at the next question. */
  forget(): void {
    this.#list = null;
  }

  /**
   * Takes in the sets of a folder; what is there already stays as it is.
   *
   * @returns what became a new revision
   * @throws UnreadableRuleSet for a set with findings
   */
  async takeInFolder(
    folder: string | undefined,
    clock: () => Date,
  ): Promise<readonly { readonly id: string; readonly revision: number; readonly hash: string }[]> {
    const taken: { id: string; revision: number; hash: string }[] = [];
    for (const name of listRuleSets(folder)) {
      const found = readRuleFolder(name, folder);
      if (found.ok && (await this.#has(hashFiles(found.files)))) continue;
      const loaded = found.ok ? loadRuleFiles(found.files) : found;
      if (!loaded.ok)
        throw new UnreadableRuleSet(name, loaded.reason === "findings" ? loaded.findings : []);
      const hash = hashFiles(loaded.files);
      const origin = { actor: "system", address: "", request: "start" };
      try {
        const revision = await change(this.#store, clock, { origin }, (changing) =>
          this.add(changing, { files: loaded.files, origin: "folder", createdBy: "system" }),
        );
        taken.push({ id: loaded.prepared.ruleSet.id, ...revision });
      } catch (error) {
        // Another server that started at the same moment was faster.
        if (!(await this.#has(hash))) throw error;
      }
    }
    this.forget();
    return taken;
  }

  async #has(hash: string): Promise<boolean> {
    const row = await this.#store.db
      .selectFrom("rule_set_revision")
      .select("hash")
      .where("hash", "=", hash)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Adds a revision within a change; the same files are not taken twice. */
  async add(
    { trx, now, note }: Changing,
    { files, origin, ...told }: NewRevision,
  ): Promise<{ readonly revision: number; readonly hash: string }> {
    const loaded = loadRuleFiles(files);
    if (!loaded.ok)
      throw new UnreadableRuleSet("", loaded.reason === "findings" ? loaded.findings : []);
    const { ruleSet } = loaded.prepared;
    const hash = hashFiles(files);
    const last = await trx
      .selectFrom("rule_set_revision")
      .select(["revision", "hash"])
      .where("rule_set", "=", ruleSet.id)
      .orderBy("revision", "desc")
      .limit(1)
      .executeTakeFirst();
    if (last?.hash === hash) return { revision: last.revision, hash };
    const revision = (last?.revision ?? 0) + 1;
    await trx
      .insertInto("rule_set_revision")
      .values({
        hash,
        rule_set: ruleSet.id,
        revision,
        content_hash: contentHash(ruleSet),
        scoring_hash: scoringHash(ruleSet),
        engine: ENGINE_VERSION,
        files: await storeFiles(trx, files),
        origin,
        supersedes: told.supersedes ?? last?.hash ?? null,
        reason: told.reason ?? ruleSet.revision.reason?.zh ?? null,
        document_number: told.documentNumber ?? ruleSet.revision.document ?? null,
        created_by: told.createdBy,
        approved_by: told.approvedBy ?? null,
        published_at: now,
      })
      .execute();
    note({
      chain: "rule-sets",
      action: "rule_set.publish",
      object: `rule-sets/${ruleSet.id}`,
      facts: { revision, hash, origin },
    });
    return { revision, hash };
  }

  #revisions(): Promise<readonly Revision[]> {
    return this.#current().revisions;
  }

  #current(): List {
    const now = performance.now();
    if (this.#list !== null && now < this.#list.until) return this.#list;
    const revisions = readRevisions(this.#store.db);
    const list: List = { until: now + LIST_MS, revisions, found: new RecentlyUsed(KEPT) };
    this.#list = list;
    revisions.catch(() => {
      if (this.#list === list) this.#list = null;
    });
    return list;
  }

  async #serve(row: Revision, supersededBy: string | null): Promise<ServedRuleSet> {
    const ready = this.#ready.get(row.hash, () => {
      const loaded = this.#load(row);
      loaded.catch(() => this.#ready.forget(row.hash));
      return loaded;
    });
    return { ...(await ready), supersededBy };
  }

  async #load(row: Revision): Promise<Omit<ServedRuleSet, "supersededBy">> {
    const { files: column } = await this.#store.db
      .selectFrom("rule_set_revision")
      .select("files")
      .where("hash", "=", row.hash)
      .executeTakeFirstOrThrow();
    const files = await loadFiles(this.#store.db, column);
    if (hashFiles(files) !== row.hash) throw new UnreadableRuleSet(row.rule_set, []);
    const loaded = loadRuleFiles(files, { proven: true });
    if (!loaded.ok)
      throw new UnreadableRuleSet(
        row.rule_set,
        loaded.reason === "findings" ? loaded.findings : [],
      );
    return {
      id: row.rule_set,
      revision: row.revision,
      hash: row.hash,
      contentHash: row.content_hash,
      scoringHash: row.scoring_hash,
      prepared: loaded.prepared,
      cases: loaded.cases,
      files,
    };
  }
}

/** Every revision in order; whether it is withdrawn is what its latest event says. */
async function readRevisions(db: Database): Promise<readonly Revision[]> {
  const rows = await db
    .selectFrom("rule_set_revision")
    .select([
      "hash",
      "rule_set",
      "revision",
      "content_hash",
      "scoring_hash",
      "engine",
      "origin",
      "supersedes",
      "reason",
      "document_number",
      "created_by",
      "approved_by",
      "published_at",
    ])
    .orderBy("rule_set")
    .orderBy("revision")
    .execute();
  const events = await db.selectFrom("rule_set_event").selectAll().orderBy("at").execute();
  const withdrawn = new Map(events.map(({ hash, kind }) => [hash, kind === "withdrawn"]));
  return rows.map((row) => ({ ...row, withdrawn: withdrawn.get(row.hash) === true }));
}

function latestOf(revisions: readonly Revision[]): readonly Revision[] {
  const current = revisions.filter(({ withdrawn }) => !withdrawn);
  const latest = new Map(current.map((row) => [row.rule_set, row]));
  return [...latest.values()];
}

function revisionHashes({ hash, content_hash, scoring_hash }: Revision): readonly string[] {
  return [hash, content_hash, scoring_hash];
}
