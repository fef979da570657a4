/**
 * @module The text formula read: precedence climbing (Pratt, "Top down operator precedence", 1973) over tokens with
 * places. It always gives a formula, with holes where something is missing, and says what is wrong where.
 */

import type { Facts } from "../../engine/issue.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import type { Names } from "../../engine/language/formula-names.ts";
import { CONNECTIVE, resolveName } from "../../engine/language/formula-text/name-text.ts";
import { codeOf, optionsBeside } from "../../engine/language/formula-text/option-text.ts";
import {
  COMPARISON_PRECEDENCE,
  JOINING,
  PRECEDENCE,
} from "../../engine/language/formula-text/precedence.ts";
import type { NodeSpan, Span } from "../../engine/language/formula-text/print.ts";
import {
  type Called,
  calledBy,
  constantOf,
  signWordOf,
} from "../../engine/language/formula-text/words.ts";
import { ELEMENT_OPERATORS } from "../../engine/logic/expression.ts";
import { childAt, HOLE, operation, variable } from "../../engine/logic/json-tree.ts";
import { MAX_FORMULA_DEPTH } from "../../engine/logic/read-expression.ts";
import { shareOf } from "../../engine/number/percent.ts";
import type { Logic } from "../../engine/rule-set/rule-set.ts";
import { closestTo } from "../../engine/score/closest.ts";
import { type Token, tokensOf } from "./lexer.ts";

export type TextErrorCode =
  | "operand_expected"
  | "operator_expected"
  | "close_expected"
  | "unterminated_text"
  | "unterminated_name"
  | "unexpected"
  | "data_is_no_json"
  | "percent_of_no_number"
  | "number_not_exact"
  | "too_deep"
  | "ambiguous_name"
  | "unknown_name"
  | "unknown_function"
  | "hole";

export interface TextError extends Span {
  readonly code: TextErrorCode;
  /** Errors keep a formula from being taken over; warnings (a name that does not exist yet) do not. */
  readonly severity: "error" | "warning";
  /** `expected`: the sign that would be right; `found`, `closest`. */
  readonly facts: Facts;
}

export interface ParsedText {
  readonly logic: Logic;
  /** Every node, parents before children. */
  readonly spans: readonly NodeSpan[];
  readonly errors: readonly TextError[];
}

interface Node extends Span {
  readonly logic: Logic;
  /** Pointers of the operands within this node; several steps where a word stands for several nodes. */
  readonly children: readonly { readonly node: Node; readonly at: string }[];
  /** Made by signs, not yet in brackets: the next operand of the same sign joins it. */
  readonly open?: string;
  /** A text in quotes: beside an input with choices it is one of them. */
  readonly quoted?: true;
  /** The brackets around it, which belong to what it stands in. */
  readonly brackets?: Span;
}

/** `0 ≤ x ≤ 1` is one comparison of three. */
const BETWEEN: ReadonlySet<string> = new Set(["<", "<="]);

/** @param names inputs and parts that names are looked up in; unknown ones are kept as written */
export function parseText(text: string, names: Names): ParsedText {
  const parser = new Parser(text, names);
  const root = parser.parse();
  return { logic: root.logic, spans: spansOf(root), errors: parser.errors };
}

class Parser {
  readonly errors: TextError[] = [];
  readonly #names: Names;
  #tokens: readonly Token[];
  #position = 0;
  #depth = 0;
  /** Bodies of `filter`, `map` … around. */
  #elements = 0;
  /** Of these the ones whose names are fields of the elements: all but those of `reduce`. */
  #fields = 0;

  constructor(text: string, names: Names) {
    this.#names = names;
    this.#tokens = tokensOf(text);
  }

  parse(): Node {
    const root = this.#expression(0);
    const rest = this.#token;
    if (rest.kind === "bad") this.#tell(rest.code, rest);
    else if (rest.kind !== "end") this.#tell("operator_expected", rest);
    return root;
  }

  get #token(): Token {
    return this.#tokens[this.#position] as Token;
  }

  /** End of what has been read. */
  get #read(): number {
    return this.#tokens[this.#position - 1]?.to ?? 0;
  }

  #tell(code: TextErrorCode, { from, to }: Span, facts: Facts = {}): void {
    // Past the limit nothing more is read, so nothing more is said.
    if (this.errors.at(-1)?.code === "too_deep") return;
    const warning = code === "unknown_name" || code === "unknown_function" || code === "hole";
    this.errors.push({ code, severity: warning ? "warning" : "error", from, to, facts });
  }

  #isSign(sign: string): boolean {
    return this.#token.kind === "sign" && this.#token.sign === sign;
  }

  /** The sign or word between two operands at the current token. */
  #infix(): string | null {
    const token = this.#token;
    if (token.kind === "sign") return PRECEDENCE.has(token.sign) ? token.sign : null;
    if (token.kind !== "name" || token.bracketed) return null;
    const word = signWordOf(token.value);
    return word === "and" || word === "or" ? word : null;
  }

  #expression(least: number): Node {
    if (++this.#depth > 4 * MAX_FORMULA_DEPTH) return this.#tooDeep();
    let left = this.#prefix();
    for (;;) {
      const sign = this.#infix();
      const precedence = PRECEDENCE.get(sign ?? "") ?? -1;
      if (sign === null || precedence < least) break;
      this.#position++;
      // Powers bind to the right, all others to the left.
      const right = this.#expression(sign === "^" ? precedence : precedence + 1);
      left = this.#joined(sign, left, right);
    }
    this.#depth--;
    return left;
  }

  #joined(sign: string, left: Node, right: Node): Node {
    const joins = JOINING.has(sign) || (BETWEEN.has(sign) && left.children.length === 2);
    const operands =
      left.open === sign && joins
        ? [...left.children.map(({ node }) => node), right]
        : [left, right];
    const compares = (one: string | undefined): boolean =>
      PRECEDENCE.get(one ?? "") === COMPARISON_PRECEDENCE;
    if (operands.length === 2 && compares(sign) && compares(left.open))
      this.#tell("operator_expected", { from: left.to, to: right.from });
    const operator = sign === "^" ? "power" : sign;
    const chosen = this.#withChoices(operator, operands);
    return { ...nodeOf(operator, chosen, outer(left).from, outer(right).to), open: sign };
  }

  #prefix(): Node {
    const token = this.#token;
    if (token.kind === "sign" && (token.sign === "-" || token.sign === "+")) {
      this.#position++;
      const next = this.#token;
      if (next.kind === "number" && next.from === token.to) return this.#number(token);
      const operand = this.#unaryOperand();
      return nodeOf(token.sign, [operand], token.from, outer(operand).to);
    }
    if (token.kind === "name" && !token.bracketed && signWordOf(token.value) === "!") {
      const next = this.#tokens[this.#position + 1];
      const calls = next?.kind === "sign" && (next.sign === "(" || next.sign === "'");
      if (!calls) {
        this.#position++;
        const operand = this.#unaryOperand();
        return nodeOf("!", [operand], token.from, outer(operand).to);
      }
    }
    return this.#primary();
  }

  #unaryOperand(): Node {
    if (++this.#depth > 4 * MAX_FORMULA_DEPTH) return this.#tooDeep();
    const operand = this.#prefix();
    this.#depth--;
    return operand;
  }

  #primary(): Node {
    const token = this.#token;
    switch (token.kind) {
      case "number":
        return this.#number(null);
      case "string":
        this.#position++;
        return { ...leaf(token.value, token), quoted: true };
      case "data":
        return this.#data(token);
      case "name":
        return this.#name(token);
      case "sign":
        if (token.sign === "(") return this.#bracketed();
        if (token.sign === "{") return this.#list();
        if (token.sign === "?") {
          this.#position++;
          this.#tell("hole", token);
          return leaf(HOLE, token);
        }
        return this.#missing();
      case "bad":
        this.#position++;
        this.#tell(token.code, token);
        return leaf(HOLE, token);
      case "end":
        return this.#missing();
    }
  }

  /** Nothing is passed over: what comes next may be right for what is around. */
  #missing(): Node {
    const token = this.#token;
    const at = { from: token.kind === "end" ? this.#read : token.from, to: token.to };
    this.#tell("operand_expected", at);
    return leaf(HOLE, { from: at.from, to: at.from });
  }

  #tooDeep(): Node {
    this.#tell("too_deep", this.#token);
    const { from } = this.#token;
    this.#position = this.#tokens.length - 1;
    return leaf(HOLE, { from, to: this.#token.to });
  }

  #number(sign: (Span & { readonly sign?: string }) | null): Node {
    const token = this.#token as Token & { readonly kind: "number" };
    this.#position++;
    const text = (sign?.sign === "-" ? "-" : "") + token.text;
    const digits =
      /^-?([\d.]*)/
        .exec(text)?.[1]
        ?.replace(".", "")
        .replace(/^0+|0+$/g, "") ?? "";
    const span = { from: sign?.from ?? token.from, to: token.to };
    if (digits.length > 15) this.#tell("number_not_exact", span, { found: text });
    return leaf(token.percent ? shareOf(text) : Number(text), span);
  }

  #data(token: Token & { readonly kind: "data" }): Node {
    this.#position++;
    const parsed = parseJson(token.text);
    if (parsed.ok) return leaf(parsed.value, token);
    this.#tell("data_is_no_json", token);
    return leaf(HOLE, token);
  }

  #name(token: Token & { readonly kind: "name" }): Node {
    const next = this.#tokens[this.#position + 1];
    if (next?.kind === "sign" && (next.sign === "(" || next.sign === "'")) return this.#call(token);
    if (!token.bracketed) {
      const constant = constantOf(token.value);
      if (constant !== undefined) {
        this.#position++;
        return leaf(constant, token);
      }
    }
    const resolved = resolveName(token.value, this.#names);
    if (resolved === null) this.#tell("ambiguous_name", token, { found: token.value });
    else if (!resolved.known) {
      if (!token.bracketed && this.#split(token)) return this.#prefix();
      if (this.#elements === 0) this.#tell("unknown_name", token, this.#closest(token.value));
    }
    this.#position++;
    return leaf(variable(resolved?.id ?? token.value), token);
  }

  /** `甲且乙` without spaces: names and words one by one. */
  #split(token: Token & { readonly kind: "name" }): boolean {
    if (!CONNECTIVE.test(token.value)) return false;
    const pieces: Token[] = [];
    let { from } = token;
    for (const value of token.value.split(/([且或])/u)) {
      const to = from + value.length;
      if (value !== "") pieces.push({ kind: "name", value, bracketed: false, from, to });
      from = to;
    }
    this.#tokens = [
      ...this.#tokens.slice(0, this.#position),
      ...pieces,
      ...this.#tokens.slice(this.#position + 1),
    ];
    return pieces.length > 1;
  }

  #closest(text: string): Facts {
    const candidates = [...this.#names.values()].flatMap(({ id, label }) => [label.zh, id]);
    const closest = closestTo(text, candidates);
    return { found: text, ...(closest === null ? {} : { closest }) };
  }

  #call(token: Token & { readonly kind: "name" }): Node {
    this.#position++;
    const bare = this.#isSign("'");
    if (bare) this.#position++;
    const called: Called = (token.bracketed ? undefined : calledBy(token.value)) ?? {
      kind: "operator",
      operator: token.value,
    };
    const elements = called.kind === "operator" && ELEMENT_OPERATORS.has(called.operator);
    const fields = elements && called.operator !== "reduce";
    const given = this.#isSign("(") ? this.#operands(")", elements, fields) : [this.#missing()];
    const operands = called.kind === "operator" ? this.#withChoices(called.operator, given) : given;
    const known = token.bracketed || calledBy(token.value) !== undefined;
    if (!known) this.#tell("unknown_function", token, { found: token.value });
    if (called.kind === "idiom") return this.#idiom(called.idiom, operands, token);
    const { operator } = called;
    const [only] = operands;
    const span = { from: token.from, to: this.#read };
    if (bare && operands.length === 1 && only !== undefined && !Array.isArray(only.logic)) {
      const logic: Logic = operation(operator, only.logic as unknown as readonly Logic[]);
      return { logic, children: [{ node: only, at: childAt(logic, "", 0) }], ...span };
    }
    return nodeOf(operator, operands, span.from, span.to);
  }

  /** `包含于("公积金查询"; 服务)`: the text is what a choice of the input is called. */
  #withChoices(operator: string, operands: readonly Node[]): readonly Node[] {
    if (this.#fields > 0) return operands;
    const logics = operands.map(({ logic }) => logic);
    const options = optionsBeside(operator, logics, this.#names);
    if (options.length === 0) return operands;
    return operands.map((node) =>
      node.quoted ? { ...node, logic: codeOf(String(node.logic), options) } : node,
    );
  }

  /** `计数(x)` and `逐项求和(x; y)`: `reduce` with a sum in it. */
  #idiom(idiom: "count" | "sumOver", operands: readonly Node[], token: Span): Node {
    const wanted = idiom === "count" ? 1 : 2;
    while (operands.length < wanted) operands = [...operands, this.#missing()];
    if (operands.length > wanted) this.#tell("operator_expected", operands[wanted] as Node);
    const [list, each] = operands as readonly [Node, Node | undefined];
    const body = operation("+", [variable("accumulator"), each?.logic ?? 1]);
    const logic = operation("reduce", [list.logic, body, 0]);
    const children = [{ node: list, at: "/reduce/0" }];
    if (each !== undefined && wanted === 2) children.push({ node: each, at: "/reduce/1/+/1" });
    return { logic, children, from: token.from, to: this.#read };
  }

  #bracketed(): Node {
    const open = this.#token;
    this.#position++;
    const { open: _, ...inner } = this.#expression(0);
    this.#close(")");
    return { ...inner, brackets: { from: open.from, to: this.#read } };
  }

  #list(): Node {
    const { from } = this.#token;
    const items = this.#operands("}");
    return {
      logic: items.map(({ logic }) => logic),
      children: items.map((node, index) => ({ node, at: `/${index}` })),
      from,
      to: this.#read,
    };
  }

  /** @param elements the second operand is asked of each element, whose fields are not known here */
  #operands(closing: string, elements = false, fields = false): readonly Node[] {
    this.#position++;
    const operands: Node[] = [];
    if (this.#isSign(closing)) {
      this.#position++;
      return operands;
    }
    for (;;) {
      const inElement = elements && operands.length === 1;
      if (inElement) this.#elements++;
      if (inElement && fields) this.#fields++;
      operands.push(this.#expression(0));
      if (inElement && fields) this.#fields--;
      if (inElement) this.#elements--;
      if (this.#isSign(";")) this.#position++;
      else {
        this.#close(closing);
        return operands;
      }
    }
  }

  #close(closing: string): void {
    const token = this.#token;
    if (this.#isSign(closing)) {
      this.#position++;
      return;
    }
    const at = token.kind === "end" ? { from: this.#read, to: token.to } : token;
    if (token.kind === "bad") this.#tell(token.code, at);
    else if (beginsOperand(token)) this.#tell("operator_expected", at, { closing });
    else this.#tell("close_expected", at, { expected: closing });
    // What fits nowhere here is passed over up to the bracket that was meant.
    const meant = this.#tokens.findIndex(
      (one, index) => index >= this.#position && one.kind === "sign" && one.sign === closing,
    );
    if (meant >= 0 && (token.kind === "bad" || beginsOperand(token))) this.#position = meant + 1;
  }
}

function beginsOperand(token: Token): boolean {
  if (token.kind === "sign") return token.sign === "(" || token.sign === "{" || token.sign === "?";
  return token.kind !== "bad" && token.kind !== "end";
}

/** The node with its brackets. */
function outer(node: Node): Span {
  return node.brackets ?? node;
}

function leaf(logic: Logic, { from, to }: Span): Node {
  return { logic, children: [], from, to };
}

function nodeOf(operator: string, operands: readonly Node[], from: number, to: number): Node {
  const logic = operation(
    operator,
    operands.map((operand) => operand.logic),
  );
  const children = operands.map((node, index) => ({ node, at: childAt(logic, "", index) }));
  return { logic, children, from, to };
}

function spansOf(root: Node): readonly NodeSpan[] {
  const spans: NodeSpan[] = [];
  const visit = (node: Node, at: string): void => {
    spans.push({ at, from: node.from, to: node.to });
    for (const child of node.children) visit(child.node, at + child.at);
  };
  visit(root, "");
  return spans;
}
