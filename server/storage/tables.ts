/** @module The tables as types. Moments are ISO 8601 text in UTC, numbers of scores decimal text, JSON is text. */

/** A text kept once, whatever refers to it; its key is the SHA-256 of its bytes. */
interface StoredText {
  readonly hash: string;
  readonly content: string;
}

/** A published revision of a rule set; never changed, never deleted. */
export interface RuleSetRevisionRow {
  /** Over the names and bytes of all files. */
  readonly hash: string;
  readonly rule_set: string;
  readonly revision: number;
  readonly content_hash: string;
  readonly scoring_hash: string;
  /** Version of the engine that checked it. */
  readonly engine: string;
  /** JSON: path of the file → hash of its text. */
  readonly files: string;
  readonly origin: "folder" | "draft";
  readonly supersedes: string | null;
  readonly reason: string | null;
  readonly document_number: string | null;
  readonly created_by: string;
  readonly approved_by: string | null;
  readonly published_at: string;
}

interface RuleSetEventRow {
  readonly id: string;
  readonly hash: string;
  readonly kind: "withdrawn" | "reinstated";
  readonly reason: string;
  readonly by_person: string;
  readonly at: string;
}

export type DraftState = "open" | "in_review" | "approved" | "published" | "discarded";

export interface DraftRow {
  readonly id: string;
  readonly name: string;
  /** Id that the rule set will be published under. */
  readonly rule_set: string;
  /** Hash of the revision that it was started from. */
  readonly based_on: string;
  readonly state: DraftState;
  /** Number of the latest save; what If-Match names. */
  readonly save: number;
  readonly created_by: string;
  readonly created_at: string;
}

export interface DraftSaveRow {
  readonly draft: string;
  readonly save: number;
  readonly files: string;
  readonly why: string | null;
  readonly restored_from: number | null;
  readonly saved_by: string;
  readonly saved_at: string;
}

export interface ReviewRow {
  readonly id: string;
  readonly draft: string;
  /** Counts the reviews of the draft, from 1. */
  readonly number: number;
  readonly save: number;
  readonly state: "open" | "approved" | "returned";
  readonly summary: string;
  readonly requested_by: string;
  readonly requested_at: string;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
  /** JSON: list of {node, text}. */
  readonly comments: string;
}

/** A file of the notice that a draft is made from; its bytes are pieces like those of evidence. */
export interface NoticeFileRow {
  readonly id: string;
  readonly draft: string;
  readonly hash: string;
  readonly name: string;
  readonly size: number;
  readonly media_type: string;
  readonly state: "kept" | "removed";
  readonly by_person: string;
  readonly at: string;
}

/** There is one for a draft that took in a notice. */
interface WorkListRow {
  readonly draft: string;
  /** Counts every change; what If-Match names. */
  readonly version: number;
  readonly begun_by: string;
  readonly begun_at: string;
}

export type WorkState = "unchecked" | "carried_over" | "changed" | "checked";

/** What was said of an item; one without a row is unchecked. */
export interface WorkItemRow {
  readonly draft: string;
  /** Id of a node. */
  readonly item: string;
  readonly state: WorkState;
  /** Who said so, and when; null where only the page was given. */
  readonly by_person: string | null;
  readonly at: string | null;
  /** Where the item stands in the notice: a file of it, and the page from 1. */
  readonly file: string | null;
  readonly page: number | null;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly display_name: string;
  readonly password_hash: string | null;
  readonly password_at: string | null;
  /** JSON: hashes of earlier passwords, newest first. */
  readonly password_history: string;
  readonly active: number;
  readonly failures: number;
  readonly locked_until: string | null;
  /** Hash of the secret of a one-time link to set a password, and until when it works. */
  readonly invitation_hash: string | null;
  readonly invitation_until: string | null;
  readonly version: number;
  readonly created_at: string;
}

export interface GrantRow {
  readonly id: string;
  /** Person or machine client. */
  readonly holder: string;
  readonly role: string;
  readonly city: string | null;
  readonly unit: string | null;
  readonly granted_by: string;
  readonly granted_at: string;
}

interface SessionRow {
  readonly id: string;
  /** SHA-256 of the cookie's value. */
  readonly secret_hash: string;
  readonly person: string;
  readonly created_at: string;
  readonly seen_at: string;
  readonly expires_at: string;
  readonly address: string;
  readonly agent: string;
}

interface ClientRow {
  readonly id: string;
  readonly name: string;
  readonly secret_hash: string;
  /** JSON: list of address ranges that it may call from. */
  readonly ranges: string;
  readonly expires_at: string;
  readonly revoked_at: string | null;
  readonly created_by: string;
  readonly created_at: string;
}

interface SettingRow {
  readonly key: string;
  readonly value: string;
  readonly version: number;
}

export interface CityRow {
  readonly id: string;
  readonly name: string;
  readonly example: number;
  readonly version: number;
}

export interface UnitRow {
  readonly city: string;
  readonly id: string;
  readonly name: string;
}

export interface RoundRow {
  readonly id: string;
  readonly name: string;
  readonly rule_set: string;
  /** Hash of the revision that it is scored by. */
  readonly rule_set_hash: string;
  readonly opens: string;
  readonly deadline: string;
  readonly cut_off: string | null;
  readonly sign_off: number;
  readonly show_ranks: number;
  readonly version: number;
  readonly created_by: string;
  readonly created_at: string;
}

interface RoundMoveRow {
  readonly id: string;
  readonly round: string;
  readonly from_hash: string;
  readonly to_hash: string;
  /** 0: it was decided to stay. */
  readonly moved: number;
  readonly reason: string;
  readonly document_number: string | null;
  readonly by_person: string;
  readonly at: string;
}

export type ReturnState = "open" | "locked" | "frozen" | "filed";

export interface RoundCityRow {
  readonly round: string;
  readonly city: string;
  readonly state: ReturnState;
  /** JSON: role of the rule set → units of the city. */
  readonly units: string;
  /** JSON: `item` or `item/input` → {units?, deadline?, evidence?}. */
  readonly assignments: string;
  readonly version: number;
}

export type SheetState = "draft" | "handed_in" | "signed" | "accepted" | "returned";

export interface SheetRow {
  readonly round: string;
  readonly city: string;
  readonly unit: string;
  readonly item: string;
  /** Counts every change; what If-Match names. */
  readonly version: number;
  /** JSON of what was saved last, handed in or not. */
  readonly body: string;
  readonly state: SheetState;
  /** Latest revision that was handed in; 0 for none. */
  readonly revision: number;
  readonly saved_by: string;
  readonly saved_at: string;
}

export interface SheetRevisionRow {
  readonly round: string;
  readonly city: string;
  readonly unit: string;
  readonly item: string;
  readonly revision: number;
  readonly body: string;
  readonly rule_set_hash: string;
  readonly by_person: string;
  readonly at: string;
}

interface SheetEventRow {
  readonly id: string;
  readonly round: string;
  readonly city: string;
  readonly unit: string;
  readonly item: string;
  readonly revision: number;
  readonly kind: "handed_in" | "signed" | "accepted" | "returned" | "objected";
  readonly reason: string | null;
  readonly by_person: string;
  readonly at: string;
}

export interface DecisionRow {
  readonly round: string;
  readonly city: string;
  readonly item: string;
  readonly number: number;
  readonly method: "pick" | "merge" | "sum" | "own";
  /** JSON: list of {unit, revision}. */
  readonly parts: string;
  /** JSON: figures by input. */
  readonly figures: string;
  readonly reason: string;
  readonly by_person: string;
  readonly at: string;
}

interface ReopeningRow {
  readonly id: string;
  readonly round: string;
  readonly city: string;
  readonly unit: string;
  /** Item, or empty for every item of the unit. */
  readonly item: string;
  readonly until: string;
  readonly reason: string;
  readonly by_person: string;
  readonly at: string;
}

interface ReturnEventRow {
  readonly id: string;
  readonly round: string;
  readonly city: string;
  readonly kind: "locked" | "unlocked" | "frozen" | "filed";
  readonly reason: string;
  readonly by_person: string;
  readonly at: string;
}

export interface ScoreRow {
  readonly id: string;
  readonly round: string;
  readonly city: string;
  readonly rule_set_hash: string;
  readonly scoring_hash: string;
  readonly engine: string;
  readonly input_hash: string;
  readonly inputs: string;
  /** JSON: list of the revisions and decisions that the figures were taken from. */
  readonly parts: string;
  readonly result: string;
  readonly digest: string;
  readonly why: string;
  readonly by_person: string;
  readonly at: string;
}

export interface EvidenceRow {
  readonly id: string;
  readonly round: string;
  readonly city: string;
  readonly unit: string;
  readonly hash: string;
  readonly name: string;
  readonly size: number;
  readonly media_type: string;
  readonly state: "pending" | "linked" | "removed";
  readonly by_person: string;
  readonly at: string;
}

interface EvidenceChunkRow {
  readonly evidence: string;
  readonly number: number;
  readonly bytes: Uint8Array;
  /** Null for pieces that are older than this column. */
  readonly at: string | null;
}

/** A figure that a system delivered; what it last wrote, so that a person's correction is not overwritten. */
interface PushedFigureRow {
  readonly round: string;
  readonly city: string;
  readonly unit: string;
  readonly item: string;
  readonly input: string;
  readonly value: string;
  readonly client: string;
  readonly at: string;
}

interface PushCodeRow {
  readonly city: string;
  readonly unit: string;
  readonly code: string;
  readonly item: string;
  readonly input: string;
}

interface IdempotencyRow {
  readonly actor: string;
  readonly key: string;
  readonly request_hash: string;
  readonly answer: string;
  readonly at: string;
}

export interface AuditRow {
  readonly chain: string;
  readonly number: number;
  readonly at: string;
  readonly actor: string;
  readonly address: string;
  readonly action: string;
  readonly object: string;
  readonly outcome: "done" | "refused";
  /** JSON. */
  readonly facts: string;
  readonly request: string;
  readonly previous_hash: string;
  readonly hash: string;
}

interface RateRow {
  /** What is tried, and the network that tries. */
  readonly key: string;
  readonly points: number;
  readonly expires: string;
}

interface AuditHeadRow {
  readonly chain: string;
  readonly number: number;
  readonly hash: string;
}

export interface Tables {
  readonly stored_text: StoredText;
  readonly rule_set_revision: RuleSetRevisionRow;
  readonly rule_set_event: RuleSetEventRow;
  readonly draft: DraftRow;
  readonly draft_save: DraftSaveRow;
  readonly review: ReviewRow;
  readonly notice_file: NoticeFileRow;
  readonly work_list: WorkListRow;
  readonly work_item: WorkItemRow;
  readonly person: PersonRow;
  readonly role_grant: GrantRow;
  readonly session: SessionRow;
  readonly client: ClientRow;
  readonly setting: SettingRow;
  readonly city: CityRow;
  readonly unit: UnitRow;
  readonly round: RoundRow;
  readonly round_move: RoundMoveRow;
  readonly round_city: RoundCityRow;
  readonly return_event: ReturnEventRow;
  readonly sheet: SheetRow;
  readonly sheet_revision: SheetRevisionRow;
  readonly sheet_event: SheetEventRow;
  readonly decision: DecisionRow;
  readonly reopening: ReopeningRow;
  readonly score: ScoreRow;
  readonly evidence: EvidenceRow;
  readonly evidence_chunk: EvidenceChunkRow;
  readonly pushed_figure: PushedFigureRow;
  readonly push_code: PushCodeRow;
  readonly idempotency: IdempotencyRow;
  readonly rate: RateRow;
  readonly audit: AuditRow;
  readonly audit_head: AuditHeadRow;
  readonly schema_migration: {
    readonly number: number;
    readonly checksum: string;
    readonly at: string;
  };
}
