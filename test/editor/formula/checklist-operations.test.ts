/** Operations on checklists, and the condition without which nothing counts (journey J4). */
import { describe, expect, test } from "vitest";
import {
  addRow,
  addRows,
  isRequired,
  moveRow,
  removeRow,
  setCap,
  setRequired,
  toChecklist,
} from "../../../editor/formula/operations/checklist.ts";
import type { Edited } from "../../../editor/formula/operations/edited.ts";
import type { Name, Names } from "../../../engine/language/formula-names.ts";
import { textOf } from "../../../engine/language/formula-text/print.ts";
import { variable } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { shippedFormula } from "../support/shipped.ts";

const NO_NAMES: Names = new Map();
const [a, b, c] = [variable("a"), variable("b"), variable("c")];
const list: Logic = { "+": [{ if: [a, 5, 0] }, { if: [b, 10, 0] }] };

function outcome(edited: Edited): unknown {
  return edited.ok ? [textOf(edited.logic, NO_NAMES, "en"), edited.at] : edited.refusal;
}

describe("rows", () => {
  test("come at the end or where they are put, go, and change places", () => {
    expect(outcome(addRow(list, "", c, 7))).toEqual([
      "if(a; 5; 0) + if(b; 10; 0) + if(c; 7; 0)",
      "/+/2",
    ]);
    expect(outcome(addRow(list, "", c, 7, 0))).toEqual([
      "if(c; 7; 0) + if(a; 5; 0) + if(b; 10; 0)",
      "/+/0",
    ]);
    expect(outcome(removeRow(list, "", 0))).toEqual(["sum(if(b; 10; 0))", "/+/0"]);
    expect(outcome(moveRow(list, "", 1, 0))).toEqual(["if(b; 10; 0) + if(a; 5; 0)", "/+/0"]);
  });

  test("a single tick becomes a sum when a row joins it; pasted rows come in one step", () => {
    const pasted = addRows({ if: [a, 50, 0] }, "", [
      { condition: b, points: 30 },
      { condition: c, points: 20 },
    ]);
    expect(outcome(pasted)).toEqual(["if(a; 50; 0) + if(b; 30; 0) + if(c; 20; 0)", "/+/1"]);
    expect(pasted.ok && pasted.label).toEqual({ zh: "粘贴 2 行", en: "Paste 2 rows" });
  });

  test("the last tick stays, a row that is not there is told", () => {
    expect(outcome(removeRow({ "+": [{ if: [a, 5, 0] }] }, "", 0))).toEqual({
      code: "last_row",
      facts: {},
    });
    expect(outcome(moveRow(list, "", 0, 2))).toEqual({ code: "no_such_row", facts: { row: 3 } });
    expect(outcome(addRow({ "*": [a, b] }, "", c, 1))).toEqual({ code: "no_checklist", facts: {} });
  });

  test("a cap comes, changes and goes", () => {
    const capped = setCap(list, "", 60);
    expect(outcome(capped)).toEqual(["min(60; if(a; 5; 0) + if(b; 10; 0))", ""]);
    if (!capped.ok) throw new Error();
    expect(outcome(setCap(capped.logic, "", 62))).toEqual([
      "min(62; if(a; 5; 0) + if(b; 10; 0))",
      "",
    ]);
    expect(outcome(setCap(capped.logic, "", null))).toEqual(["if(a; 5; 0) + if(b; 10; 0)", ""]);
  });
});

describe("必备", () => {
  const { logic: score } = shippedFormula("L1P2-A1", "score");
  const platform = variable("indexPlatform");

  test("L1P2-A1: row ① is required; unticked, the score is computed all the same; ticked again, it is as before", () => {
    expect([isRequired(score, platform), isRequired(score, variable("forecast"))]).toEqual([
      true,
      false,
    ]);
    const free = setRequired(score, platform, false);
    expect(outcome(free)).toEqual(["weight × (b1 + b2 + b3)", ""]);
    if (!free.ok) throw new Error();
    const again = setRequired(free.logic, platform, true);
    expect(again.ok && again.logic).toEqual(score);
  });

  test("a second condition joins the first, and leaves it again", () => {
    const two = setRequired(score, b, true);
    expect(outcome(two)).toEqual(["if(indexPlatform and b; weight × (b1 + b2 + b3); 0)", ""]);
    if (!two.ok) throw new Error();
    expect(isRequired(two.logic, b)).toBe(true);
    const one = setRequired(two.logic, b, false);
    expect(one.ok && one.logic).toEqual(score);
  });
});

describe("made of what can be ticked", () => {
  const named = (id: string, type: Name["type"]): [string, Name] => [
    id,
    {
      id,
      kind: "input",
      label: { zh: id, en: id },
      percent: false,
      owner: "",
      ...(type && { type }),
    },
  ];
  const names: Names = new Map([
    named("a", "boolean"),
    named("b", "boolean"),
    named("modes", "list"),
  ]);

  test("yes/no names, alone or times points", () => {
    expect(outcome(toChecklist({ "+": [a, { "*": [b, 5] }, c] }, "", [], names))).toEqual([
      "if(a; 1; 0) + if(b; 5; 0) + c",
      "",
    ]);
  });

  test("counted choices times points: one row for each choice", () => {
    const counted: Logic = {
      "*": [{ reduce: [variable("modes"), { "+": [variable("accumulator"), 1] }, 0] }, 20],
    };
    expect(outcome(toChecklist(counted, "", ["web", "app"], names))).toEqual([
      'if(in("web"; modes); 20; 0) + if(in("app"; modes); 20; 0)',
      "",
    ]);
    expect(outcome(toChecklist({ "*": [c, c] }, "", [], names))).toEqual({
      code: "nothing_to_convert",
      facts: {},
    });
  });
});
