/** @module One figure of a typed city changed, held to what a request with it would be held to. */
import { figureKey } from "../score/same-figures.ts";
import type { InputReader } from "./item-readers.ts";
import { type NumberPlace, type PlacedInput, USUAL } from "./layout.ts";
import type { Machine, TypedCity } from "./machine.ts";
import type { ConditionCheck, NodeCheck } from "./node-checks.ts";
import type { CityReader } from "./read-city.ts";
import type { ReadFigure } from "./read-figures.ts";
import { exactInteger } from "./read-number.ts";
import { copyNumber, isAbove } from "./slots.ts";

/** Whether a figure may take the place of another; `unclear`: the reference has to say. */
export type Changed = "taken" | "refused" | "unclear";

/** What a change of one figure has to keep to, wherever it is asked for. */
interface ChangeCheck {
  readonly placed: PlacedInput;
  readonly read: ReadFigure;
  readonly twins: readonly PlacedInput[];
  /** Something that only the reference can ask about sees it. */
  readonly unclear: boolean;
  readonly parts: readonly (readonly [PlacedInput, PlacedInput])[];
  readonly conditions: readonly ConditionCheck[];
}

export class FigureChanger {
  readonly #inputs: readonly InputReader[];
  readonly #checks: readonly NodeCheck[];
  readonly #machine: Machine;
  /** By key; made with the first change. */
  readonly #known = new Map<string, ChangeCheck>();

  constructor({ inputs, checks }: Pick<CityReader, "inputs" | "checks">, machine: Machine) {
    this.#inputs = inputs;
    this.#checks = checks;
    this.#machine = machine;
  }

  /**
   * Puts another figure into a whole city whose figures all lie in slots.
   *
   * @param everywhere at every place that asks for it, since it is given at this one alone
   */
  change(key: string, figure: unknown, everywhere: boolean, city: TypedCity): Changed {
    const { placed, read, twins, unclear, parts, conditions } = this.#checkOf(key);
    if (unclear) return "unclear";
    const machine = this.#machine;
    machine.city = city;
    if (read(figure, city) !== "given")
      return placed.place.kind === "number" && isOutside(figure, placed.place)
        ? "refused"
        : "unclear";
    for (const twin of everywhere ? twins : [])
      if (!copyNumber(placed, twin, city)) return "unclear";
    for (const [part, whole] of parts) if (isAbove(part, whole, city)) return "refused";
    for (const { holds } of conditions) {
      machine.doubt = false;
      const held = holds(machine);
      if (machine.doubt) return "unclear";
      if (!held) return "refused";
    }
    return "taken";
  }

  #checkOf(key: string): ChangeCheck {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { placed, read, twins } = this.#inputs.find(
      (one) => one.placed.key === key,
    ) as InputReader;
    const changed = new Set([placed, ...twins]);
    const keys = new Set([...changed].map((one) => one.key));
    const seeing = this.#checks.filter(({ node }) =>
      [...node.inputs.values()].some(({ owner, id }) => keys.has(figureKey(owner, id))),
    );
    const conditions = seeing
      .flatMap((one) => one.conditions)
      .filter(
        ({ severity, asked }) => severity === "error" && asked.some((one) => changed.has(one)),
      );
    const check: ChangeCheck = {
      placed,
      read,
      twins,
      unclear:
        seeing.some(({ alwaysUnclear }) => alwaysUnclear) ||
        conditions.some(({ requirement }) => requirement.each !== null),
      parts: seeing.flatMap(({ parts }) =>
        parts.filter((pair) => pair.some((one) => changed.has(one))),
      ),
      conditions,
    };
    this.#known.set(key, check);
    return check;
  }
}

/** Plainly beyond the declared range, which may reach further than a slot. */
function isOutside(figure: unknown, { scale, low, high }: NumberPlace): boolean {
  const integer = exactInteger(figure, scale);
  return (integer < low && low > -USUAL) || (integer > high && high < USUAL);
}
