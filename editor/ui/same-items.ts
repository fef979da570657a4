/** @module Lists chosen from a store: the very same list as long as its items are, so that nobody draws it anew. */
import { useRef } from "react";

export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** For the selector of a store that makes its list anew each time. */
export function useSameItems<State, Item>(
  select: (state: State) => readonly Item[],
): (state: State) => readonly Item[] {
  const last = useRef<readonly Item[]>([]);
  return (state) => {
    const now = select(state);
    if (!sameItems(last.current, now)) last.current = now;
    return last.current;
  };
}
