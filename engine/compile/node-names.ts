/** @module What the other names of a node's formulas mean: its constants and weight, its children, scores below and its own. */
import type { PreparedNode } from "../rule-set/prepare.ts";
import { nodeWeight } from "../score/constants.ts";
import type { Arithmetic } from "./arithmetic.ts";
import type { FigureMeanings } from "./figure-meanings.ts";
import { NotCompiled } from "./ir.ts";
import { type Layout, USUAL } from "./layout.ts";
import { Lowering } from "./lower.ts";
import type { Meaning, Member } from "./meaning.ts";
import { type Parameter, type ParameterPlace, placeKey } from "./parameters.ts";
import type { CompiledNumber, Trusted } from "./program.ts";
import { MAX_UNITS, rangeOfUnits } from "./rounded.ts";

/** All children of a group, or those alone that are known when it is run. */
export type Which = "all" | "known";

export class NodeNames {
  /** Scores that the formula at hand relies on. */
  readonly trusted: Map<number, Trusted> = new Map();
  readonly #layout: Layout;
  readonly #arithmetic: Arithmetic;
  readonly #figures: FigureMeanings;
  readonly #scoreOf: (child: PreparedNode) => CompiledNumber | null;
  readonly #constants: Lowering;
  readonly #parameters: ReadonlyMap<
    string,
    { readonly index: number; readonly parameter: Parameter }
  >;

  /** @param scoreOf the compiled score of a node below; `null`: the interpreter's */
  constructor(
    layout: Layout,
    arithmetic: Arithmetic,
    figures: FigureMeanings,
    parameters: readonly Parameter[],
    scoreOf: (child: PreparedNode) => CompiledNumber | null,
  ) {
    this.#layout = layout;
    this.#arithmetic = arithmetic;
    this.#figures = figures;
    this.#scoreOf = scoreOf;
    this.#constants = new Lowering(arithmetic);
    this.#parameters = new Map(
      parameters.map((parameter, index) => [placeKey(parameter.place), { index, parameter }]),
    );
  }

  meaningOf(node: PreparedNode, name: string, children: Which): Meaning | undefined {
    if (name === "weight") return this.#weight(node);
    if (name === "children") return this.#children(node, children);
    return this.#figures.meaningOf(node, name) ?? this.constant(node, name);
  }

  constant(node: PreparedNode, name: string): Meaning | undefined {
    const constant = node.constants.get(name);
    if (constant === undefined) return undefined;
    const varied = this.varied({ kind: "constant", node: constant.owner, constant: name });
    return varied ?? this.#constants.value(constant.value);
  }

  /** A number of the rules that runs vary. */
  varied(place: ParameterPlace): Meaning | undefined {
    if (this.#parameters.size === 0) return undefined;
    const found = this.#parameters.get(placeKey(place));
    if (found === undefined) return undefined;
    const { decimals, low, high } = found.parameter;
    const number = this.#arithmetic.slot("parameters", found.index, 10 ** decimals, low, high);
    return { kind: "number", number };
  }

  /** A node's score, as formulas above it and its own outputs see it. */
  score(node: PreparedNode, score: CompiledNumber | null): Meaning {
    if (node.rounding.mode === "none") throw new NotCompiled("score_not_rounded");
    const slot = this.#layout.nodes.get(node.id) as number;
    const [lowest, highest] = score === null ? [-USUAL, USUAL] : rangeOfUnits(score.rounded);
    const [low, high] = [Math.max(lowest, -MAX_UNITS), Math.min(highest, MAX_UNITS)];
    // What is compiled leaves its range only where that is cut, or where it had to trust something itself.
    if (score === null || score.trusted.length > 0 || low > lowest || high < highest)
      this.trusted.set(slot, { slot, low, high });
    const scale = 10 ** node.rounding.places;
    return { kind: "number", number: this.#arithmetic.slot("scores", slot, scale, low, high) };
  }

  #weight(node: PreparedNode): Meaning {
    const varied = this.varied({ kind: "weight", node: node.id });
    return varied ?? this.#constants.value(nodeWeight(node));
  }

  #children(node: PreparedNode, which: Which): Meaning {
    const members = node.children.map((child): Member => {
      const slot = this.#layout.nodes.get(child.id) as number;
      const present =
        which === "all"
          ? this.#arithmetic.truth(true)
          : this.#arithmetic.slotTest("isTrue", "known", slot);
      const field = (name: string): Meaning | undefined => {
        if (name === "score") return this.score(child, this.#scoreOf(child));
        if (name === "weight") return this.#weight(child);
        return name === "id" ? { kind: "text", text: child.id } : undefined;
      };
      return { present, element: { kind: "record", field } };
    });
    return { kind: "members", members };
  }
}
