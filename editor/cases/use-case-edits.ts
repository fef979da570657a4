/** @module Edits of cases as steps of the workspace's history. */
import { useMemo } from "react";
import type { Case, Expectation } from "../../engine/cases/case.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import type { Input, Text } from "../../engine/rule-set/rule-set.ts";
import type { RuleDocument } from "../document/rule-document.ts";
import { useSession } from "../session/session-store.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { casesOf, type PlacedCase } from "./case-places.ts";
import {
  acceptActual,
  addCases,
  duplicateCase,
  expectScore,
  markWorked,
  moveCase,
  putCases,
  removeCases,
  setFigure,
  setMember,
} from "./edit-cases.ts";
import { figureText } from "./figure-text.ts";
import { LABELS } from "./labels.ts";
import { emptyCase, type PastePlan, type PasteTarget, pastedCases } from "./paste-cases.ts";

/** Each looks the case up anew: the document may have moved on since the page was drawn. */
export function useCaseEdits() {
  const by = useSession(({ user }) => user?.name);
  return useMemo(() => caseEdits(by), [by]);
}

function caseEdits(by: string | undefined) {
  const { getState } = useWorkspace;
  const commit = (document: RuleDocument, label: Text): void => {
    const { commit: take, chooseCase, chosenCase } = getState();
    take(document, { label });
    // The store forgets nothing of what is chosen; a case that is gone cannot be shown.
    if (chosenCase !== null) chooseCase(chosenCase);
  };
  const change = (
    id: string,
    label: Text,
    edit: (document: RuleDocument, placed: PlacedCase) => RuleDocument,
  ): void => {
    const { document } = getState();
    const placed = casesOf(document).find(({ case: one }) => one.id === id);
    if (placed !== undefined) commit(edit(document, placed), label);
  };
  const addAll = (
    cases: readonly Case[],
    label: (ids: readonly string[]) => Text,
  ): readonly string[] => {
    const { document, ids } = addCases(getState().document, cases);
    commit(document, label(ids));
    return ids;
  };
  return {
    add: (node: string | null): string => {
      const count = casesOf(getState().document).filter(
        ({ case: one }) => (one.node ?? null) === node,
      ).length;
      const [id = ""] = addAll([emptyCase(node, count + 1)], ([first = ""]) => LABELS.added(first));
      return id;
    },
    propose: (cases: readonly Case[]): void => {
      addAll(
        cases.map((one) => ({ ...one, ...(by === undefined ? {} : { by }) })),
        (ids) => LABELS.proposed(ids.length),
      );
    },
    duplicate: (id: string): void =>
      change(
        id,
        LABELS.duplicated(id),
        (document, placed) => duplicateCase(document, placed).document,
      ),
    move: (id: string, steps: number): void =>
      change(id, LABELS.moved(id), (document, placed) => moveCase(document, placed, steps)),
    remove: (ids: ReadonlySet<string>): void =>
      commit(removeCases(getState().document, ids), LABELS.removed(ids.size)),
    figure: (
      id: string,
      steps: readonly string[],
      input: Input,
      figure: JsonValue | undefined,
    ): void => {
      const before = casesOf(getState().document).find(({ case: one }) => one.id === id)?.case;
      const old = steps.reduce<unknown>(
        (value, step) => (value as { readonly [step: string]: unknown } | undefined)?.[step],
        before?.inputs,
      ) as JsonValue | undefined;
      const label = LABELS.figure(
        id,
        input.label,
        figureText(input, old, "zh-CN"),
        figureText(input, figure, "zh-CN"),
      );
      change(id, label, (document, placed) => setFigure(document, placed, steps, figure));
    },
    score: (id: string, score: string | null | undefined): void =>
      change(id, LABELS.member(id, "expect"), (document, placed) =>
        expectScore(document, placed, score),
      ),
    expect: (id: string, expect: Expectation): void =>
      change(id, LABELS.member(id, "expect"), (document, placed) =>
        setMember(document, placed, "expect", expect as unknown as JsonValue),
      ),
    member: (id: string, member: "name" | "basis" | "id", value: JsonValue): void =>
      change(id, LABELS.member(id, member), (document, placed) =>
        setMember(document, placed, member, value),
      ),
    accept: (answers: ReadonlyMap<string, Expectation>): void =>
      commit(acceptActual(getState().document, answers, by), LABELS.accepted(answers.size)),
    worked: (id: string, basis: string): void =>
      change(id, LABELS.worked(id), (document, placed) => markWorked(document, placed, basis, by)),
    paste: (plan: PastePlan, target: PasteTarget): void => {
      const { updates, added } = pastedCases(plan, target);
      commit(
        putCases(getState().document, updates, added),
        LABELS.pasted(updates.length + added.length),
      );
    },
  };
}
