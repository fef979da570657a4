/** @module Roles as they are given to people and to machine clients alike, and who sees them. */
import { Type } from "@sinclair/typebox";
import type { Changing } from "../../changes/change.ts";
import type { Configuration } from "../../configuration.ts";
import { refuseGrant } from "../../people/apart.ts";
import { grant } from "../../people/people.ts";
import type { Grant, Role } from "../../people/roles.ts";
import { citiesOf, type Who } from "../../people/who.ts";
import type { Store } from "../../storage/store.ts";
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

export interface SeenGrants {
  /** Whether the asker may see a person or client at all. */
  readonly isSeen: (holder: string) => boolean;
  readonly of: (holder: string) => readonly GrantRow[];
}

/** An auditor of one city sees who holds a role there, and nobody else. */
export async function grantsSeenBy(who: Who, { db }: Store): Promise<SeenGrants> {
  const grants = await db.selectFrom("role_grant").selectAll().execute();
  const cities = citiesOf(who, HOLDER_READERS);
  const seen = new Set(
    grants.flatMap(({ holder, city }) =>
      cities === "all" || (city !== null && cities.includes(city)) ? [holder] : [],
    ),
  );
  return {
    isSeen: (holder) => cities === "all" || seen.has(holder),
    of: (holder) => grants.filter((one) => one.holder === holder),
  };
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
