/** @module Attempts per network, counted for all servers together. */
import type { Migration } from "../migrate.ts";

export const rates: Migration = {
  number: 2,
  statements: () => [
    "CREATE TABLE rate (key TEXT PRIMARY KEY, points INTEGER NOT NULL, expires TEXT NOT NULL)",
  ],
};
