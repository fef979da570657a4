/** @module Sends every edit of the workspace to the worker, and its answers to the store. */
import { proxy, type Remote, wrap } from "comlink";
import type { RuleDocument } from "../document/rule-document.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import type { Answer, Edit, ProposedCase, Shown, WantedTarget } from "./answers.ts";
import { type Evaluation, NOTHING_KNOWN, useEvaluation, withAnswer } from "./evaluation-store.ts";
import { useLookedAt } from "./looked-at.ts";
import { shownOf, useShownFigures } from "./shown-figures.ts";
import type { Examination } from "./worker.ts";

let worker: Remote<Examination> | null = null;

/** The worker lives as long as the page: starting one costs more than keeping it. */
function examination(): Remote<Examination> {
  worker ??= wrap<Examination>(
    new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "examination" }),
  );
  return worker;
}

/**
 * Follows the open workspace until the returned function is called.
 *
 * @param base files of the set that the draft began with; `null` for published sets
 */
export function followWorkspace(base: ReadonlyMap<string, string> | null): () => void {
  const remote = examination();
  let version = 0;
  let sent: Sent | null = null;
  useEvaluation.setState(NOTHING_KNOWN, true);

  const tell = proxy((answered: number, answers: readonly Answer[], done: boolean) => {
    if (version < 0 || sent === null) return;
    const isStale = answered !== version;
    const { document } = sent;
    let state = useEvaluation.getState();
    for (const answer of answers) {
      // Of cases and coverage only news is told, so each counts; what is newer comes after it.
      const counts = isStale ? onlyNews(answer, state) : answer;
      if (counts !== null) state = { ...state, ...withAnswer(state, counts, document) };
    }
    if (done && !isStale) state = { ...state, settled: true };
    useEvaluation.setState(state);
  });
  void remote.start(tell, base ?? new Map());

  const send = (): void => {
    const { document, chosenCase } = useWorkspace.getState();
    const shown = shownOf(chosenCase, useShownFigures.getState());
    const next = { document, focus: useLookedAt.getState().node, shown };
    if (document.files.size === 0 || (sent !== null && sameRequest(sent, next))) return;
    const changes = changesBetween(sent?.document, document);
    const sameFigures = sent?.shown === shown;
    sent = next;
    version++;
    useEvaluation.setState(({ values }) => ({
      version,
      settled: false,
      values: sameFigures ? values : new Map(),
    }));
    void remote.edit({ version, ...changes, focus: next.focus, shown });
  };

  send();
  const stops = [
    useWorkspace.subscribe(send),
    useShownFigures.subscribe(send),
    useLookedAt.subscribe(send),
  ];
  return () => {
    for (const stop of stops) stop();
    version = -1;
    useEvaluation.setState(NOTHING_KNOWN, true);
  };
}

/** What of an answer to an older document is still of use. */
function onlyNews(answer: Answer, { values }: Evaluation): Answer | null {
  if (answer.kind === "set") return answer;
  if (answer.kind !== "node") return null;
  const { node } = answer;
  return { kind: "node", node: { ...node, values: values.get(node.id) ?? null } };
}

interface Sent {
  readonly document: RuleDocument;
  readonly focus: string | null;
  readonly shown: Shown | null;
}

function sameRequest(a: Sent, b: Sent): boolean {
  return a.document === b.document && a.focus === b.focus && a.shown === b.shown;
}

function changesBetween(
  before: RuleDocument | undefined,
  { files }: RuleDocument,
): Pick<Edit, "changed" | "removed"> {
  const changed = [...files].filter(([file, text]) => before?.files.get(file) !== text);
  const removed = [...(before?.files.keys() ?? [])].filter((file) => !files.has(file));
  return { changed, removed };
}

/** Cases for what none shows yet, of one node or of one target of it. */
export async function proposeCases(
  node: string,
  only?: WantedTarget,
): Promise<readonly ProposedCase[]> {
  return examination().propose(node, only);
}
