/** @module Refused requests in the audit trail, in a transaction of their own since nothing else was changed. */
import type { JsonObject } from "../../engine/json/json-value.ts";
import { change } from "../changes/change.ts";
import type { Services } from "../services.ts";

export interface Refusal {
  readonly actor: string;
  readonly address: string;
  readonly request: string;
  /** What was asked for. */
  readonly object: string;
  readonly action?: string;
  readonly facts: JsonObject;
}

export async function recordRefusal(
  { store, clock }: Services,
  { actor, address, request, object, action = "request.refused", facts }: Refusal,
): Promise<void> {
  await change(store, clock, { origin: { actor, address, request } }, async ({ note }) => {
    note({ chain: "refusals", action, object, outcome: "refused", facts });
  });
}
