/**
 * @module Numbers and conditions of the intermediate form as source of JavaScript. Every expression stands anywhere as it
 * is: a name, a literal, a call, or in brackets. Nothing from a rule file becomes source but numbers, and those as `String`
 * prints them.
 */
import type { RoundingMode } from "../number/rounding.ts";
import type { ApproxNumber, Condition, ExactNumber, Memory, Quotient } from "./ir.ts";
import type { Shared } from "./operands.ts";
import type { Rounded } from "./rounded.ts";
import { errorOfDifference, errorOfUnits } from "./rounding-error.ts";
import { keyOf, usesInNumber } from "./uses.ts";

/** Where statements go, and which parts have a name already. */
export interface Block {
  readonly lines: string[];
  readonly names: Map<number, string>;
  readonly uses: ReadonlyMap<number, number>;
}

export function blockOf(uses: ReadonlyMap<number, number>): Block {
  return { lines: [], names: new Map(), uses };
}

export class Source {
  /** Nodes whose scores the function has computed already, by place. */
  readonly computed: Set<number> = new Set();
  /** The statement where doubles cannot decide, and whether there has been one since. */
  onDoubt = "";
  doubts = false;
  /** Functions that stand beside the one that is written. */
  readonly beside: string[] = [];
  #variables = 0;
  /** What was written since this was last put off has to stand in the function: it ends it, or reads what is only there. */
  #tied = false;
  readonly #memories: string;

  /** @param memories names of the arrays that the function can read */
  constructor(memories: string) {
    this.#memories = memories;
  }

  #variable(): string {
    this.#variables += 1;
    return `v${this.#variables}`;
  }

  /** An expression for the units of the last place. */
  units(rounded: Rounded, mode: RoundingMode, block: Block): string {
    switch (rounded.op) {
      case "whole":
        return this.#exact(rounded.of, block);
      case "fraction":
        return this.#fraction(rounded.numerator, rounded.denominator, mode, block);
      case "double":
        return this.#double(rounded, mode, block);
      case "choose": {
        const units = this.#variable();
        const condition = this.condition(rounded.condition, block);
        block.lines.push(`let ${units};`, `if (${condition}) {`);
        for (const [arm, joint] of [
          [rounded.yes, "} else {"],
          [rounded.no, "}"],
        ] as const) {
          const inner: Block = {
            lines: block.lines,
            names: new Map(block.names),
            uses: block.uses,
          };
          const value = this.units(arm, mode, inner);
          block.lines.push(`${units} = ${value};`, joint);
        }
        return units;
      }
    }
  }

  #fraction(
    numerator: ExactNumber,
    denominator: ExactNumber,
    mode: RoundingMode,
    block: Block,
  ): string {
    if (mode === "half-up" && (numerator.low >= 0 || numerator.high <= 0)) {
      const negative = numerator.low < 0;
      const half = denominator.op === "constant" && denominator.value % 2 === 0;
      const above = this.#multiple(numerator, (negative ? -1 : 1) * (half ? 1 : 2), block);
      const [middle, below] =
        denominator.op === "constant"
          ? half
            ? [literal(denominator.value / 2), literal(denominator.value)]
            : [literal(denominator.value), literal(2 * denominator.value)]
          : [this.#exact(denominator, block), this.#multiple(denominator, 2, block)];
      const floor = `Math.floor((${above} + ${middle}) / ${below})`;
      return negative ? `(0 - ${floor})` : floor;
    }
    const [above, below] = [this.#exact(numerator, block), this.#exact(denominator, block)];
    return `roundFraction(${above}, ${below}, ${JSON.stringify(mode)})`;
  }

  #double({ of, unit }: Rounded & { op: "double" }, mode: RoundingMode, block: Block): string {
    const value = this.#variable();
    block.lines.push(`const ${value} = ${this.#approx(of, block)} * ${unit};`);
    const { fixed, relative } = errorOfUnits(of, unit);
    const error =
      relative === 0
        ? String(fixed)
        : `${fixed} + ${relative} * ${of.bound.low >= 0 ? value : `Math.abs(${value})`}`;
    const units = this.#variable();
    if (mode === "half-up" && of.bound.low >= 0) {
      const [shifted, rest] = [this.#variable(), this.#variable()];
      block.lines.push(
        `const ${shifted} = ${value} + 0.5, ${units} = Math.floor(${shifted}), ${rest} = Math.abs(${shifted} - ${units} - 0.5);`,
      );
      this.#doubtUnless(`${rest} < 0.5 - (${error})`, block);
      return units;
    }
    block.lines.push(`const ${units} = roundDouble(${value}, ${error}, ${JSON.stringify(mode)});`);
    this.#doubtUnless(`${units} === ${units}`, block);
    return units;
  }

  /** A number times a constant, with one multiplication. */
  #multiple(number: ExactNumber, by: number, block: Block): string {
    if (by === 1) return this.#exact(number, block);
    if (number.op === "constant") return literal(number.value * by);
    if (number.op === "times" && !block.names.has(keyOf(number)))
      return `(${this.#exact(number.of, block)} * ${literal(number.factor * by)})`;
    return `(${this.#exact(number, block)} * ${literal(by)})`;
  }

  #exact(number: ExactNumber, block: Block): string {
    switch (number.op) {
      case "constant":
        return literal(number.value);
      case "slot":
        return this.slot(number.memory, number.slot);
      default:
        return this.#once(number, block, () => this.#exactOperation(number, block));
    }
  }

  #exactOperation(number: ExactNumber, block: Block): string {
    switch (number.op) {
      case "constant":
      case "slot":
        return this.#exact(number, block);
      case "field":
        return `rows[row + ${number.offset}]`;
      case "times":
        return number.factor === -1
          ? `(0 - ${this.#exact(number.of, block)})`
          : `(${this.#exact(number.of, block)} * ${literal(number.factor)})`;
      case "sum":
        return `(${number.of.map((one) => this.#exact(one, block)).join(" + ")})`;
      case "product":
        return `(${number.of.map((one) => this.#exact(one, block)).join(" * ")})`;
      case "choose":
        return `(${this.condition(number.condition, block)} ? ${this.#exact(number.yes, block)} : ${this.#exact(number.no, block)})`;
      case "least":
      case "greatest":
        return `Math.${number.op === "least" ? "min" : "max"}(${number.of.map((one) => this.#exact(one, block)).join(", ")})`;
      case "rowSum":
        return this.#rowSum(
          number.rows,
          this.#exact(number.start, block),
          block,
          usesInNumber(number.term),
          (inner) => this.#exact(number.term, inner),
        );
      case "rounded":
        return this.#fraction(number.numerator, number.denominator, number.mode, block);
      case "roundedDouble":
        return this.#roundedDouble(number, block);
      case "remainder": {
        const [dividend, divisor] = number.of.map((one) => this.#exact(one, block));
        // Nothing left of a negative number is zero without a sign.
        return `(${dividend} % ${divisor} + 0)`;
      }
    }
  }

  #roundedDouble(number: ExactNumber & { op: "roundedDouble" }, block: Block): string {
    const { unit, mode, low, high } = number;
    const [value, units] = [this.#variable(), this.#variable()];
    const { fixed, relative } = errorOfUnits(number.number, unit);
    const error = `${fixed} + ${relative} * Math.abs(${value})`;
    block.lines.push(
      `const ${value} = ${this.#approx(number.number, block)} * ${unit};`,
      `const ${units} = roundDouble(${value}, ${error}, ${JSON.stringify(mode)});`,
    );
    this.#doubtUnless(`${units} >= ${low} && ${units} <= ${high}`, block);
    return units;
  }

  #approx(number: ApproxNumber, block: Block): string {
    return this.#once(number, block, () => this.#approxOperation(number, block));
  }

  #approxOperation(number: ApproxNumber, block: Block): string {
    switch (number.op) {
      case "exact": {
        const integer = this.#exact(number.of, block);
        return number.of.scale === 1 ? integer : `(${integer} / ${number.of.scale})`;
      }
      case "quotient":
        return this.#quotient(number.of, block);
      case "sum":
        return `(${number.of.map((one) => this.#approx(one, block)).join(" + ")})`;
      case "product":
        return `(${number.of.map((one) => this.#approx(one, block)).join(" * ")})`;
      case "least":
      case "greatest":
        return `Math.${number.op === "least" ? "min" : "max"}(${number.of.map((one) => this.#approx(one, block)).join(", ")})`;
      case "divide":
        return `(${this.#approx(number.left, block)} / ${this.#approx(number.right, block)})`;
      case "choose":
        return `(${this.condition(number.condition, block)} ? ${this.#approx(number.yes, block)} : ${this.#approx(number.no, block)})`;
      case "rowSum":
        return this.#rowSum(
          number.rows,
          this.#approx(number.start, block),
          block,
          usesInNumber(number.term),
          (inner) => this.#approx(number.term, inner),
        );
    }
  }

  #quotient(number: Quotient, block: Block): string {
    if (number.op === "choose")
      return `(${this.condition(number.condition, block)} ? ${this.#quotient(number.yes, block)} : ${this.#quotient(number.no, block)})`;
    return `(${this.#exact(number.numerator, block)} / ${this.#exact(number.denominator, block)})`;
  }

  #rowSum(
    { table, width }: { readonly table: number; readonly width: number },
    start: string,
    block: Block,
    uses: ReadonlyMap<number, number>,
    term: (inner: Block) => string,
  ): string {
    const sum = this.#variable();
    const inner = blockOf(uses);
    this.#tied = false;
    const added = term(inner);
    const isTied = this.#tied;
    // The sum itself reads the tables.
    this.#tied = true;
    const loop = [
      `for (let row = 0; row < rows.length; row += ${width}) {`,
      ...inner.lines,
      `${sum} += ${added};`,
      "}",
    ];
    if (isTied) {
      block.lines.push(`let ${sum} = ${start};`, `{ const rows = t[${table}];`, ...loop, "}");
      return sum;
    }
    // A large function with a loop is at times replaced on the stack by V8, and then never optimised as a whole.
    const all = this.#memories;
    this.beside.push(`function sum${sum}(${sum}, rows, ${all}) {`, ...loop, `return ${sum};`, "}");
    block.lines.push(`const ${sum} = sum${sum}(${start}, t[${table}], ${all});`);
    return sum;
  }

  condition(condition: Condition, block: Block): string {
    switch (condition.op) {
      case "constant":
        return String(condition.value);
      case "isTrue":
        return `(${this.slot(condition.memory, condition.slot)} === 1)`;
      case "isNull": {
        const slot = this.slot(condition.memory, condition.slot);
        return `(${slot} !== ${slot})`;
      }
      case "not":
        return `(!${this.condition(condition.of, block)})`;
      case "and":
        return `(${condition.of.map((one) => this.condition(one, block)).join(" && ")})`;
      case "or":
        return `(${condition.of.map((one) => this.condition(one, block)).join(" || ")})`;
      case "compareExact": {
        const [left, right] = [
          this.#exact(condition.left, block),
          this.#exact(condition.right, block),
        ];
        return `(${left} ${ORDERS[condition.order]} ${right})`;
      }
      case "compareApprox": {
        const [a, b] = [this.#variable(), this.#variable()];
        const left = this.#approx(condition.left, block);
        const right = this.#approx(condition.right, block);
        block.lines.push(`const ${a} = ${left}, ${b} = ${right};`);
        const { fixed, relative } = errorOfDifference(condition.left, condition.right);
        const error = `${fixed} + ${relative} * (Math.abs(${a}) + Math.abs(${b}))`;
        this.#doubtUnless(`Math.abs(${a} - ${b}) > ${error}`, block);
        return `(${a} ${ORDERS[condition.order]} ${b})`;
      }
    }
  }

  #doubtUnless(decided: string, { lines }: Block): void {
    this.doubts = true;
    this.#tied = true;
    lines.push(`if (!(${decided})) ${this.onDoubt}`);
  }

  /** A part that is used several times is computed once. */
  #once(number: Shared, block: Block, operation: () => string): string {
    const key = keyOf(number);
    const known = block.names.get(key);
    if (known !== undefined) return known;
    const source = operation();
    if ((block.uses.get(key) ?? 0) < 2) return source;
    const name = this.#variable();
    block.lines.push(`const ${name} = ${source};`);
    block.names.set(key, name);
    return name;
  }

  slot(memory: Memory, slot: number): string {
    switch (memory) {
      case "figures":
        return `f[${slot}]`;
      case "parameters":
        return `p[${slot}]`;
      case "scores":
        if (!this.computed.has(slot)) return `s[${slot}]`;
        this.#tied = true;
        return `u${slot}`;
      case "known":
        // Fused functions run on whole cities.
        return "1";
    }
  }
}

const ORDERS = { "<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "===", "!=": "!==" } as const;

function literal(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}
