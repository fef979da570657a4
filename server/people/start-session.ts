/** @module Whoever was found to be somebody, by a password or by an issuer, has a session and a row in the trail. */
import type { Changing } from "../changes/change.ts";
import { type NewSession, openSession } from "./sessions.ts";

export async function startSession(
  changing: Changing,
  person: string,
  from: { readonly address: string; readonly agent: string },
): Promise<NewSession> {
  const opened = await openSession(changing, person, from);
  changing.note({ chain: "people", action: "session.start", object: `people/${person}` });
  return opened;
}
