/** @module A change between two rule sets in words and numbers. */
import type { Change } from "../compare/change.ts";
import { isObject, type JsonValue } from "../json/json-value.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import { type Language, textIn } from "./language.ts";
import { messagesIn } from "./sentence.ts";

export interface DescribedChange {
  /** Node with its name; "" for the set itself. */
  readonly place: string;
  /** What kind of change, with the part or figure that it concerns. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

const SHARES: ReadonlySet<Change["kind"]> = new Set(["weight-changed", "threshold-changed"]);

export function describeChange(
  change: Change,
  before: PreparedRuleSet,
  after: PreparedRuleSet,
  language: Language,
): DescribedChange {
  const node = (after.nodes.get(change.node) ?? before.nodes.get(change.node))?.node;
  const subject =
    /^\/(?:parts|inputs|constants|outputs|source)\/([^/]+)/.exec(change.path)?.[1] ?? "";
  const kind = messagesIn(language).changes[change.kind] ?? change.kind;
  const show = (value: JsonValue): string => showValue(value, change, language);
  return {
    place: node ? `${node.id} ${textIn(node.name, language)}` : "",
    what: subject ? `${subject} ${kind}` : kind,
    before: show(change.before),
    after: show(change.after),
  };
}

function showValue(value: JsonValue, change: Change, language: Language): string {
  if (value === null) return "";
  if (typeof value === "object" && !Array.isArray(value) && isObject(value)) {
    const { zh, en, name, label } = value as { readonly [key: string]: JsonValue };
    if (typeof zh === "string" && typeof en === "string") return textIn({ zh, en }, language);
    const named = name ?? label;
    if (isObject(named) && typeof named.zh === "string")
      return language === "en" ? String(named.en) : named.zh;
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const share = Number(text);
  // Shares read as percent in the notice: 0.3 is 30%.
  if (SHARES.has(change.kind) && Number.isFinite(share) && share > 0 && share <= 1)
    return `${percent(text)}%`;
  return text;
}

/** Decimal text times one hundred, exactly. */
function percent(text: string): string {
  const [whole = "0", places = ""] = text.split(".");
  const digits = whole + places.padEnd(2, "0");
  const cut = whole.length + 2;
  const rest = digits.slice(cut).replace(/0+$/, "");
  return `${digits.slice(0, cut).replace(/^0+(?=\d)/, "")}${rest ? `.${rest}` : ""}`;
}
