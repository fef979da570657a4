/** @module A formula as MathML, for Word, WPS and everything else that prints mathematics. */
import type { TFunction } from "i18next";
import type { Language } from "../../../engine/language/language.ts";
import { operatorName } from "./roles.ts";
import type { BraceShape, Notation } from "./shapes.ts";

interface Printer {
  readonly say: TFunction<"projections">;
  readonly language: Language;
}

/** A whole `<math>` element. */
export function mathMlOf(
  shape: Notation,
  say: TFunction<"projections">,
  language: Language,
): string {
  const body = print(shape, { say, language });
  return `<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">${body}</math>`;
}

function print(shape: Notation, printer: Printer): string {
  const { say } = printer;
  const inner = (one: Notation): string => print(one, printer);
  const chain = (members: readonly Notation[], sign: string): string =>
    row(members.map((member) => bracketed(member, inner)).join(operator(sign)));
  switch (shape.kind) {
    case "number":
      return `<mn>${escapeXml(shape.text)}${shape.percent ? "%" : ""}</mn>`;
    case "word":
      return text(
        shape.what === "text"
          ? `“${shape.option?.label ?? shape.text}”`
          : say(`words.${shape.what}`),
      );
    case "name":
      return nameOf(shape.name);
    case "hole":
      return "<mo>□</mo>";
    case "fraction": {
      const { zero, cap } = shape;
      const quotient = `<mfrac>${inner(shape.above)}${inner(shape.below)}</mfrac>`;
      const fraction =
        cap === undefined
          ? quotient
          : capped(quotient, row(text(`${say("cap")} `) + inner(cap.limit)));
      if (zero.kind !== "rule") return fraction;
      const rule = `${text(`（${say("zero.when")}${say("zero.counts")} `)}${inner(zero.value)}${text("）")}`;
      return row(fraction + rule);
    }
    case "sum":
      return row(shape.members.map(inner).join(operator("+")));
    case "product":
      return chain(shape.members, "×");
    case "difference":
      return chain(shape.members, "−");
    case "comparison":
      return row(shape.members.map(inner).join(operator(shape.sign)));
    case "junction":
      return row(
        shape.members
          .map((one) => bracketed(one, inner))
          .join(text(` ${say(`junction.${shape.word}`)} `)),
      );
    case "negative":
      return row(operator("−") + bracketed(shape.of, inner));
    case "not":
      return row(text(`${say("not")} `) + bracketed(shape.of, inner));
    case "bound": {
      const limit = row(text(`${say(shape.side)} `) + inner(shape.limit));
      const of = inner(shape.of);
      return shape.side === "cap"
        ? capped(of, limit)
        : `<munder><munder>${of}<mo stretchy="true">⏟</mo></munder>${limit}</munder>`;
    }
    case "brace":
      return brace(shape, printer);
    case "tally":
      return table(
        shape.rows.map((one) =>
          one.kind === "tick"
            ? [inner(one.points), row(text(`${say("when")} `) + inner(one.condition))]
            : [inner(one.term), ""],
        ),
        "∑",
      );
    case "chosen":
      return text(shape.label);
    case "count":
      return row(text(say("count")) + fenced(inner(shape.of)));
    case "total":
      return row(`<munder><mo>∑</mo>${inner(shape.list)}</munder>${bracketed(shape.body, inner)}`);
    case "call":
      return row(
        text(operatorName(shape.operator, say, printer.language)) +
          fenced(shape.members.map(inner).join(operator(","))),
      );
    case "list":
      return row(`<mo>[</mo>${shape.members.map(inner).join(operator(","))}<mo>]</mo>`);
    default:
      return shape satisfies never;
  }
}

function capped(of: string, limit: string): string {
  return `<mover><mover>${of}<mo stretchy="true">⏞</mo></mover>${limit}</mover>`;
}

function brace(shape: BraceShape, printer: Printer): string {
  const { say } = printer;
  const x = "<mi>x</mi>";
  const rows = shape.rows.map(({ value, condition }) => {
    if (condition === null) return [print(value, printer), text(say("otherwise"))];
    const bound = condition.kind === "comparison" ? condition.members[1] : undefined;
    const said =
      shape.subject !== null && condition.kind === "comparison" && bound !== undefined
        ? row(x + operator(condition.sign) + print(bound, printer))
        : print(condition, printer);
    return [print(value, printer), row(text(`${say("when")} `) + said)];
  });
  const braces = table(rows, "{");
  if (shape.subject === null) return braces;
  const subject = row(
    text(`${say("listSeparator")}${say("let")} `) +
      x +
      operator("=") +
      print(shape.subject, printer),
  );
  return row(braces + subject);
}

function table(rows: readonly (readonly string[])[], open: string): string {
  const body = rows
    .map(
      (cells) =>
        `<mtr>${cells.map((cell) => `<mtd columnalign="left">${cell}</mtd>`).join("")}</mtr>`,
    )
    .join("");
  return row(`<mo stretchy="true">${open}</mo><mtable columnalign="left">${body}</mtable>`);
}

const LOOSE: ReadonlySet<Notation["kind"]> = new Set([
  "sum",
  "difference",
  "negative",
  "comparison",
  "junction",
  "total",
]);

function bracketed(shape: Notation, inner: (shape: Notation) => string): string {
  return LOOSE.has(shape.kind) ? fenced(inner(shape)) : inner(shape);
}

function nameOf(name: Extract<Notation, { readonly kind: "name" }>["name"]): string {
  if (name.printed !== undefined) return `<mn>${escapeXml(name.printed)}</mn>`;
  if (name.symbol === undefined) return text(name.label);
  const [, letters = name.symbol, index = ""] = /^(.*?)(\d*)$/.exec(name.symbol) ?? [];
  const letter = `<mi>${escapeXml(letters)}</mi>`;
  return index === "" ? letter : `<msub>${letter}<mn>${index}</mn></msub>`;
}

function row(content: string): string {
  return `<mrow>${content}</mrow>`;
}

function fenced(content: string): string {
  return `<mrow><mo>(</mo>${content}<mo>)</mo></mrow>`;
}

function operator(sign: string): string {
  return `<mo>${escapeXml(sign)}</mo>`;
}

function text(words: string): string {
  return `<mtext>${escapeXml(words)}</mtext>`;
}

function escapeXml(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
