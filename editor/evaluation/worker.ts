/** @module The worker: one examiner, the newest edit first; answers to older ones are not finished. */
import { expose } from "comlink";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { shareStructure } from "../../engine/json/share-structure.ts";
import { validateSchema } from "../document/schema-validator.ts";
import type { Answer, CaseAnswer, Edit, ProposedCase, WantedTarget } from "./answers.ts";
import { Examiner } from "./examiner.ts";

export type Tell = (version: number, answers: readonly Answer[], done: boolean) => void;

/** Steps run together before the worker looks for a newer edit. */
const STEP_MS = 4;

/**
 * Changes that follow each other faster are somebody typing (editor.md 4.6). The node in sight is answered at once;
 * the rest of the set then waits until they pause: on two cores it would take the processor from keys and picture.
 */
const PAUSE_MS = 600;

let examiner = new Examiner(validateSchema);
let newest: Edit | null = null;
let running = false;
let lastChange = Number.NEGATIVE_INFINITY;
let isTyping = false;
let tell: Tell = () => {};

const examination = {
  /** Begins with another set; `base` are the files of the set that the draft began with. */
  start(listener: Tell, base: ReadonlyMap<string, string>): void {
    tell = listener;
    newest = null;
    told = new Map();
    examiner = new Examiner(validateSchema, base);
  },

  edit(edit: Edit): void {
    examiner.take(edit);
    newest = edit;
    if (edit.changed.length + edit.removed.length > 0) {
      const now = performance.now();
      isTyping = now - lastChange < PAUSE_MS;
      lastChange = now;
    }
    endPause();
    if (!running) void run();
  },

  /** All at once, but edits are answered in between. */
  async propose(node: string, only?: WantedTarget): Promise<readonly ProposedCase[]> {
    const found: ProposedCase[] = [];
    let since = performance.now();
    for (const proposal of examiner.proposals(node, only)) {
      if (proposal !== null) found.push(proposal);
      if (performance.now() - since < STEP_MS) continue;
      await nextTask();
      since = performance.now();
    }
    return found;
  },
};

export type Examination = typeof examination;

async function run(): Promise<void> {
  running = true;
  for (let edit = newest; edit !== null; edit = newest) {
    newest = null;
    await answer(edit);
  }
  running = false;
}

async function answer(edit: Edit): Promise<void> {
  let since = performance.now();
  let waits = isTyping;
  for (const one of examiner.answers(edit)) {
    if (one !== null) tell(edit.version, [withNewsOnly(one)], false);
    if (one === null && performance.now() - since < STEP_MS) continue;
    await (waits ? pause() : nextTask());
    waits = false;
    if (newest !== null) return;
    since = performance.now();
  }
  tell(edit.version, [], true);
}

/** What was last told, by case and node. */
let told = new Map<string, unknown>();

/** Of cases and coverage only what is new since it was last told: the page keeps the rest. */
function withNewsOnly(answer: Answer): Answer {
  const news = (cases: readonly CaseAnswer[]) =>
    cases.filter((one) => isNews(`case ${one.id}`, one));
  if (answer.kind === "node") {
    const { id, coverage, ...rest } = answer.node;
    const isNew = coverage !== null && isNews(`node ${id}`, coverage);
    const cases = news(rest.cases);
    return { kind: "node", node: { ...rest, id, cases, coverage: isNew ? coverage : null } };
  }
  if (answer.kind !== "set") return answer;
  const { cases, coverage, ...rest } = answer.set;
  const covered = [...coverage].filter(([id, one]) => isNews(`node ${id}`, one));
  return { kind: "set", set: { ...rest, cases: news(cases), coverage: new Map(covered) } };
}

function isNews(key: string, value: unknown): boolean {
  const before = told.get(key);
  const now = shareStructure(before as JsonValue | undefined, value as JsonValue);
  told.set(key, now);
  return now !== before;
}

let endPause = (): void => {};

/** Ends when nobody has typed for a while, or with the next edit. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PAUSE_MS);
    endPause = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets messages in; timers would wait for milliseconds. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}

expose(examination);
