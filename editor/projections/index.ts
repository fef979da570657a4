/** @module Every projection there is, one line each: what shows it, and why it may not show a formula. */
import { type ComponentType, lazy } from "react";
import type { WhyNot } from "../../engine/idioms/lens.ts";
import { bandsLens } from "../formula/recognise/bands.ts";
import { checklistLens } from "../formula/recognise/checklist.ts";
import { countLens } from "../formula/recognise/count.ts";
import type { TableKind } from "../formula/recognise/idioms.ts";
import { BandsView } from "./bands/bands-view.tsx";
import { ChecklistView } from "./checklist/checklist-view.tsx";
import { CountView } from "./count/count-view.tsx";
import { StructureView } from "./structure/structure-view.tsx";
import { givesPoints, type Tabled, whyNoBands, whyNoTable } from "./table-place.ts";
import { TextView } from "./text/text-view.tsx";
import { TypesetView } from "./typeset/typeset-view.tsx";

export type ProjectionId = "typeset" | TableKind | "structure" | "text" | "json";

export interface Projection {
  readonly id: ProjectionId;
  readonly View: ComponentType;
  /** `null`: the formula can be shown. */
  readonly whyNot: (view: Tabled) => WhyNot | null;
}

const always = (): null => null;

/** In the order of the keys Ctrl+Alt+1 to 7. */
export const PROJECTIONS: readonly Projection[] = [
  { id: "typeset", View: TypesetView, whyNot: always },
  { id: "bands", View: BandsView, whyNot: (view) => whyNoBands(view, bandsLens) },
  {
    id: "checklist",
    View: ChecklistView,
    whyNot: (view) => whyNoTable(view, "checklist", checklistLens),
  },
  {
    id: "count",
    View: CountView,
    whyNot: (view) => whyNoTable(view, "count", countLens(view.declared), givesPoints),
  },
  { id: "structure", View: StructureView, whyNot: always },
  { id: "text", View: TextView, whyNot: always },
  { id: "json", View: lazy(() => import("./json/json-view.tsx")), whyNot: always },
];
