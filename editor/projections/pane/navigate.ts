/**
 * @module Moving through a formula by keys. Every view nests its elements as the formula nests its nodes, so the page
 * itself answers who stands beside whom, in the order in which it is seen.
 */

const PLACE = "[data-at]";

/** The field of a leaf stands in a form of its own. */
const FIELD = "> .own-form > [data-leaf]";

export type Direction = "next" | "previous" | "first" | "last" | "child" | "parent";

/** The place that an element stands in. */
export function placeElement(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>(PLACE) ?? null;
}

export function neighbour(
  from: HTMLElement,
  direction: Direction,
  root: HTMLElement,
): HTMLElement | null {
  const parent = parentPlace(from, root);
  if (direction === "parent") return parent;
  if (direction === "child") return childPlaces(from)[0] ?? null;
  const siblings = parent === null ? [from] : childPlaces(parent);
  const index = siblings.indexOf(from);
  switch (direction) {
    case "next":
      return siblings[index + 1] ?? null;
    case "previous":
      return siblings[index - 1] ?? null;
    case "first":
      return siblings[0] ?? null;
    default:
      return siblings.at(-1) ?? null;
  }
}

/** The next or previous leaf or empty slot that can be written into; `null` at the ends. */
export function nextLeaf(from: HTMLElement, back: boolean, root: HTMLElement): HTMLElement | null {
  const leaves = [...root.querySelectorAll<HTMLElement>(`${PLACE}:has(${FIELD})`)];
  const order = back ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const beyond = leaves.filter(
    (leaf) =>
      leaf !== from &&
      (from.compareDocumentPosition(leaf) & order) !== 0 &&
      !(back && leaf.contains(from)),
  );
  return (back ? beyond.at(-1) : beyond[0]) ?? null;
}

/** The element of a place, or of the nearest node around it that this view shows. */
export function elementOf(at: string, root: HTMLElement): HTMLElement | null {
  for (let here = at; ; here = here.slice(0, here.lastIndexOf("/"))) {
    const found = root.querySelector<HTMLElement>(`[data-at="${CSS.escape(here)}"]`);
    if (found !== null) return found;
    if (here === "") return root.querySelector<HTMLElement>(PLACE);
  }
}

/** Gives the focus to a place: to the field of a leaf, else to the node itself. */
export function focusPlace(element: HTMLElement): void {
  const field = element.querySelector<HTMLElement>(`:scope ${FIELD}`);
  (element.matches("[tabindex]") ? element : (field ?? element)).focus({ preventScroll: false });
}

function parentPlace(element: HTMLElement, root: HTMLElement): HTMLElement | null {
  const parent = placeElement(element.parentElement);
  return parent !== null && root.contains(parent) ? parent : null;
}

function childPlaces(element: HTMLElement): readonly HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(PLACE)].filter(
    (child) => placeElement(child.parentElement) === element,
  );
}
