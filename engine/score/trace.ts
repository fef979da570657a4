/** @module A formula's computation as a tree: one node per operation with its value and where names came from. */
import { ELEMENT_OPERATORS, type Expression, variableName } from "../logic/expression.ts";
import type { Observer } from "../logic/interpret.ts";
import { toJson, type Value } from "../logic/value.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import type { TraceNode, TraceSource } from "./result.ts";

interface Open {
  readonly expression: Expression;
  readonly operands: TraceNode[];
}

/** Watches one formula of `node`; {@link TraceBuilder.root} is its trace afterwards. */
export class TraceBuilder implements Observer {
  readonly #node: PreparedNode;
  readonly #open: Open[] = [];
  #elementDepth = 0;
  #root: TraceNode | null = null;

  constructor(node: PreparedNode) {
    this.#node = node;
  }

  get root(): TraceNode {
    return this.#root ?? { at: "", operator: "literal", value: null };
  }

  enter(expression: Expression): void {
    if (this.#isElementBody(expression)) this.#elementDepth++;
    this.#open.push({ expression, operands: [] });
  }

  leave(expression: Expression, value: Value): void {
    const closed = this.#open.pop();
    const node = this.#traceOf(expression, value, closed?.operands ?? []);
    if (this.#isElementBody(expression)) this.#elementDepth--;
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = node;
    else parent.operands.push(node);
  }

  #isElementBody(expression: Expression): boolean {
    const parent = this.#open.at(-1)?.expression;
    return (
      parent?.kind === "operation" &&
      ELEMENT_OPERATORS.has(parent.operator) &&
      parent.operands[1] === expression
    );
  }

  #traceOf(expression: Expression, value: Value, operands: readonly TraceNode[]): TraceNode {
    const operator = expression.kind === "operation" ? expression.operator : expression.kind;
    const name = variableName(expression);
    const known = name === null ? null : this.#sourceOf(name);
    return {
      at: expression.at,
      operator,
      value: toJson(value),
      ...(known?.unit === undefined ? {} : { unit: known.unit }),
      ...(known === null ? {} : { source: known.source }),
      ...(name !== null || operands.length === 0 ? {} : { operands }),
    };
  }

  #sourceOf(path: string): { source: TraceSource; unit?: string | undefined } {
    const node = this.#node;
    const name = path.split(".")[0] ?? path;
    if (this.#elementDepth > 0) return { source: { kind: "element", name: path } };
    const part = node.parts.find(({ id }) => id === name);
    if (part !== undefined) return { source: { kind: "part", part: name }, unit: part.part.unit };
    const input = node.inputs.get(name);
    if (input !== undefined) {
      const unit = "unit" in input.input ? input.input.unit : undefined;
      return { source: { kind: "input", node: input.owner, input: input.id }, unit };
    }
    const constant = node.constants.get(name);
    if (constant !== undefined) {
      return {
        source: { kind: "constant", node: constant.owner, constant: name },
        unit: constant.unit,
      };
    }
    if (name === "weight" || name === "children" || name === "score")
      return { source: { kind: name } };
    return { source: { kind: "element", name: path } };
  }
}
