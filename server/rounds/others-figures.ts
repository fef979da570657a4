/**
 * @module Figures that a unit sees and does not fill in: those of its own items that belong to others, and those that
 * its items take over from elsewhere. It may object to them; it cannot change them.
 */
import type { JsonValue } from "../../engine/json/json-value.ts";
import type { Part } from "./consolidate.ts";
import { ownInputs, type SheetFigure, type SheetPlan } from "./ownership.ts";

export interface OthersFigure {
  readonly input: string;
  readonly owners: readonly string[];
  /** `item/input` where it is filled in, when that is not here. */
  readonly sameAs?: string;
  /** What was handed in and counts. */
  readonly values: readonly {
    readonly unit: string;
    readonly revision: number;
    readonly value: JsonValue;
  }[];
}

export function othersFigures(
  { item, figures }: SheetPlan,
  unit: string,
  parts: readonly Part[],
): readonly OthersFigure[] {
  return figures
    .filter(({ owners }) => !owners.includes(unit))
    .map(({ input, owners, sameAs }) => {
      const [place = "", name = ""] =
        owners.length === 0 && sameAs !== undefined ? sameAs.split("/") : [item, input];
      const values = parts.flatMap((part) =>
        part.item === place && part.unit !== unit && Object.hasOwn(part.body.values, name)
          ? [
              {
                unit: part.unit,
                revision: part.revision,
                value: part.body.values[name] as JsonValue,
              },
            ]
          : [],
      );
      return { input, owners, ...(sameAs === undefined ? {} : { sameAs }), values };
    });
}

/** Every figure of the item is the unit's own. */
export function seesNothingElse({ figures }: SheetPlan, unit: string): boolean {
  return figures.every(({ owners }) => owners.includes(unit));
}

/** True where the unit fills in a figure of the item, or one of its own items takes a figure over from there. */
export function usesItem(sheets: readonly SheetPlan[], unit: string, item: string): boolean {
  const takesOver = ({ sameAs }: SheetFigure): boolean => sameAs?.split("/")[0] === item;
  return sheets.some(
    (sheet) =>
      ownInputs(sheet, unit).length > 0 && (sheet.item === item || sheet.figures.some(takesOver)),
  );
}
