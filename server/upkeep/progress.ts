/** @module How long work tells how far it is. */

/** @param all null where it is not known beforehand */
export type Progress = (step: string, done: number, all: number | null) => void;
