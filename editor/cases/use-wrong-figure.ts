/** @module What would have been right in the place of a figure that cannot be read, as a sentence. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Input } from "../../engine/rule-set/rule-set.ts";
import { useText } from "../messages/index.ts";
import type { FigureKind } from "./figure-text.ts";

export function useWrongFigure(): (expected: FigureKind, input: Input) => string {
  const { t, i18n } = useTranslation("cases");
  const text = useText();
  const separator = i18n.language === "en" ? "; " : "；";
  return useCallback(
    (expected, input) => {
      const names = "options" in input ? input.options.map(({ label }) => text(label)) : [];
      return t(`wrongFigure.${expected}`, { options: names.join(separator) });
    },
    [t, text, separator],
  );
}
