/** @module The open document compared with what was chosen, anew after every edit, the newest first. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Files } from "../document/rule-document.ts";
import { useLanguage } from "../messages/index.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import type { Comparison } from "./compare-files.ts";
import { comparing } from "./comparing.ts";
import { useComparisonStore } from "./comparison-store.ts";
import { readSide, type SideAddress } from "./sides.ts";

const QUIET_MS = 150;

export interface OpenComparison {
  readonly against: SideAddress | null;
  /** Files of the earlier side; `null` while they are read. */
  readonly before: Files | null;
  readonly after: Files;
  /** `null` while nothing is known; while the document is edited, the last answer. */
  readonly comparison: Comparison | null;
  /** Why the earlier side could not be read. */
  readonly problem: unknown;
  retry(): void;
}

export function useComparison(): OpenComparison {
  const language = useLanguage();
  const against = useComparisonStore((state) => state.against ?? state.standard);
  const after = useWorkspace(({ document }) => document.files);
  const side = useQuery({
    queryKey: ["compared-side", against],
    queryFn: () => readSide(against ?? ""),
    enabled: against !== null,
    // Published sets and saves never change; a draft is read again.
    staleTime: /^drafts\/[^/]+$/.test(against ?? "") ? 0 : Number.POSITIVE_INFINITY,
  });
  const before = side.data ?? null;
  const [answer, setAnswer] = useState<{ of: Files; comparison: Comparison } | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const answered = useRef<Files | null>(null);
  useEffect(() => {
    if (before === null) return undefined;
    let stale = false;
    const tell = (comparison: Comparison): void => {
      if (stale) return;
      answered.current = before;
      setAnswer({ of: before, comparison });
      setFailed(null);
    };
    const compare = (): void => {
      comparing()
        .compare(before, after, language)
        .then(tell, (error: unknown) => !stale && setFailed(error));
    };
    // While somebody types, both sets are not sent to the worker with every key.
    const timer = setTimeout(compare, answered.current === before ? QUIET_MS : 0);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [before, after, language]);
  return {
    against,
    before,
    after,
    comparison: answer !== null && answer.of === before ? answer.comparison : null,
    problem: side.error ?? failed,
    retry: () => void side.refetch(),
  };
}
