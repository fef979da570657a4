/** @module Roles as they are given to people and to machine clients alike, and who sees them. */
import { Type } from "@sinclair/typebox";
import type { Changing } from "../../changes/change.ts";
import type { Configuration } from "../../configuration.ts";
import { refuseGrant } from "../../people/apart.ts";
import { grant } from "../../people/people.ts";
import type { Grant, Role } from "../../people/roles.ts";
import { citiesOf, type Who } from "../../people/who.ts";
import type { GrantRow } from "../../storage/tables.ts";
import { exactly, ID, nullable } from "../schemas.ts";

export const HOLDER_READERS: readonly Role[] = ["security-administrator", "auditor"];
export const HOLDER_KEEPERS: readonly Role[] = ["security-administrator"];

export const GRANT = (roles: readonly Role[]) =>
  exactly({
    role: Type.Union(roles.map((role) => Type.Literal(role))),
    city: Type.Optional(nullable(ID)),
    unit: Type.Optional(nullable(ID)),
  });

/** An auditor of one city sees who holds a role there, and nobody else. */
export function holdersSeenBy(who: Who, grants: readonly GrantRow[]): (holder: string) => boolean {
  const cities = citiesOf(who, HOLDER_READERS);
  if (cities === "all") return () => true;
  const seen = new Set(
    grants.flatMap(({ holder, city }) => (city !== null && cities.includes(city) ? [holder] : [])),
  );
  return (holder) => seen.has(holder);
}

export async function giveRole(
  changing: Changing,
  holder: string,
  wanted: Grant,
  configuration: Configuration,
): Promise<string> {
  await refuseGrant(changing, holder, wanted, configuration);
  return grant(changing, holder, wanted);
}

export function grantOf({
  role,
  city = null,
  unit = null,
}: {
  role: Role;
  city?: string | null;
  unit?: string | null;
}): Grant {
  return { role, city, unit };
}
