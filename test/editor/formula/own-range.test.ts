/** Laws 3 and 4 together, over every shipped rule and every recogniser: what is put back touches its own text alone. */
import { expect, test } from "vitest";
import { setValue } from "../../../editor/document/edit.ts";
import { bandsLens } from "../../../editor/formula/recognise/bands.ts";
import { checklistLens } from "../../../editor/formula/recognise/checklist.ts";
import { countLens } from "../../../editor/formula/recognise/count.ts";
import { sumLens } from "../../../editor/formula/recognise/sum.ts";
import { rangeAt } from "../../../editor/projections/json/text-places.ts";
import type { Lens } from "../../../engine/idioms/lens.ts";
import { ratioLens } from "../../../engine/idioms/ratio.ts";
import { rowsLens } from "../../../engine/idioms/rows.ts";
import { placesOf, replaceAt } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { SHIPPED, SHIPPED_FORMULAS } from "../support/shipped.ts";

const LENSES = [
  ratioLens,
  bandsLens,
  checklistLens,
  countLens(),
  rowsLens,
  sumLens,
] as readonly Lens<unknown>[];

/** Every number one larger: another view of the same shape. */
function other(logic: Logic): Logic {
  return JSON.parse(JSON.stringify(logic), (_, value) =>
    typeof value === "number" ? value + 1 : value,
  ) as Logic;
}

/** Formulas where a view that is written back changes what stands around it, and how many views there were. */
function written(write: (logic: Logic) => Logic): {
  readonly straying: readonly string[];
  readonly views: number;
} {
  const straying: string[] = [];
  let views = 0;
  for (const { place, logic, title } of SHIPPED_FORMULAS) {
    const text = SHIPPED.files.get(place.file) ?? "";
    for (const { logic: node, at } of placesOf(logic)) {
      for (const lens of LENSES) {
        const recognition = lens.get(node);
        if (!recognition.ok) continue;
        views++;
        const put = lens.put(recognition.view);
        if (setValue(SHIPPED, place, replaceAt(logic, at, put)) !== SHIPPED) straying.push(title);
        const edited = setValue(SHIPPED, place, write(replaceAt(logic, at, other(put))));
        const range = rangeAt(text, place.pointer + at);
        const now = edited.files.get(place.file) ?? "";
        const stays =
          now.startsWith(text.slice(0, range?.from)) && now.endsWith(text.slice(range?.to));
        if (!stays) straying.push(title);
      }
    }
  }
  return { straying, views };
}

test("a view written back unchanged changes no byte, a changed one its own range and nothing around it", () => {
  const { straying, views } = written((logic) => logic);
  expect(straying).toEqual([]);
  expect(views).toBeGreaterThan(SHIPPED_FORMULAS.length / 2);
});

test("a lens that touches more than its node breaks the law", () => {
  expect(written(other).straying.length).toBeGreaterThan(0);
});
