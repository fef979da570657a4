/** @module JSON pointers (RFC 6901) taken apart; `engine/json` puts them together. */

/** The unescaped steps of a pointer; none for "". */
export function pointerSteps(pointer: string): readonly string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The pointer to what holds the value, and the value's own step in it; `null` for "". */
export function splitPointer(
  pointer: string,
): { readonly holder: string; readonly step: string } | null {
  const cut = pointer.lastIndexOf("/");
  if (cut < 0) return null;
  return { holder: pointer.slice(0, cut), step: pointerSteps(pointer.slice(cut))[0] ?? "" };
}
