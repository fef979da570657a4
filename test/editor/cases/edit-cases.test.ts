/** Cases edited in their files: each edit touches its case, and says how the answer came about. */
import { describe, expect, test } from "vitest";
import { casesOf, casesOfNode } from "../../../editor/cases/case-places.ts";
import {
  acceptActual,
  addCase,
  addCases,
  duplicateCase,
  expectScore,
  markWorked,
  moveCase,
  removeCases,
  setFigure,
} from "../../../editor/cases/edit-cases.ts";
import { emptyCase } from "../../../editor/cases/paste-cases.ts";
import type { RuleDocument } from "../../../editor/document/rule-document.ts";
import { filesOf, load, ruleSetFolder } from "../../support/load-rule-set.ts";

const SHIPPED: RuleDocument = { files: filesOf(ruleSetFolder("rules/cn-smart-city-2018")) };
const FILE = "cases/L2P1.json";
const NODE = "L2P1-A2";

function placed(document: RuleDocument, id: string) {
  const found = casesOf(document).find(({ case: one }) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

/** Lines of the file that differ, removed and added. */
function changedLines(
  before: RuleDocument,
  after: RuleDocument,
  file = FILE,
): [string[], string[]] {
  const [old, now] = [before, after].map(({ files }) => (files.get(file) ?? "").split("\n"));
  if (old === undefined || now === undefined) return [[], []];
  let [start, end] = [0, 0];
  while (start < old.length && old[start] === now[start]) start++;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end))
    end++;
  return [old.slice(start, old.length - end), now.slice(start, now.length - end)];
}

describe("one figure", () => {
  test("changes on its own line and nowhere else", () => {
    const after = setFigure(
      SHIPPED,
      placed(SHIPPED, `${NODE}-three-quarters`),
      ["monitoredLength"],
      48,
    );
    expect(changedLines(SHIPPED, after)).toEqual([
      ['        "monitoredLength": 45,'],
      ['        "monitoredLength": 48,'],
    ]);
  });

  test("that is taken out leaves a case without it, and one of a whole city is put at its node", () => {
    const after = setFigure(SHIPPED, placed(SHIPPED, `${NODE}-full`), ["totalLength"], undefined);
    expect(placed(after, `${NODE}-full`).case.inputs).toEqual({ monitoredLength: 120 });
    const empty = addCase(SHIPPED, emptyCase(null, 1));
    const city = setFigure(
      empty.document,
      placed(empty.document, empty.id),
      [NODE, "totalLength"],
      9,
    );
    expect(placed(city, empty.id).case.inputs).toEqual({ [NODE]: { totalLength: 9 } });
    expect(placed(city, empty.id).file).toBe("cases/whole-city.json");
  });
});

describe("many cases", () => {
  test("are put in as one by one: each behind those of its node, with an id of its own, each file once", () => {
    const wanted = [NODE, "L2P1-A3", NODE, "L1P1-A1"].map((node) => emptyCase(node, 1));
    const { document, ids } = addCases(SHIPPED, wanted);
    let byOne = SHIPPED;
    for (const one of wanted) byOne = addCase(byOne, one).document;
    expect(document.files).toEqual(byOne.files);
    expect(new Set(ids).size).toBe(4);
    expect(
      casesOfNode(document, NODE)
        .slice(-2)
        .map(({ case: { id } }) => id),
    ).toEqual([ids[0], ids[2]]);
  });

  test("make the file that their node has none of yet, and fill an empty list", () => {
    const { [FILE]: _, ...others } = Object.fromEntries(SHIPPED.files);
    const without = { files: new Map(Object.entries(others)) };
    const empty = { files: new Map([...SHIPPED.files, [FILE, '{ "cases": [] }\n']]) };
    for (const document of [without, empty]) {
      const added = addCases(document, [emptyCase(NODE, 1), emptyCase(NODE, 2)]);
      expect(casesOfNode(added.document, NODE).map(({ case: { id } }) => id)).toEqual(added.ids);
    }
  });
});

describe("accepting the engine's answer", () => {
  const id = `${NODE}-full`;

  test("writes the score, marks it as accepted, and by whom", () => {
    const after = acceptActual(
      SHIPPED,
      new Map([[id, { score: "19.00", parts: { b1: "1" } }]]),
      "李",
    );
    const { case: one } = placed(after, id);
    expect([one.expect, one.worked, one.by]).toEqual([{ score: "19.00" }, "accepted", "李"]);
  });

  test("of a refusal takes the score away", () => {
    const issues = [{ code: "out_of_range", item: NODE, input: "totalLength" }];
    const after = acceptActual(SHIPPED, new Map([[id, { issues }]]), undefined);
    expect(placed(after, id).case.expect).toEqual({ issues });
  });

  test("is undone by working it out by hand, with its working", () => {
    const accepted = acceptActual(SHIPPED, new Map([[id, { score: "20.00" }]]), "李");
    const after = markWorked(accepted, placed(accepted, id), "20%×1×100=20.00", "王");
    const { case: one } = placed(after, id);
    expect([one.basis, one.worked, one.by]).toEqual(["20%×1×100=20.00", "hand", "王"]);
  });

  test("a score that is typed in counts as worked out by hand", () => {
    const accepted = acceptActual(SHIPPED, new Map([[id, { score: "19.00" }]]), "李");
    const after = expectScore(accepted, placed(accepted, id), "20.00");
    expect(after.files.get(FILE)).toBe(SHIPPED.files.get(FILE));
  });
});

describe("adding, copying, moving and removing", () => {
  test("a new case stands behind the others of its node and is what was given", () => {
    const { document, id } = addCase(SHIPPED, emptyCase(NODE, 1));
    const ids = casesOfNode(document, NODE).map(({ case: one }) => one.id);
    expect(ids.at(-1)).toBe(id);
    expect(ids.slice(0, -1)).toEqual(casesOfNode(SHIPPED, NODE).map(({ case: one }) => one.id));
    expect(removeCases(document, new Set([id])).files.get(FILE)).toBe(SHIPPED.files.get(FILE));
    expect(load(document.files).cases).toHaveLength(load(SHIPPED.files).cases.length + 1);
  });

  test("a node without cases gets a file that the engine reads", () => {
    const without = { files: new Map([...SHIPPED.files].filter(([file]) => file !== FILE)) };
    const { document, id } = addCase(without, emptyCase(NODE, 1));
    expect(load(document.files).cases.find((one) => one.id === id)?.file).toBe(FILE);
  });

  test("a copy has an id of its own", () => {
    const { document, id } = duplicateCase(SHIPPED, placed(SHIPPED, `${NODE}-full`));
    expect(id).toBe(`${NODE}-full-2`);
    const { id: _, ...copy } = placed(document, id).case;
    const { id: _id, ...original } = placed(SHIPPED, `${NODE}-full`).case;
    expect(copy).toEqual(original);
  });

  test("several are removed at once, the others keep their bytes", () => {
    const gone = new Set([`${NODE}-full`, `${NODE}-none`]);
    const after = removeCases(SHIPPED, gone);
    const left = casesOf(SHIPPED).filter(({ case: one }) => !gone.has(one.id));
    expect(casesOf(after).map(({ case: one }) => one)).toEqual(left.map(({ case: one }) => one));
  });

  test("a case moves past its neighbour and back", () => {
    const one = placed(SHIPPED, `${NODE}-none`);
    const moved = moveCase(SHIPPED, one, 1);
    expect(placed(moved, `${NODE}-none`).index).toBe(one.index + 1);
    expect(moveCase(moved, placed(moved, `${NODE}-none`), -1).files.get(FILE)).toBe(
      SHIPPED.files.get(FILE),
    );
  });
});
