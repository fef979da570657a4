/** @module Changes of a draft against the set that it began with, for the page of its review. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { OpenDraft } from "../api/drafts.ts";
import type { WordedChange } from "../api/reviews.ts";
import { readRuleSetFiles } from "../api/rule-sets.ts";
import { useLanguage } from "../messages/index.ts";
import { type CaseChanges, caseChanges } from "./case-changes.ts";
import { changesHere } from "./changes-here.ts";

export interface DraftChanges {
  /** Null while the files do not make a rule set. */
  readonly rules: readonly WordedChange[] | null;
  readonly cases: CaseChanges;
}

/** Null while they cannot be told. */
export function useChanges(opened: OpenDraft | undefined): DraftChanges | null {
  const language = useLanguage();
  const { id, hash } = opened?.draft.basedOn ?? { id: null, hash: "" };
  const base = useQuery({
    queryKey: ["rule-set-files", id, hash],
    queryFn: () => readRuleSetFiles(`${id}@${hash}`),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(
    () =>
      opened === undefined || base.data === undefined
        ? null
        : {
            rules: changesHere(base.data.files, opened.files, language),
            cases: caseChanges(base.data.files, opened.files),
          },
    [opened, base.data, language],
  );
}
