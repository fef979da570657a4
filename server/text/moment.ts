/** @module Moments of requests in the one form that is stored, so that text compares as time does. */
import { invalid } from "../problem.ts";

/**
 * @param text an RFC 3339 date-time of any zone
 * @returns ISO text in UTC with milliseconds
 * @throws Problem 422: RFC 3339 knows leap seconds, clocks of computers do not
 */
export function readMoment(text: string, path: string): string {
  const moment = new Date(text);
  if (
    Number.isNaN(moment.getTime()) ||
    moment.getUTCFullYear() < 2000 ||
    moment.getUTCFullYear() > 9999
  ) {
    throw invalid(path, "invalid_type", { expected: "2026-03-31T16:00:00Z" });
  }
  return moment.toISOString();
}
