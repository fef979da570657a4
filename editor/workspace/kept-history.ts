/** @module A history as plain JSON, so that a draft with its steps survives a reload; each text is kept once. */
import type { JsonValue } from "../../engine/json/json-value.ts";
import type { RuleDocument } from "../document/rule-document.ts";
import type { History, Moment, Step } from "./workspace-store.ts";

/** A document as paths with numbers of texts. */
type KeptDocument = readonly (readonly [path: string, text: number])[];

type KeptMoment = Omit<Moment, "document"> & { readonly document: KeptDocument };
type KeptStep = Omit<Step, "before" | "after"> & {
  readonly before: KeptMoment;
  readonly after: KeptMoment;
};

export interface KeptHistory {
  readonly version: 1;
  readonly texts: readonly string[];
  /** The document as it stands, also when there is no step. */
  readonly document: KeptDocument;
  readonly steps: readonly KeptStep[];
  readonly position: number;
}

/** UTF-16 units of texts that are kept with a history: it is written anew with every edit. */
const MOST_TEXT = 4_000_000;

/** Of a long history the latest steps, and those that were undone. */
export function keepHistory(document: RuleDocument, whole: History): KeptHistory {
  const first = firstKept(whole);
  const steps = whole.steps.slice(first);
  const position = whole.position - first;
  const numbers = new Map<string, number>();
  const keepDocument = ({ files }: RuleDocument): KeptDocument =>
    [...files].map(([path, text]) => {
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      return [path, number] as const;
    });
  const keepMoment = (moment: Moment): KeptMoment => ({
    ...moment,
    document: keepDocument(moment.document),
  });
  const kept = steps.map((step) => ({
    ...step,
    before: keepMoment(step.before),
    after: keepMoment(step.after),
  }));
  return {
    version: 1,
    document: keepDocument(document),
    steps: kept,
    position,
    texts: [...numbers.keys()],
  };
}

/** Index of the first step whose texts, and all later ones, are not too much. */
function firstKept({ steps, position }: History): number {
  const known = new Set<string>();
  let size = 0;
  for (let index = steps.length - 1; index >= 0; index--) {
    for (const text of steps[index]?.before.document.files.values() ?? []) {
      if (known.has(text)) continue;
      known.add(text);
      size += text.length;
    }
    if (size > MOST_TEXT) return Math.min(index + 1, position);
  }
  return 0;
}

/** `null` for what was kept by another version, or is damaged: then the history begins anew. */
export function restoreHistory(
  kept: unknown,
): { readonly document: RuleDocument; readonly history: History } | null {
  try {
    const { version, texts, document, steps, position } = kept as KeptHistory;
    if (version !== 1 || position > steps.length) return null;
    // Documents that are equal become one again, as they were: views compare them by identity.
    const documents = new Map<string, RuleDocument>();
    const restoreDocument = (entries: KeptDocument): RuleDocument => {
      const key = JSON.stringify(entries);
      const known = documents.get(key);
      if (known !== undefined) return known;
      const files = new Map(
        entries.map(([path, number]) => {
          const text = texts[number];
          if (typeof text !== "string") throw new RangeError(`text ${number}`);
          return [path, text] as const;
        }),
      );
      const restored = { files };
      documents.set(key, restored);
      return restored;
    };
    const restoreMoment = (moment: KeptMoment): Moment => ({
      ...moment,
      tray: moment.tray as readonly JsonValue[],
      document: restoreDocument(moment.document),
    });
    const restored = steps.map((step) => ({
      ...step,
      before: restoreMoment(step.before),
      after: restoreMoment(step.after),
    }));
    return { document: restoreDocument(document), history: { steps: restored, position } };
  } catch {
    return null;
  }
}
