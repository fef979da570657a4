/**
 * @module Whose figure is it? A rule set names roles; a city maps them to its own units, and may give single items
 * or figures to others. What nobody is named for belongs to the consolidating office.
 */
import type { PreparedNode, PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { Input } from "../../engine/rule-set/rule-set.ts";
import { RecentlyUsed } from "../recently-used.ts";
import type { AskedFigure } from "./consolidate.ts";

/** Unit that stands for the consolidating office in every city. */
export const OFFICE = "office";

/** What a city says of an item (`item`) or a figure (`item/input`). */
export interface Assignment {
  readonly units?: readonly string[];
  /** Moment, instead of the round's. */
  readonly deadline?: string;
  /** Evidence that the city asks for beside the rule set's. */
  readonly evidence?: readonly string[];
}

export interface CityPlan {
  /** Role of the rule set → units of the city. */
  readonly units: { readonly [role: string]: readonly string[] };
  readonly assignments: { readonly [place: string]: Assignment };
}

export interface SheetFigure {
  readonly input: string;
  /** Units that fill it in here; the others see it. Nobody, where it is filled in at `sameAs`. */
  readonly owners: readonly string[];
  /** `item/input` of the same figure, filled in elsewhere. */
  readonly sameAs?: string;
}

export interface SheetPlan {
  readonly item: string;
  readonly figures: readonly SheetFigure[];
}

const PLANS_KEPT = 1_000;
const plans = new RecentlyUsed<string, CityPlan>(PLANS_KEPT);

/** A city's plan from its columns; the same columns are the same object. */
export function planOf(units: string, assignments: string): CityPlan {
  return plans.get(`${units}\n${assignments}`, () => ({
    units: JSON.parse(units),
    assignments: JSON.parse(assignments),
  }));
}

const planned = new WeakMap<CityPlan, WeakMap<PreparedRuleSet, readonly SheetPlan[]>>();

/** Every item that asks for figures, with who fills each in; worked out once for a plan and its rules. */
export function planSheets(prepared: PreparedRuleSet, plan: CityPlan): readonly SheetPlan[] {
  const known = planned.get(plan) ?? new WeakMap<PreparedRuleSet, readonly SheetPlan[]>();
  planned.set(plan, known);
  const sheets = known.get(prepared) ?? workOutSheets(prepared, plan);
  known.set(prepared, sheets);
  return sheets;
}

function workOutSheets(prepared: PreparedRuleSet, plan: CityPlan): readonly SheetPlan[] {
  return [...prepared.nodes.values()].flatMap((node): SheetPlan[] => {
    const inputs = Object.entries(node.node.inputs ?? {});
    if (inputs.length === 0) return [];
    const figures = inputs.map(
      ([input, declared]): SheetFigure => ({
        input,
        owners: ownersOf(prepared, plan, node, input, declared),
        ...(declared.sameAs ? { sameAs: declared.sameAs } : {}),
      }),
    );
    return [{ item: node.id, figures }];
  });
}

/** Sheets of one unit: the items in which it fills in a figure. */
export function sheetsOfUnit(sheets: readonly SheetPlan[], unit: string): readonly SheetPlan[] {
  return sheets.filter(({ figures }) => figures.some(({ owners }) => owners.includes(unit)));
}

export function ownInputs({ figures }: SheetPlan, unit: string): readonly string[] {
  return figures.filter(({ owners }) => owners.includes(unit)).map(({ input }) => input);
}

/** The moment by which a unit hands an item in. */
export function deadlineOf(plan: CityPlan, item: string, round: string): string {
  return plan.assignments[item]?.deadline ?? round;
}

/** Options of a list input; none for other inputs. */
export function optionsOf(
  prepared: PreparedRuleSet,
  item: string,
): (input: string) => readonly string[] {
  return (input) => {
    const declared = prepared.nodes.get(item)?.node.inputs?.[input];
    return declared?.type === "list" ? declared.options.map(({ code }) => code) : [];
  };
}

/** What is asked of each figure, and of whom; nothing of one that the rule set does not have. */
export function askedFigures(
  prepared: PreparedRuleSet,
  plan: CityPlan,
): (item: string, input: string) => AskedFigure {
  const sheets = new Map(planSheets(prepared, plan).map((sheet) => [sheet.item, sheet]));
  return (item, input) => ({
    options: optionsOf(prepared, item)(input),
    owners: sheets.get(item)?.figures.find((figure) => figure.input === input)?.owners ?? [],
  });
}

function ownersOf(
  prepared: PreparedRuleSet,
  plan: CityPlan,
  node: PreparedNode,
  input: string,
  declared: Input,
): readonly string[] {
  const named = plan.assignments[`${node.id}/${input}`]?.units;
  if (named !== undefined && named.length > 0) return named;
  // A figure that is the same as another one is filled in once, where the other stands.
  if (isFilledElsewhere(prepared, declared)) return [];
  const assigned = plan.assignments[node.id]?.units;
  if (assigned !== undefined && assigned.length > 0) return assigned;
  const units = [
    ...new Set((declared.suppliedBy ?? rolesOf(node)).flatMap((role) => plan.units[role] ?? [])),
  ];
  return units.length > 0 ? units : [OFFICE];
}

/** Two figures that name each other have no end; the check finds that, and here they are left alone. */
function isFilledElsewhere(prepared: PreparedRuleSet, { sameAs }: Input): boolean {
  const [id = "", input = ""] = sameAs?.split("/") ?? [];
  const target = prepared.nodes.get(id)?.node.inputs?.[input];
  return target !== undefined && target.sameAs === undefined;
}

/** Roles of a node, or of the nearest one above that names some. */
function rolesOf(node: PreparedNode): readonly string[] {
  for (let at: PreparedNode | null = node; at !== null; at = at.parent) {
    const roles = at.node.departments ?? [];
    if (roles.length > 0) return roles;
  }
  return [];
}
