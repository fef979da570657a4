/** @module The names that a request may have in its objects and lists, each with what is to be known to read what follows it. */
import type { ItemReader } from "./item-readers.ts";
import { type FieldPlace, type Place, USUAL } from "./layout.ts";
import type { ReadFigure } from "./read-figures.ts";

export const NUMBER = 1;
export const FLAG = 2;
export const OBJECT = 3;
const FIGURE = 4;

/** The names from one place up to another. */
export interface NameGroup {
  readonly first: number;
  readonly end: number;
}

export interface ByteMember {
  readonly name: string;
  /** NUMBER and FLAG for the most common, OBJECT for items, else FIGURE. */
  readonly kind: number;
  /** Slot, scale, lowest and highest integer of a number; the slot of a flag. */
  readonly range: readonly [number, number, number, number];
  /** `null` for items and options. */
  readonly place: Place | null;
  /** How what is not plain is read; `null` where nothing else is taken. */
  readonly read: ReadFigure | null;
  /** The names below it: inputs of an item, options, fields of a row. */
  readonly group: NameGroup;
}

export interface ByteMembers {
  readonly members: readonly ByteMember[];
  /** Names in the order of the members, group after group. */
  readonly groups: readonly (readonly string[])[];
  readonly root: NameGroup;
  /** Of all items, one after the other. */
  readonly inputs: NameGroup;
}

interface Name {
  readonly name: string;
  readonly place: Place | null;
  readonly read: ReadFigure | null;
  readonly below: readonly Name[];
}

export function byteMembers(items: readonly ItemReader[]): ByteMembers {
  const root = items.map(
    ({ node, inputs }): Name => ({
      name: node.id,
      place: null,
      read: null,
      below: inputs.map(({ placed: { id, place }, read }) => nameOf(id, place, read)),
    }),
  );
  // Level by level: all items, then all inputs, then what is within them.
  const groups: (readonly Name[])[] = [root];
  const members: ByteMember[] = [];
  let end = root.length;
  for (const group of groups) {
    for (const { below, ...name } of group) {
      const ofName = { first: end, end: end + below.length };
      if (below.length > 0) groups.push(below);
      end = ofName.end;
      members.push({ ...name, ...kindOf(name.place), group: ofName });
    }
  }
  const inputs = items.reduce((sum, item) => sum + item.inputs.length, 0);
  return {
    members,
    groups: groups.map((group) => group.map(({ name }) => name)),
    root: { first: 0, end: root.length },
    inputs: { first: root.length, end: root.length + inputs },
  };
}

function nameOf(name: string, place: Place, read: ReadFigure | null): Name {
  return { name, place, read, below: namesBelow(place) };
}

function namesBelow(place: Place): readonly Name[] {
  switch (place.kind) {
    case "choice":
    case "list":
      return [...place.codes.keys()].map((name) => ({ name, place: null, read: null, below: [] }));
    case "counts":
      return [...place.codes].map(([code, option]) =>
        nameOf(code, countPlace(place.first + option), null),
      );
    case "rows":
      return [...place.fields].map(([id, field]) => nameOf(id, field, null));
    default:
      return [];
  }
}

function countPlace(slot: number): FieldPlace {
  return {
    kind: "number",
    slot,
    scale: 1,
    formulaScale: 1,
    low: 0,
    high: USUAL,
    whole: true,
    nullable: false,
  };
}

function kindOf(place: Place | null): Pick<ByteMember, "kind" | "range"> {
  switch (place?.kind) {
    case "number":
      return { kind: NUMBER, range: [place.slot, place.scale, place.low, place.high] };
    case "flag":
      return { kind: FLAG, range: [place.slot, 0, 0, 0] };
    default:
      return { kind: place === null ? OBJECT : FIGURE, range: [0, 0, 0, 0] };
  }
}
