/**
 * @module Who was signed in last, for a page that opens without a connection: names no secret, and is forgotten on
 * signing out. What such a person may do is decided by the service, as ever.
 */
import type { User } from "../api/session.ts";

const KEPT = "chengping.user";

export function rememberUser(user: User | null): void {
  if (user === null) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, JSON.stringify(user));
}

export function rememberedUser(): User | null {
  try {
    const { id, name, roles } = JSON.parse(localStorage.getItem(KEPT) ?? "") as User;
    const isUser = typeof id === "string" && typeof name === "string" && Array.isArray(roles);
    return isUser ? { id, name, roles } : null;
  } catch {
    return null;
  }
}
