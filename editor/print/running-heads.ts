/**
 * @module The name of a group of indicators at the head of each page that it fills: a named page for each (CSS Paged
 * Media 3, 5 and 9). The rules are made here, since the names stand in the rule files.
 */
import { useEffect } from "react";

export interface RunningHead {
  /** Name of the page, an identifier of CSS. */
  readonly page: string;
  readonly text: string;
}

export function useRunningHeads(heads: readonly RunningHead[]): void {
  const rules = heads.map(ruleOf).join("\n");
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    // A style element would need leave of the content policy; the rules of a sheet need none.
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [rules]);
}

function ruleOf({ page, text }: RunningHead): string {
  return `@page ${page} { @top-right { content: ${quoted(text)}; font-size: 9pt; } }`;
}

/** As a string of CSS (CSS Syntax 3, 4.3.5). */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\\n]/g, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;
}
