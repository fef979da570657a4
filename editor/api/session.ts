/** @module Who is signed in, and where else. */
import { isProblem } from "./problem.ts";
import { request } from "./request.ts";

export interface User {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface Session {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
  readonly address: string;
  readonly agent: string;
}

/** @returns null where nobody is signed in */
export async function readUser(): Promise<User | null> {
  try {
    return (await request<{ user: User }>("GET", "/session", { quiet: true })).body.user;
  } catch (error) {
    if (isProblem(error, "not_signed_in")) return null;
    throw error;
  }
}

/** @returns where a browser signs in by the issuer of the house; null where there is none */
export async function issuerPath(): Promise<string | null> {
  const { body } = await request<{ oidc: string | null }>("GET", "/session/ways", { quiet: true });
  return body.oidc;
}

export async function signIn(name: string, password: string): Promise<User> {
  const body = { name, password };
  return (await request<{ user: User }>("POST", "/session", { body, quiet: true })).body.user;
}

export async function signOut(): Promise<void> {
  await request("DELETE", "/session", { quiet: true });
}

export async function changePassword(body: {
  readonly name: string;
  readonly password: string;
  readonly newPassword: string;
}): Promise<void> {
  await request("POST", "/session/password", { body, quiet: true });
}

export async function listSessions(): Promise<readonly Session[]> {
  return (await request<{ sessions: Session[] }>("GET", "/sessions")).body.sessions;
}

export async function endSession(id: string): Promise<void> {
  await request("DELETE", `/sessions/${id}`);
}
