/**
 * @module Common parts computed once: a query in layers, each a subquery over the one before. Written as one
 * expression, a part that is read twice would be written twice, and what is nested would double at every level;
 * `OFFSET 0` keeps the planner from putting the layers back into one expression.
 */

/** Shorter texts are written again where they are read: a column for `a = 0` costs more than it saves. */
const WORTH_A_COLUMN = 40;

export interface Column {
  readonly name: string;
  readonly sql: string;
}

interface Step extends Column {
  readonly layer: number;
}

/** Names are never used twice within a statement, so that a text shows by itself which columns it reads. */
export class NameSource {
  #next = 0;
  next(): string {
    return `v${++this.#next}`;
  }
}

export class Steps {
  readonly names: NameSource;
  readonly #around: Steps | null;
  readonly #base: Column[] = [];
  readonly #steps: Step[] = [];
  readonly #known = new Map<string, string>();
  /** Layer of each column of this query; columns of the queries around it are not among them. */
  readonly #layers = new Map<string, number>();

  constructor(around: Steps | null = null) {
    this.#around = around;
    this.names = around?.names ?? new NameSource();
  }

  /** A column that the lowest layer reads from the query's source. */
  base(sql: string): string {
    const name = this.names.next();
    this.#base.push({ name, sql });
    this.#layers.set(name, 0);
    return name;
  }

  /** The text, or a column that holds its value where it is long. */
  share(sql: string): string {
    return sql.length < WORTH_A_COLUMN ? sql : this.column(sql);
  }

  column(sql: string): string {
    const known = this.#known.get(sql);
    if (known !== undefined) return known;
    const read = namesIn(sql).map((name) => this.#layers.get(name));
    // What reads nothing of a row is computed once, around the rows.
    if (this.#around !== null && read.every((layer) => layer === undefined))
      return this.#around.column(sql);
    const layer = 1 + Math.max(0, ...read.map((one) => one ?? 0));
    const name = this.names.next();
    this.#steps.push({ name, sql, layer });
    this.#known.set(sql, name);
    this.#layers.set(name, layer);
    return name;
  }

  /**
   * The whole query.
   *
   * @param from the source that the base columns are read from
   * @param kept columns of the source that every layer keeps
   * @param wanted the answer's columns
   * @param where which rows are answered
   */
  query(
    from: string,
    kept: readonly string[],
    wanted: readonly Column[],
    where: string | null = null,
  ): string {
    const lastRead = new Map<string, number>();
    const read = (sql: string, layer: number): void => {
      for (const name of namesIn(sql)) lastRead.set(name, Math.max(lastRead.get(name) ?? 0, layer));
    };
    const top = Math.max(0, ...this.#steps.map(({ layer }) => layer)) + 1;
    for (const { sql, layer } of this.#steps) read(sql, layer);
    for (const { sql } of wanted) read(sql, top);
    if (where !== null) read(where, top);
    const stays = ({ name }: Column, layer: number): boolean => (lastRead.get(name) ?? 0) > layer;

    const base = this.#base.filter((column) => stays(column, 0));
    let query = select([...kept, ...base.map(asColumn)], from);
    for (let layer = 1; layer < top; layer++) {
      const carried = [...base, ...this.#steps.filter((step) => step.layer < layer)];
      const made = this.#steps.filter((step) => step.layer === layer);
      query = select(
        [
          ...kept,
          ...carried.filter((column) => stays(column, layer)).map(({ name }) => name),
          ...made.filter((column) => stays(column, layer)).map(asColumn),
        ],
        nested(query),
      );
    }
    const answer = select(wanted.map(asColumn), nested(query));
    return where === null ? answer : `${answer}\nWHERE ${where}`;
  }
}

export function asColumn({ name, sql }: Column): string {
  return name === sql ? name : `${sql} AS ${name}`;
}

/** A subquery that the planner computes as it stands. */
export function nested(query: string): string {
  return `(\n${query}\nOFFSET 0\n) AS s`;
}

export function select(columns: readonly string[], from: string): string {
  return `SELECT ${columns.length === 0 ? "1 AS none" : columns.join(",\n  ")}\nFROM ${from}`;
}

/** Names of steps in a text; one that only looks like a name, in a quoted text, does no harm. */
function namesIn(sql: string): readonly string[] {
  return sql.match(/\bv\d+\b/g) ?? [];
}
