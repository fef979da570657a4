#!/usr/bin/env node
/** @module `chengping`: the one executable. */
import { run } from "./program.ts";

// A reader such as `head` that has enough closes the pipe; that is no fault of the command.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

process.exitCode = await run(process.argv.slice(2));
