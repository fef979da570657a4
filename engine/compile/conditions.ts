/** @module Conditions between numbers: integers where both sides stay exact, else doubles that may be in doubt. */
import type { Order } from "../logic/order.ts";
import { holds } from "./integer.ts";
import { ids, isExact } from "./interned.ts";
import type { Condition, ExactNumber, IrNumber, Memory } from "./ir.ts";
import { Quotients } from "./quotients.ts";

export class Conditions extends Quotients {
  truth(value: boolean): Condition {
    return this.make<Condition>(`${value}`, { op: "constant", value });
  }

  slotTest(op: "isTrue" | "isNull", memory: Memory, slot: number): Condition {
    return this.make<Condition>(`${op}${memory}${slot}`, { op, memory, slot });
  }

  not(of: Condition): Condition {
    if (of.op === "constant") return this.truth(!of.value);
    if (of.op === "not") return of.of;
    return this.make<Condition>(`!${of.id}`, { op: "not", of });
  }

  every(op: "and" | "or", conditions: readonly Condition[]): Condition {
    const settling = op === "or";
    const of: Condition[] = [];
    for (const one of conditions) {
      if (one.op === "constant") {
        if (one.value !== settling) continue;
        // What stands before may raise a doubt, so it stays; nothing behind is ever asked.
        of.push(one);
        break;
      }
      of.push(one);
    }
    const [first = this.truth(!settling), ...rest] = of;
    if (rest.length === 0) return first;
    return this.make<Condition>(`${op}${ids(of)}`, { op, of });
  }

  compare(order: Order, left: IrNumber, right: IrNumber): Condition {
    if (left.form === "quotient" && left.op === "choose")
      return this.either(
        left.condition,
        this.compare(order, left.yes, right),
        this.compare(order, left.no, right),
      );
    if (right.form === "quotient" && right.op === "choose")
      return this.either(
        right.condition,
        this.compare(order, left, right.yes),
        this.compare(order, left, right.no),
      );
    const sides = this.#integerSides(left, right);
    if (sides !== null) {
      const [a, b] = sides;
      if (a.op === "constant" && b.op === "constant")
        return this.truth(holds(order, a.value - b.value));
      return this.make<Condition>(`${order}${ids(sides)}`, {
        op: "compareExact",
        order,
        left: a,
        right: b,
      });
    }
    const [a, b] = [this.approximate(left), this.approximate(right)];
    return this.make<Condition>(`a${order}${ids([a, b])}`, {
      op: "compareApprox",
      order,
      left: a,
      right: b,
    });
  }

  /** What `yes` says where the condition holds, and what `no` says where it fails. */
  either(condition: Condition, yes: Condition, no: Condition): Condition {
    if (yes === no) return yes;
    if (condition.op === "constant") return condition.value ? yes : no;
    if (yes.op === "constant")
      return yes.value
        ? this.every("or", [condition, no])
        : this.every("and", [this.not(condition), no]);
    if (no.op === "constant")
      return no.value
        ? this.every("or", [this.not(condition), yes])
        : this.every("and", [condition, yes]);
    return this.every("or", [
      this.every("and", [condition, yes]),
      this.every("and", [this.not(condition), no]),
    ]);
  }

  /** Both sides times what makes them integers of one scale; `null` where that is not proven to stay exact. */
  #integerSides(left: IrNumber, right: IrNumber): readonly [ExactNumber, ExactNumber] | null {
    if (isExact(left) && isExact(right))
      return this.atCommonScale([left, right]) as readonly [ExactNumber, ExactNumber] | null;
    const [a, b] = [this.#asFraction(left), this.#asFraction(right)];
    if (a === null || b === null) return null;
    const above = this.productOfIntegers(a[0], b[1]);
    const below = this.productOfIntegers(b[0], a[1]);
    if (above === null || below === null) return null;
    return [above, below];
  }

  /** Numerator and denominator, both of scale 1; the denominator is positive. */
  #asFraction(number: IrNumber): readonly [ExactNumber, ExactNumber] | null {
    if (number.form === "approx") return null;
    if (number.form === "quotient")
      return number.op === "divide" ? [number.numerator, number.denominator] : null;
    const integer = this.times(number, 1);
    return integer && [integer, this.constant(number.scale, 1)];
  }
}
