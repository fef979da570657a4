/** @module The roles, and what part of the world each is given for. */

/**
 * `whole`: everywhere; `city`: one city; `unit`: one unit of a city. Administrators are two, apart from each
 * other and from the work (GB/T 22239-2019, 权限分离), and neither can touch the audit trail.
 */
export const ROLES = {
  analyst: "whole",
  reviewer: "whole",
  clerk: "unit",
  head: "unit",
  consolidator: "city",
  auditor: "whole-or-city",
  "system-administrator": "whole",
  "security-administrator": "whole",
  "push-client": "unit",
  "read-client": "whole-or-city",
} as const;

export type Role = keyof typeof ROLES;

export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[];

/** Roles of people, and those that only machine clients hold. */
export const CLIENT_ROLES: readonly Role[] = ["push-client", "read-client"];
export const PERSON_ROLES: readonly Role[] = ROLE_NAMES.filter(
  (role) => !CLIENT_ROLES.includes(role),
);

export interface Grant {
  readonly role: Role;
  readonly city: string | null;
  readonly unit: string | null;
}

/** Part of the world that a request is about. */
export interface Scope {
  readonly city?: string | undefined;
  readonly unit?: string | undefined;
}

export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text);
}

/** True when a role is given for the part of the world that it needs, and for no other. */
export function fitsRole({ role, city, unit }: Grant): boolean {
  switch (ROLES[role]) {
    case "whole":
      return city === null && unit === null;
    case "city":
      return city !== null && unit === null;
    case "unit":
      return city !== null && unit !== null;
    case "whole-or-city":
      return unit === null;
  }
}

/** True when the grant reaches everything that the scope names. */
export function covers(grant: Grant, scope: Scope): boolean {
  if (grant.city !== null && scope.city !== undefined && grant.city !== scope.city) return false;
  return grant.unit === null || scope.unit === undefined || grant.unit === scope.unit;
}
