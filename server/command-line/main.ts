#!/usr/bin/env node
/** @module `chengping`: the one executable. */
import { run } from "./program.ts";

process.exitCode = await run(process.argv.slice(2));
