/**
 * @module What an archive of a frozen round holds, as documents: rows of the store with their JSON opened. The shape
 * only grows; archives of every release stay among the tests.
 */
import type { Tables } from "../storage/tables.ts";

/** Version of the shape; a program refuses what is newer than it knows. */
export const ARCHIVE_FORMAT = 1;

type Opened<Row, Column extends keyof Row> = Omit<Row, Column> & {
  readonly [name in Column]: unknown;
};

export interface RoundDocument {
  readonly round: Tables["round"];
  /** Errata and what was decided on them. */
  readonly moves: readonly Tables["round_move"][];
}

export interface ReturnDocument {
  readonly city: Tables["city"];
  readonly units: readonly Tables["unit"][];
  readonly return: Opened<Tables["round_city"], "units" | "assignments">;
  readonly events: readonly Tables["return_event"][];
  readonly reopenings: readonly Tables["reopening"][];
}

export interface SheetsDocument {
  readonly sheets: readonly Opened<Tables["sheet"], "body">[];
  readonly revisions: readonly Opened<Tables["sheet_revision"], "body">[];
  readonly events: readonly Tables["sheet_event"][];
}

export interface DecisionsDocument {
  readonly decisions: readonly Opened<Tables["decision"], "parts" | "figures">[];
}

/** Hashes of the files; the files themselves stay in the store. */
export interface EvidenceDocument {
  readonly evidence: readonly Tables["evidence"][];
}

export interface ScoresDocument {
  readonly scores: readonly Opened<Tables["score"], "inputs" | "parts" | "result">[];
}

/** The rows of the city's chain from the first to the last that speak of the round, without a gap. */
export interface AuditDocument {
  readonly chain: string;
  /** Where the chain stood before the first row. */
  readonly before: { readonly number: number; readonly hash: string };
  readonly rows: readonly Tables["audit"][];
}

export interface CityContents {
  readonly return: ReturnDocument;
  readonly sheets: SheetsDocument;
  readonly decisions: DecisionsDocument;
  readonly evidence: EvidenceDocument;
  readonly scores: ScoresDocument;
  readonly audit: AuditDocument;
}

export interface ArchiveContents {
  readonly round: RoundDocument;
  /** Files of every rule set that a score names, by the hash of the files. */
  readonly ruleSets: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly cities: ReadonlyMap<string, CityContents>;
}

export const CITY_DOCUMENTS = [
  "return",
  "sheets",
  "decisions",
  "evidence",
  "scores",
  "audit",
] as const satisfies readonly (keyof CityContents)[];
