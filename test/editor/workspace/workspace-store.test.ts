/** Law 6: undo gives back what was, selection and tray included; quick typing is one step. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import { type RuleDocument, withFile } from "../../../editor/document/rule-document.ts";
import { keepHistory, restoreHistory } from "../../../editor/workspace/kept-history.ts";
import { type Selection, workspaceState } from "../../../editor/workspace/workspace-store.ts";

const document = (text: string): RuleDocument => ({ files: new Map([["a.json", text]]) });
const label = (text: string) => ({ zh: text, en: text });
const place = { file: "a.json", pointer: "/score", node: "a", formula: "score" };
const select = (at: string): Selection => ({ place, at });

function opened(clock: { now: number } = { now: 0 }) {
  const store = createStore(workspaceState(() => clock.now));
  store.getState().open({ document: document("0"), readOnly: false });
  return store;
}

const momentOf = (store: ReturnType<typeof opened>) => {
  const { document: now, selection, tray } = store.getState();
  return { document: now, selection, tray };
};

test("what cannot be read yet stands beside its document, and goes with it", () => {
  const store = opened();
  store.getState().keepUnread("a.json", "{");
  store.getState().commit(document("1"), { label: label("one") });
  expect([...store.getState().unread]).toEqual([["a.json", "{"]]);
  store.getState().keepUnread("a.json", null);
  store.getState().keepUnread("text a score", "20% ×");
  expect([...store.getState().unread]).toEqual([["text a score", "20% ×"]]);
  store.getState().open({ document: document("2"), readOnly: true });
  expect(store.getState().unread.size).toBe(0);
});

test("undo and redo give back document, selection and tray, any number of steps", () => {
  const action = fc.oneof(
    fc.record({ kind: fc.constant("commit"), text: fc.string(), at: fc.string() }),
    fc.record({ kind: fc.constant("select"), at: fc.string() }),
    fc.record({ kind: fc.constant("tray"), text: fc.string() }),
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
      const store = opened();
      const before: ReturnType<typeof momentOf>[] = [];
      const after: ReturnType<typeof momentOf>[] = [];
      for (const act of actions) {
        const was = momentOf(store);
        const { commit, position } = store.getState();
        if (act.kind === "select") store.getState().select(select(act.at as string));
        else if (act.kind === "tray")
          commit(was.document, { label: label("tray"), tray: [...was.tray, "part"] });
        else
          commit(withFile(was.document, "a.json", `1${act.text}`), {
            label: label("edit"),
            selection: select(act.at as string),
          });
        if (store.getState().position > position) {
          before.push(was);
          after.push(momentOf(store));
        }
      }
      for (const was of [...before].reverse()) {
        store.getState().undo();
        expect(momentOf(store)).toEqual(was);
      }
      store.getState().undo();
      expect(store.getState().position).toBe(0);
      for (const then of after) {
        store.getState().redo();
        expect(momentOf(store)).toEqual(then);
      }
    }),
  );
});

describe("steps", () => {
  test("five quick changes of one literal are one step, labelled from its first value", () => {
    const clock = { now: 0 };
    const store = opened(clock);
    for (const digit of [1, 2, 3, 4, 5]) {
      clock.now += 400;
      store.getState().commit(document(String(digit)), {
        label: (from) => label(`${from.files.get("a.json")} → ${digit}`),
        coalesce: "literal /score",
      });
    }
    expect(store.getState().steps.map((step) => step.label.zh)).toEqual(["0 → 5"]);
    store.getState().undo();
    expect(store.getState().document.files.get("a.json")).toBe("0");
  });

  test("a pause, another place, a structural edit or an undo in between begin a new step", () => {
    const clock = { now: 0 };
    const store = opened(clock);
    const type = (text: string, coalesce?: string) =>
      store
        .getState()
        .commit(document(text), { label: label(text), ...(coalesce ? { coalesce } : {}) });
    type("1", "x");
    clock.now += 501;
    type("2", "x");
    type("3", "y");
    type("4");
    type("5");
    type("6", "y");
    expect(store.getState().steps.map((step) => step.label.zh)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
    ]);
    store.getState().undo();
    type("7", "y");
    type("8", "y");
    store.getState().undo();
    type("9", "y");
    expect(store.getState().steps.map((step) => step.label.zh)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "9",
    ]);
  });

  test("a new edit after undo forgets what was undone; goTo reaches any step", () => {
    const store = opened();
    for (const text of ["1", "2", "3"])
      store.getState().commit(document(text), { label: label(text) });
    store.getState().goTo(1);
    expect(store.getState().document.files.get("a.json")).toBe("1");
    store.getState().goTo(3);
    expect(store.getState().document.files.get("a.json")).toBe("3");
    store.getState().goTo(9);
    store.getState().goTo(0);
    store.getState().commit(document("4"), { label: label("4") });
    expect(store.getState().steps.map((step) => step.label.zh)).toEqual(["4"]);
  });

  test("nothing is committed where nothing changes, and nothing at all in a read-only workspace", () => {
    const store = opened();
    store
      .getState()
      .commit(store.getState().document, { label: label("x"), selection: select("/a") });
    expect(store.getState()).toMatchObject({ steps: [], selection: { at: "/a" } });
    store.getState().open({ document: document("0"), readOnly: true });
    store.getState().commit(document("1"), { label: label("x") });
    expect(store.getState()).toMatchObject({ steps: [], position: 0 });
    expect(store.getState().document.files.get("a.json")).toBe("0");
  });
});

test("a history survives as JSON: the same steps, position, selection and tray", () => {
  const store = opened();
  store.getState().commit(document("1"), { label: label("1"), selection: select("/x") });
  store.getState().commit(document("2"), { label: label("2"), tray: [{ var: "a" }] });
  store.getState().undo();
  const { document: now, steps, position } = store.getState();
  const kept = JSON.parse(JSON.stringify(keepHistory(now, { steps, position })));
  expect(kept.texts).toEqual(["0", "1", "2"]);
  const restored = restoreHistory(kept);
  expect(restored).toEqual({ document: now, history: { steps, position } });
  const again = createStore(workspaceState(() => 0));
  if (restored !== null) again.getState().open({ ...restored, readOnly: false });
  expect(momentOf(again)).toEqual(momentOf(store));
  again.getState().redo();
  store.getState().redo();
  expect(momentOf(again)).toEqual(momentOf(store));
});

test("of a history with much text the latest steps are kept, and all that were undone", () => {
  const store = opened();
  const long = (step: number): string => `${step}`.padEnd(300_000, " ");
  for (let step = 1; step <= 30; step++)
    store.getState().commit(document(long(step)), { label: label(`${step}`) });
  const keptOf = ({ document: now, steps, position }: ReturnType<typeof store.getState>) =>
    keepHistory(now, { steps, position });
  const latest = keptOf(store.getState());
  expect([latest.steps.length, latest.position]).toEqual([13, 13]);
  expect(restoreHistory(latest)?.document).toEqual(document(long(30)));
  store.getState().goTo(2);
  const undone = keptOf(store.getState());
  expect([undone.steps.length, undone.position]).toEqual([28, 0]);
  expect(restoreHistory(undone)?.document).toEqual(document(long(2)));
});

test("a kept history that is damaged or of another version is not restored", () => {
  const kept = keepHistory(document("0"), { steps: [], position: 0 });
  for (const damaged of [
    null,
    {},
    { ...kept, version: 2 },
    { ...kept, position: 3 },
    { ...kept, texts: [] },
  ]) {
    expect(restoreHistory(damaged)).toBeNull();
  }
});
