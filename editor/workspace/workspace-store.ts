/**
 * @module What is open: the document, what is selected in it, and one history for all views. A step keeps the
 * document before and after (texts are shared, so a step is cheap), and what was selected then.
 */
import { create, type StateCreator } from "zustand";
import type { JsonValue } from "../../engine/json/json-value.ts";
import type { Text } from "../../engine/rule-set/rule-set.ts";
import type { FormulaPlace, RuleDocument } from "../document/rule-document.ts";

/** What is selected: a node of a formula, or a run of its siblings. */
export interface Selection {
  readonly place: FormulaPlace;
  /** JSON pointer within the formula, as in traces; "" is the whole formula. */
  readonly at: string;
  /** How many siblings are selected, counted from `at`; absent: the one. */
  readonly span?: number;
}

/**
 * What somebody is writing and nobody can read yet, by place. The document keeps the last good text; these stand beside
 * it until they are mended or given up, also over a reload.
 */
export type UnreadTexts = ReadonlyMap<string, string>;

/** What a step changes. */
export interface Moment {
  readonly document: RuleDocument;
  readonly selection: Selection | null;
  /** Parts of formulas that were put aside and can be put back. */
  readonly tray: readonly JsonValue[];
}

export interface Step {
  readonly label: Text;
  readonly before: Moment;
  readonly after: Moment;
  /** Structural signature of what is being typed at; steps of one signature merge. */
  readonly coalesce?: string;
  /** Milliseconds of the clock at the last change of the step. */
  readonly at: number;
}

export interface Commit {
  /** Words for the history; a function gets the document that the step began with, since steps may merge. */
  readonly label: Text | ((before: RuleDocument) => Text);
  /** Commits of one signature within half a second are one step. Structural edits give none and never merge. */
  readonly coalesce?: string;
  /** Absent: what is selected stays selected. */
  readonly selection?: Selection | null;
  /** Absent: the tray stays as it is. */
  readonly tray?: readonly JsonValue[];
}

export interface Workspace extends Moment {
  readonly readOnly: boolean;
  /** The set that the draft began with; `null` for a published set, and where it cannot be had. */
  readonly startedFrom: RuleDocument | null;
  /** Done steps are those before `position`; the others can be redone. */
  readonly steps: readonly Step[];
  readonly position: number;
  /** Case, or stored city, whose values are shown; `null`: none. */
  readonly chosenCase: string | null;
  readonly unread: UnreadTexts;
  /** Opens a document with a new history, or with the one that was kept. */
  open(opened: {
    readonly document: RuleDocument;
    readonly readOnly: boolean;
    readonly history?: History;
    readonly unread?: UnreadTexts;
  }): void;
  /** One step of history; nothing happens when nothing changes, or the workspace is read-only. */
  commit(document: RuleDocument, commit: Commit): void;
  select(selection: Selection | null): void;
  undo(): void;
  redo(): void;
  /** Goes to the state after `position` steps; 0 is the beginning. */
  goTo(position: number): void;
  chooseCase(id: string | null): void;
  /** @param text `null`: it was read, or given up */
  keepUnread(place: string, text: string | null): void;
}

export interface History {
  readonly steps: readonly Step[];
  readonly position: number;
}

/** Half a second of quiet ends a run of typing. */
const COALESCE_MS = 500;
const MOST_STEPS = 1_000;

const EMPTY: Moment = { document: { files: new Map() }, selection: null, tray: [] };

/** @param clock milliseconds; merges of quick commits depend on it */
export function workspaceState(clock: () => number = Date.now): StateCreator<Workspace> {
  return (set, get) => ({
    ...EMPTY,
    readOnly: true,
    startedFrom: null,
    steps: [],
    position: 0,
    chosenCase: null,
    unread: new Map(),

    open: ({
      document,
      readOnly,
      history = { steps: [], position: 0 },
      unread = new Map<string, string>(),
    }) => {
      const { steps, position } = history;
      const last = steps[position - 1]?.after ?? steps[position]?.before;
      set({
        document,
        readOnly,
        startedFrom: null,
        steps,
        position,
        selection: last?.selection ?? null,
        tray: last?.tray ?? [],
        chosenCase: null,
        unread,
      });
    },

    commit: (document, { label, coalesce, selection, tray }) => {
      const now = get();
      if (now.readOnly) return;
      const after: Moment = {
        document,
        selection: selection === undefined ? now.selection : selection,
        tray: tray ?? now.tray,
      };
      if (document === now.document && after.tray === now.tray) {
        set({ selection: after.selection });
        return;
      }
      const done = now.steps.slice(0, now.position);
      const last = done.at(-1);
      const merges =
        coalesce !== undefined &&
        last?.coalesce === coalesce &&
        now.position === now.steps.length &&
        clock() - last.at <= COALESCE_MS;
      if (merges) done.pop();
      const before = merges && last !== undefined ? last.before : momentOf(now);
      done.push({
        label: typeof label === "function" ? label(before.document) : label,
        before,
        after,
        ...(coalesce === undefined ? {} : { coalesce }),
        at: clock(),
      });
      const steps = done.slice(-MOST_STEPS);
      set({ ...after, steps, position: steps.length });
    },

    select: (selection) => set({ selection }),

    undo: () => get().goTo(get().position - 1),
    redo: () => get().goTo(get().position + 1),

    goTo: (position) => {
      const now = get();
      if (position === now.position || position < 0 || position > now.steps.length) return;
      const moment =
        position < now.position ? now.steps[position]?.before : now.steps[position - 1]?.after;
      if (moment !== undefined) set({ ...moment, position });
    },

    chooseCase: (chosenCase) => set({ chosenCase }),

    keepUnread: (place, text) => {
      const { unread } = get();
      if ((unread.get(place) ?? null) === text) return;
      const kept = new Map(unread);
      if (text === null) kept.delete(place);
      else kept.set(place, text);
      set({ unread: kept });
    },
  });
}

function momentOf({ document, selection, tray }: Moment): Moment {
  return { document, selection, tray };
}

/** The workspace of the page. @public */
export const useWorkspace = create<Workspace>()(workspaceState());
