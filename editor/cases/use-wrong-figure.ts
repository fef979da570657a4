/** @module What would have been right in the place of a figure that cannot be read, as a sentence. */
import { useTranslation } from "react-i18next";
import type { Input } from "../../engine/rule-set/rule-set.ts";
import { useText } from "../messages/index.ts";
import type { FigureKind } from "./figure-text.ts";

export function useWrongFigure(): (expected: FigureKind, input: Input) => string {
  const { t, i18n } = useTranslation("cases");
  const text = useText();
  return (expected, input) => {
    const names = "options" in input ? input.options.map(({ label }) => text(label)) : [];
    const options = names.join(i18n.language === "en" ? "; " : "；");
    return t(`wrongFigure.${expected}`, { options });
  };
}
