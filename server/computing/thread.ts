/** @module What runs on a computing thread, by the names under which it is called. */
export { answerPiece } from "../batch/answer-piece.ts";
export { simulatePart } from "../simulate/simulate-part.ts";
export { tornado } from "../simulate/tornado-task.ts";
