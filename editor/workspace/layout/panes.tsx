/** @module Panes beside the rule: one line each; which of them there are depends on what is open. */
import { type ComponentType, lazy } from "react";
import { HistoryPane } from "../history/history-pane.tsx";
import { SavesPane } from "../history/saves-pane.tsx";

export interface PaneProps {
  /** Id of the indicator whose page is open. */
  readonly node: string;
}

export interface Pane {
  readonly id: "cases" | "findings" | "diff" | "details" | "history" | "saves";
  readonly Component: ComponentType<PaneProps>;
  /** Only of a draft that is worked on. */
  readonly drafts?: true;
}

/** Loaded when they are first opened. */
const Cases = lazy(async () => ({
  default: (await import("../../cases/cases-pane.tsx")).CasesPane,
}));
const Findings = lazy(async () => ({
  default: (await import("../../findings/findings-pane.tsx")).FindingsPane,
}));
const Diff = lazy(async () => ({
  default: (await import("../../comparison/diff-pane.tsx")).DiffPane,
}));
const Details = lazy(async () => ({
  default: (await import("../../forms/node-form.tsx")).NodeForm,
}));

export const PANES: readonly Pane[] = [
  { id: "cases", Component: Cases },
  { id: "findings", Component: Findings },
  { id: "diff", Component: Diff },
  { id: "details", Component: Details },
  { id: "history", Component: HistoryPane, drafts: true },
  { id: "saves", Component: SavesPane, drafts: true },
];
