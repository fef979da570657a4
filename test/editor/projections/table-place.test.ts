/** Which node of a formula a table shows. */
import { expect, test } from "vitest";
import { namesAt } from "../../../editor/formula/names.ts";
import { bandsLens } from "../../../editor/formula/recognise/bands.ts";
import { checklistLens } from "../../../editor/formula/recognise/checklist.ts";
import { countLens } from "../../../editor/formula/recognise/count.ts";
import type { FormulaView } from "../../../editor/projections/formula-view.ts";
import {
  givesPoints,
  tablePlace,
  whyNoBands,
  whyNoTable,
} from "../../../editor/projections/table-place.ts";
import { SHIPPED, shippedFormula } from "../support/shipped.ts";

/** What finding a table needs of a view. */
function viewOf(node: string, formula: string, selected: string | null = null): FormulaView {
  const { place, logic } = shippedFormula(node, formula);
  return { logic, selected, declared: namesAt(SHIPPED, place) } as FormulaView;
}

test("a number that stands in a ratio makes no table of counts, points for each of them do", () => {
  const ratio = viewOf("L1P5-A2", "score");
  expect(whyNoTable(ratio, "count", countLens(ratio.declared), givesPoints)).toEqual({
    code: "nothing_counted",
    facts: {},
    at: "",
  });
  const points = viewOf("L1P3-A3", "score");
  expect(whyNoTable(points, "count", countLens(points.declared), givesPoints)).toBe(null);
});

test("with a row selected the whole checklist is shown", () => {
  const place = tablePlace(viewOf("L1P2-A1", "parts/b1", "/+/4/if/1"), "checklist", checklistLens);
  expect(place?.at).toBe("");
  expect(place?.table.rows.length).toBe(6);
});

test("ten thresholds that are added up are no bands, until one of them is selected", () => {
  const sum = viewOf("L5P2-A1", "score");
  expect(whyNoBands(sum, bandsLens)?.code).toBe("not_a_chain_of_conditions");
  const first = tablePlace(sum, "bands", bandsLens)?.at ?? "";

  expect(whyNoBands({ ...sum, selected: first }, bandsLens)).toBe(null);
  expect(whyNoBands(viewOf("L2P1-A1", "parts/b1"), bandsLens)).toBe(null);
});
