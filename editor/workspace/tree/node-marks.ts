/** @module What stands beside an indicator in the tree, from what the engine says of it. */

/** Counts of a node and of everything below it. */
export interface NodeMarks {
  readonly changed: boolean;
  readonly failing: number;
  readonly uncovered: number;
  readonly doubtful: boolean;
  readonly errors: number;
  readonly warnings: number;
}
