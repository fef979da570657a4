/** @module A file whose JSON somebody is writing and that cannot be read yet; the document keeps its last good text. */
import { useMemo } from "react";
import { type JsonProblem, parseJson } from "../../../engine/json/parse-json.ts";
import { useWorkspace } from "../../workspace/workspace-store.ts";

export interface BrokenText {
  readonly text: string;
  readonly problem: JsonProblem;
}

/** What is wrong with a file's text as it is being written; `null`: nothing. */
export function useBrokenText(file: string): BrokenText | null {
  const text = useWorkspace(({ unread }) => unread.get(file));
  return useMemo(() => {
    if (text === undefined) return null;
    const reading = parseJson(text);
    return reading.ok ? null : { text, problem: reading.problem };
  }, [text]);
}
