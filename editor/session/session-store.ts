/** @module Who works on the page, and the question to sign in again when the session has ended meanwhile. */
import { create } from "zustand";
import { NoConnection } from "../api/problem.ts";
import { onSessionEnd } from "../api/request.ts";
import { readUser, type User } from "../api/session.ts";
import { rememberedUser, rememberUser } from "./remembered-user.ts";

interface SessionState {
  /** Undefined until the service has said; null for nobody. */
  readonly user: User | null | undefined;
  /** True while the reader is asked to sign in again. */
  readonly asking: boolean;
  load(): Promise<void>;
  signedIn(user: User): void;
  signedOut(): void;
  /** The reader does not want to sign in now. */
  giveUp(): void;
}

let waiting: ((signedIn: boolean) => void)[] = [];

function answer(signedIn: boolean): void {
  const all = waiting;
  waiting = [];
  for (const one of all) one(signedIn);
}

export const useSession = create<SessionState>()((set, get) => ({
  user: undefined,
  asking: false,
  load: async () => {
    try {
      const user = await readUser();
      rememberUser(user);
      set({ user });
    } catch (error) {
      // What this person kept on this computer is theirs; the service is asked when it is back.
      set({ user: error instanceof NoConnection ? rememberedUser() : null });
    }
  },
  signedIn: (user) => {
    const before = get().user;
    rememberUser(user);
    set({ user, asking: false });
    // What the page holds belongs to who was here before.
    if (before != null && before.id !== user.id) location.assign("/");
    else answer(true);
  },
  signedOut: () => {
    rememberUser(null);
    set({ user: null, asking: false });
  },
  giveUp: () => {
    set({ asking: false });
    answer(false);
  },
}));

onSessionEnd(() => {
  if (useSession.getState().user == null) return Promise.resolve(false);
  useSession.setState({ asking: true });
  return new Promise((resolve) => waiting.push(resolve));
});

export function useRole(...roles: readonly string[]): boolean {
  const user = useSession((state) => state.user);
  return user?.roles.some((role) => roles.includes(role)) === true;
}
