/** @module What SQL cannot say exactly, as the reason and the place within a formula. */
import type { Facts } from "../issue.ts";

export class NotInSql extends Error {
  override readonly name = "NotInSql";
  readonly code: string;
  readonly facts: Facts;
  /** JSON pointer within the formula. */
  readonly at: string;
  constructor(code: string, at: string, facts: Facts = {}) {
    super(code);
    this.code = code;
    this.at = at;
    this.facts = facts;
  }
}
