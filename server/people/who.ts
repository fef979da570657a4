/** @module Who asks: a person with a session, a machine client with a token, or nobody that we know. */
import type { Grant, Role, Scope } from "./roles.ts";
import { covers } from "./roles.ts";

export interface Who {
  readonly kind: "person" | "client" | "nobody" | "system";
  /** Id of the person or client. */
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Session that the request came with. */
  readonly session?: string;
}

export const NOBODY: Who = { kind: "nobody", id: "nobody", name: "", grants: [] };

export function hasRole(who: Who, roles: readonly Role[], scope: Scope = {}): boolean {
  return who.grants.some((grant) => roles.includes(grant.role) && covers(grant, scope));
}

/** Cities that somebody may see in one of the roles; `all` when a grant names none. */
export function citiesOf(who: Who, roles: readonly Role[]): "all" | readonly string[] {
  const grants = who.grants.filter(({ role }) => roles.includes(role));
  if (grants.some(({ city }) => city === null)) return "all";
  return [...new Set(grants.map(({ city }) => city as string))];
}
