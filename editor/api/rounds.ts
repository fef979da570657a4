/** @module Rounds with their cities, and the figures that a city has handed in. */
import type { JsonObject } from "../../engine/json/json-value.ts";
import { request } from "./request.ts";

export interface Round {
  readonly id: string;
  readonly name: string;
  readonly cities: readonly { readonly city: string; readonly state: string }[];
}

export async function listRounds(): Promise<readonly Round[]> {
  return (await request<{ rounds: Round[] }>("GET", "/rounds", { quiet: true })).body.rounds;
}

/** Figures by node, as a request for a score gives them. */
export async function cityFigures(round: string, city: string): Promise<JsonObject> {
  const path = `/rounds/${encodeURIComponent(round)}/cities/${encodeURIComponent(city)}/figures`;
  return (await request<{ inputs: JsonObject }>("GET", path)).body.inputs;
}
