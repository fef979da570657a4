/** @module The node that somebody is looking at; the worker answers for it first. */
import { useEffect } from "react";
import { create } from "zustand";

export const useLookedAt = create<{ readonly node: string | null }>()(() => ({ node: null }));

/** For pages and panes of one node. */
export function useLookAt(node: string): void {
  useEffect(() => useLookedAt.setState({ node }), [node]);
}
