/**
 * @module For the tests of faults alone: `FAILPOINT` is a pattern, and the process is killed right after the first statement
 * that it fits, as by `kill -9`. Elsewhere the variable means nothing.
 */
const { NODE_ENV, FAILPOINT = "" } = process.env;
const pattern = NODE_ENV === "test" && FAILPOINT !== "" ? new RegExp(FAILPOINT, "i") : null;

export function afterStatement(text: string): void {
  if (pattern?.test(text)) process.kill(process.pid, "SIGKILL");
}
