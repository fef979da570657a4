/**
 * @module A rule set in SQL: one query over a table with a column for each figure, one row a city with every node's
 * rounded score, the same cents as the interpreter. For PostgreSQL 13 or later, and what takes the same dialect.
 *
 * A quotient of NUMERIC is cut off somewhere, so none is formed: numerator and denominator are carried to the
 * rounding point and divided there in whole units (`rounding.ts`), comparisons multiply crosswise. Only complete
 * and valid rows are scored; of any other, `problems` says why and its scores are NULL.
 */
import { checkRuleSet } from "../check/check-rule-set.ts";
import type { Finding } from "../issue.ts";
import { toPointer } from "../json/json-value.ts";
import type { Expression } from "../logic/expression.ts";
import { fromInteger } from "../number/rational.ts";
import { scoringHash } from "../rule-set/hash.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { nodeWeight } from "../score/constants.ts";
import { figureKey } from "../score/same-figures.ts";
import { type FigureColumn, FigureReader, figureColumns, ownFigure } from "./figures.ts";
import { Lowering } from "./lower.ts";
import type { Meaning, Member, Names, SqlNumber } from "./meaning.ts";
import { TRUE } from "./meaning.ts";
import { NotInSql } from "./not-in-sql.ts";
import { ColumnNames, quoteName, quoteTable, quoteText } from "./quote.ts";
import { type Problems, requirementProblems } from "./requirements.ts";
import { roundedInSql } from "./rounding.ts";
import { type Column, nested, Steps, select } from "./steps.ts";
import { figureProblems, problemsOrNull } from "./validate.ts";

/** Columns of the input and the answer that belong to no figure and no node. */
const ID = "id";
const PROBLEMS = "problems";

/** PostgreSQL has at most so many columns in a table. */
const MAX_COLUMNS = 1_600;

export interface SqlOptions {
  /** Table or view of the figures; `cities` when not named. */
  readonly table?: string;
}

export type SqlOutcome =
  | { readonly ok: true; readonly sql: SqlRuleSet }
  | { readonly ok: false; readonly findings: readonly Finding[] };

export interface SqlRuleSet {
  /** One statement without an end mark, fit for a view. */
  readonly query: string;
  /** Makes the table that the query reads. */
  readonly ddl: string;
  /** Columns of the figures, by `node/input`. */
  readonly figures: ReadonlyMap<string, FigureColumn>;
  /** Columns of the answer, by node. */
  readonly scores: ReadonlyMap<string, string>;
}

/** Findings of the check without which a formula has no certain meaning. */
const DECIDING: ReadonlySet<string> = new Set([
  "unknown_operator",
  "operand_count",
  "unknown_name",
  "computed_name",
  "operand_type",
  "condition_not_boolean",
  "result_not_number",
  "null_reaches_arithmetic",
  "division_unguarded",
  "weight_not_constant",
]);

/**
 * @returns the SQL; or what keeps the rule set from it, each with its place: findings of the check that leave a
 *   formula without a certain meaning, and what SQL cannot say exactly
 * @issue `sql_operator`, `sql_power`, `sql_name`, `sql_kind`, `sql_mixed_kinds`, `sql_not_constant`, `sql_bounds`,
 *   `sql_number_too_large`, `sql_too_many_columns`
 */
export function compileToSql(prepared: PreparedRuleSet, options: SqlOptions = {}): SqlOutcome {
  const unclear = checkRuleSet(prepared).filter(({ code }) => DECIDING.has(code));
  if (unclear.length > 0) return { ok: false, findings: unclear };
  const writer = new QueryWriter(prepared, quoteTable(options.table ?? "cities"));
  const sql = writer.write();
  return sql === null ? { ok: false, findings: writer.findings } : { ok: true, sql };
}

class QueryWriter {
  readonly findings: Finding[] = [];
  readonly #prepared: PreparedRuleSet;
  readonly #table: string;
  readonly #figures: ReadonlyMap<string, FigureColumn>;
  readonly #steps = new Steps();
  readonly #failures: string[] = [];
  readonly #reader: FigureReader;
  readonly #lowering: Lowering;
  readonly #scores = new Map<PreparedNode, SqlNumber>();

  constructor(prepared: PreparedRuleSet, table: string) {
    this.#prepared = prepared;
    this.#table = table;
    this.#figures = figureColumns(prepared, new ColumnNames([ID]));
    this.#reader = new FigureReader(this.#steps);
    this.#lowering = new Lowering(this.#steps, this.#failures, false);
  }

  write(): SqlRuleSet | null {
    const { nodes } = this.#prepared;
    if (Math.max(this.#figures.size, nodes.size) + 2 > MAX_COLUMNS)
      this.#report("#", new NotInSql("sql_too_many_columns", "", { maximum: MAX_COLUMNS - 2 }));
    const problems: Problems = { texts: [], arrays: [] };
    // Children before parents.
    for (const node of [...nodes.values()].reverse()) {
      this.#score(node);
      for (const failure of this.#failures.splice(0))
        problems.texts.push(
          `CASE WHEN ${failure} THEN ${quoteText(`evaluation_failed ${toPointer([node.id])}`)} END`,
        );
    }
    for (const node of nodes.values()) this.#require(node, problems);
    return this.findings.length > 0 ? null : this.#assemble(problems);
  }

  #assemble({ texts, arrays }: Problems): SqlRuleSet {
    const figures = [...this.#figures.values()];
    const given = select(
      [ID, ...figures.map((figure) => `${ownFigure(figure)} AS ${figure.own}`)],
      this.#table,
    );
    const looked = select(
      [ID, ...figures.map(({ own }) => own), `${figureProblems(figures)} AS ${PROBLEMS}`],
      nested(given),
    );
    const later = [`ARRAY[${texts.join(", ")}]::text[]`, ...arrays].join(" || ");
    const problems = this.#steps.column(`coalesce(${PROBLEMS}, ${problemsOrNull(later)})`);
    const names = new ColumnNames([ID, PROBLEMS]);
    const scores = new Map([...this.#prepared.nodes.keys()].map((id) => [id, names.take(id)]));
    const shown = [...this.#prepared.nodes.values()].map(
      (node): Column => ({
        name: quoteName(scores.get(node.id) as string),
        sql: `CASE WHEN ${problems} IS NULL THEN ${this.#shown(node)} END`,
      }),
    );
    const query = this.#steps.query(
      nested(looked),
      [ID, PROBLEMS],
      [{ name: ID, sql: ID }, { name: PROBLEMS, sql: problems }, ...shown],
    );
    const { ruleSet } = this.#prepared;
    const title = `-- ${ruleSet.id}, ${scoringHash(ruleSet)}`.replaceAll(/[\r\n]/g, " ");
    return {
      query: `${title}\n${query}`,
      ddl: this.#ddl(),
      figures: this.#figures,
      scores,
    };
  }

  /** As text of a score has it: with the places of its rounding. */
  #shown(node: PreparedNode): string {
    const score = this.#scores.get(node) as SqlNumber;
    const { mode, places } = node.rounding;
    const rounded =
      mode === "none"
        ? roundedInSql(score, { mode: "half-up", places }, this.#steps, this.#lowering.arithmetic)
        : score;
    return `round(${rounded.numerator}, ${places})`;
  }

  #ddl(): string {
    const figures = [...this.#figures.values()];
    const columns = figures.map(({ name, type }) => `  ${quoteName(name)} ${type}`);
    const comments = figures.map(
      ({ name, label }) =>
        `COMMENT ON COLUMN ${this.#table}.${quoteName(name)} IS ${quoteText(`${label.zh} / ${label.en}`)};`,
    );
    return [
      `CREATE TABLE ${this.#table} (\n${[`  ${ID} text PRIMARY KEY`, ...columns].join(",\n")}\n);`,
      ...comments,
    ].join("\n");
  }

  #score(node: PreparedNode): void {
    const parts = new Map<string, Meaning>();
    const names = this.#namesOf(node, parts);
    for (const { id, expression } of node.parts) {
      const meaning = this.#formula(node, `/parts/${id}/logic`, expression, names);
      parts.set(
        id,
        meaning.kind === "number" ? this.#lowering.arithmetic.shared(meaning) : meaning,
      );
    }
    const score = this.#formula(node, "/score", node.score, names);
    if (score.kind !== "number") {
      this.#scores.set(node, this.#zero());
      return;
    }
    const rounded = roundedInSql(score, node.rounding, this.#steps, this.#lowering.arithmetic);
    this.#scores.set(node, {
      ...rounded,
      numerator:
        rounded.constant === null ? this.#steps.column(rounded.numerator) : rounded.numerator,
      denominator: this.#steps.share(rounded.denominator),
      isNull: rounded.isNull === null ? null : this.#steps.share(rounded.isNull),
    });
  }

  /** What stands in for a formula that has been refused, so that the others are looked at too. */
  #zero(): SqlNumber {
    return this.#lowering.arithmetic.constant(fromInteger(0));
  }

  #formula(node: PreparedNode, place: string, expression: Expression, names: Names): Meaning {
    try {
      return this.#lowering.lower(expression, names);
    } catch (error) {
      if (!(error instanceof NotInSql)) throw error;
      this.#report(`${node.id}#${place}`, error);
      return this.#zero();
    }
  }

  #require(node: PreparedNode, problems: Problems): void {
    const strict = new Lowering(this.#steps, this.#failures, true);
    const names = this.#namesOf(node, new Map(), true);
    requirementProblems(strict, node, names, problems, (place, error) =>
      this.#report(`${node.id}#${place}`, error),
    );
  }

  #report(path: string, { code, at, facts }: NotInSql): void {
    this.findings.push({ severity: "error", code, path: path + at, facts });
  }

  /** @param figuresOnly what conditions between figures see: figures and constants */
  #namesOf(node: PreparedNode, parts: ReadonlyMap<string, Meaning>, figuresOnly = false): Names {
    const { arithmetic } = this.#lowering;
    const weight = (of: PreparedNode): Meaning => {
      const value = nodeWeight(of);
      return value === null ? { kind: "null" } : arithmetic.constant(value);
    };
    return (name) => {
      if (!figuresOnly) {
        if (name === "weight") return weight(node);
        if (name === "children")
          return {
            kind: "members",
            members: node.children.map((child) => this.#member(child, weight(child))),
          };
        const part = parts.get(name);
        if (part !== undefined) return part;
      }
      const input = node.inputs.get(name);
      if (input !== undefined)
        return this.#reader.read(
          this.#figures.get(figureKey(input.owner, input.id)) as FigureColumn,
        );
      const constant = node.constants.get(name);
      return constant === undefined ? undefined : arithmetic.constant(constant.value);
    };
  }

  #member(child: PreparedNode, weight: Meaning): Member {
    const fields = new Map<string, Meaning>([
      ["id", { kind: "text", sql: quoteText(child.id), constant: child.id, isNull: null }],
      ["weight", weight],
      ["score", this.#scores.get(child) as SqlNumber],
    ]);
    return { present: TRUE, element: { kind: "record", field: (name) => fields.get(name) } };
  }
}
