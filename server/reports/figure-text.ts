/** @module A figure as people read it in a table: with its unit, options by name. */
import { type Language, textIn } from "../../engine/language/language.ts";
import type { Input, Option } from "../../engine/rule-set/rule-set.ts";
import { FORM_WORDS } from "../forms/form-words.ts";

/** Empty where there is no figure. */
export function figureText(declared: Input, value: unknown, language: Language): string {
  if (value === undefined) return "";
  const words = FORM_WORDS[language];
  if (value === null) return words.none;
  const [comma, separator] = language === "en" ? [", ", "; "] : ["、", "；"];
  switch (declared.type) {
    case "boolean":
      return value === true ? words.yes : words.no;
    case "choice":
      return labelOf(declared.options, value, language);
    case "list": {
      const chosen = Array.isArray(value) ? value : [];
      if (chosen.length === 0) return words.none;
      return chosen.map((code) => labelOf(declared.options, code, language)).join(comma);
    }
    case "counts":
      return Object.entries(value)
        .map(([code, count]) => `${labelOf(declared.options, code, language)} ${count}`)
        .join(comma);
    case "rows":
      return (Array.isArray(value) ? value : [])
        .map((row: { readonly [field: string]: unknown }) =>
          Object.entries(declared.fields)
            .map(([field, own]) => figureText(own, row[field], language))
            .join(" "),
        )
        .join(separator);
    case "text":
      return String(value);
    default:
      return `${value}${unitOf(declared, language)}`;
  }
}

function unitOf(declared: Input, language: Language): string {
  if ("type" in declared && declared.type === "percent") return "%";
  const unit = "unit" in declared ? declared.unit : undefined;
  return unit === undefined ? "" : language === "en" ? ` ${unit}` : unit;
}

function labelOf(options: readonly Option[], code: unknown, language: Language): string {
  const option = options.find((one) => one.code === code);
  return option === undefined ? String(code) : textIn(option.label, language);
}
