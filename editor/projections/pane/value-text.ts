/** @module Values of the engine as they stand under a node: decimals, shortened where they have no end. */
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { shiftDecimal } from "../../../engine/number/percent.ts";

const PLACES = 6;

/** `null` for what has no short form: lists and records. */
export function valueText(value: JsonValue, share = false): string | null {
  if (value === null) return "∅";
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return null;
  const fraction = /^(-?)(\d+)\/(\d+)$/.exec(value);
  if (fraction === null) return share ? `${shorten(shiftDecimal(value, 2))}%` : shorten(value);
  const [, sign = "", numerator = "0", denominator = "1"] = fraction;
  const scaled = (BigInt(numerator) * 10n ** BigInt(PLACES)) / BigInt(denominator);
  const digits = scaled.toString().padStart(PLACES + 1, "0");
  const decimal = `${sign}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
  return share ? `${shiftDecimal(decimal, 2)}…%` : `${decimal}…`;
}

function shorten(text: string): string {
  const [whole = "", places = ""] = text.split(".");
  if (!/^-?\d+$/.test(whole)) return text.length > 12 ? `${text.slice(0, 12)}…` : text;
  return places.length > PLACES ? `${whole}.${places.slice(0, PLACES)}…` : text;
}
