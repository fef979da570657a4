/**
 * @module A request's figures from the bytes of its JSON straight into slots, with no object made on the way: of a text in
 * which everything is declared, plain and said once. Any other is left to whoever reads it into objects first.
 */
import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  endOfPlainText,
  endOfValue,
  MINUS,
  NINE,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  skipSpace,
  standsAt,
  textBetween,
  tokenOf,
  ZERO,
} from "../json/json-bytes.ts";
import { JsonNames } from "../json/json-names.ts";
import { JsonPart } from "../json/json-part.ts";
import { MAX_JSON_DEPTH, MAX_SIGNIFICANT_DIGITS } from "../json/parse-json.ts";
import { parsePlainJson } from "../json/plain-json.ts";
import {
  type ByteMember,
  byteMembers,
  FLAG,
  type NameGroup,
  NUMBER,
  OBJECT,
} from "./byte-members.ts";
import type { ItemReader } from "./item-readers.ts";
import type { Place, RowsPlace } from "./layout.ts";
import type { TypedCity } from "./machine.ts";
import { DecimalReader } from "./read-number.ts";

/** Instead of the place behind a value: it is not plain. */
const FAILED = -1;
const TRUE = tokenOf(true);
const FALSE = tokenOf(false);

/** Methods that read a value take the place where it begins, and answer the place behind it, or FAILED. */
export class ByteReader {
  readonly #names: JsonNames;
  readonly #members: readonly ByteMember[];
  readonly #root: NameGroup;
  readonly #inputs: NameGroup;
  /** What most members need lies in arrays, which are read from one end to the other. */
  readonly #kinds: Uint8Array;
  /** Four for each member: slot, scale, lowest and highest integer. */
  readonly #ranges: Float64Array;
  /** Two for each member: first and end of the names below it. */
  readonly #groups: Uint32Array;
  /** The object in which a member was read last; they are counted. */
  readonly #seen: Float64Array;
  readonly #decimal = new DecimalReader();
  #city: TypedCity;
  /** Where numbers go: slots of the city, or of a row. */
  #numbers: Float64Array;
  #start = 0;
  /** Of the bytes that are read. */
  #view: DataView = new DataView(new ArrayBuffer(0));
  #objects = 0;
  /** Members of the object that was read last. */
  #found = 0;
  #table = new Float64Array(0);

  /** @param items their inputs stand in the order of the layout */
  constructor(items: readonly ItemReader[], city: TypedCity) {
    const { members, groups, root, inputs } = byteMembers(items);
    this.#names = new JsonNames(groups);
    this.#members = members;
    this.#root = root;
    this.#inputs = inputs;
    this.#kinds = Uint8Array.from(members, ({ kind }) => kind);
    this.#ranges = Float64Array.from(members.flatMap(({ range }) => [...range]));
    this.#groups = Uint32Array.from(members.flatMap(({ group }) => [group.first, group.end]));
    this.#seen = new Float64Array(members.length);
    this.#city = city;
    this.#numbers = city.figures;
  }

  /**
   * @param missing told each input that the text does not give, by its place, once the text was read
   * @returns false where the text is not plain; what lies in the slots then is worth nothing
   */
  read({ bytes, from, to }: JsonPart, city: TypedCity, missing: (input: number) => void): boolean {
    const before = this.#objects;
    this.#city = city;
    this.#numbers = city.figures;
    this.#start = 0;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.#object(bytes, from, this.#root.first, this.#root.end) !== to) return false;
    const { first, end } = this.#inputs;
    for (let place = first; place < end; place++)
      if ((this.#seen[place] as number) <= before) missing(place - first);
    return true;
  }

  /** Of the names from `first` up to `end`. */
  #object(bytes: Uint8Array, start: number, first: number, end: number): number {
    if (bytes[start] !== OPEN_OBJECT) return FAILED;
    const names = this.#names;
    const seen = this.#seen;
    const view = this.#view;
    const object = ++this.#objects;
    let found = 0;
    let at = skipSpace(bytes, start + 1);
    for (let place = first; bytes[at] !== CLOSE_OBJECT; place++) {
      place = names.find(bytes, view, at, first, end, place);
      if (place === FAILED || seen[place] === object) return FAILED;
      seen[place] = object;
      found++;
      at = skipSpace(bytes, names.end);
      if (bytes[at] !== COLON) return FAILED;
      at = this.#value(bytes, skipSpace(bytes, at + 1), place);
      if (at === FAILED) return FAILED;
      at = next(bytes, at, CLOSE_OBJECT);
      if (at === FAILED) return FAILED;
    }
    this.#found = found;
    return at + 1;
  }

  #value(bytes: Uint8Array, at: number, place: number): number {
    switch (this.#kinds[place]) {
      case NUMBER:
        return this.#number(bytes, at, place);
      case FLAG:
        return this.#flag(bytes, at, place);
      case OBJECT:
        return this.#object(
          bytes,
          at,
          this.#groups[2 * place] as number,
          this.#groups[2 * place + 1] as number,
        );
      default:
        return this.#figure(bytes, at, this.#members[place] as ByteMember);
    }
  }

  #number(bytes: Uint8Array, at: number, place: number): number {
    const mark = bytes[at] as number;
    const quoted = mark === QUOTE;
    if (!quoted && mark !== MINUS && !(mark >= ZERO && mark <= NINE))
      return this.#other(bytes, at, this.#members[place] as ByteMember);
    const ranges = this.#ranges;
    const decimal = this.#decimal;
    const row = place * 4;
    const integer = decimal.read(bytes, quoted ? at + 1 : at, ranges[row + 1] as number);
    if (!(integer >= (ranges[row + 2] as number) && integer <= (ranges[row + 3] as number)))
      return FAILED;
    this.#numbers[this.#start + (ranges[row] as number)] = integer;
    // What a double would round lies in no range of a slot.
    if (!quoted) return decimal.end;
    return bytes[decimal.end] === QUOTE ? decimal.end + 1 : FAILED;
  }

  #flag(bytes: Uint8Array, at: number, place: number): number {
    const flag = standsAt(TRUE, bytes, at) ? 1 : 0;
    if (flag === 0 && !standsAt(FALSE, bytes, at))
      return this.#other(bytes, at, this.#members[place] as ByteMember);
    this.#numbers[this.#start + (this.#ranges[place * 4] as number)] = flag;
    return at + (flag === 1 ? TRUE.length : FALSE.length);
  }

  #figure(bytes: Uint8Array, at: number, member: ByteMember): number {
    const { place, group } = member;
    switch (place?.kind) {
      case "choice": {
        if (bytes[at] !== QUOTE) break;
        const { first, end } = group;
        const option = this.#names.find(bytes, this.#view, at, first, end, first);
        if (option === FAILED) return FAILED;
        this.#numbers[this.#start + place.slot] = option - group.first;
        return this.#names.end;
      }
      case "list":
        if (bytes[at] !== OPEN_LIST) break;
        return this.#list(bytes, at, place, group);
      case "counts":
        this.#city.figures.fill(0, place.first, place.first + place.codes.size);
        return this.#object(bytes, at, group.first, group.end);
      case "rows":
        if (bytes[at] !== OPEN_LIST) break;
        return this.#rows(bytes, at, place, group);
      case "object": {
        // The text of a row is left where it is.
        if (member.read !== null) break;
        const end = endOfPlainText(bytes, at);
        // Never fewer bytes than characters.
        return end - at - 2 <= place.maximum ? end : FAILED;
      }
    }
    return this.#other(bytes, at, member);
  }

  #list(
    bytes: Uint8Array,
    start: number,
    { first, count, object }: Place & { readonly kind: "list" },
    group: NameGroup,
  ): number {
    const { figures, objects } = this.#city;
    const names = this.#names;
    const view = this.#view;
    for (let slot = first; slot < count; slot++) figures[slot] = 0;
    let chosen = 0;
    let at = skipSpace(bytes, start + 1);
    for (let place = group.first; bytes[at] !== CLOSE_LIST; place++) {
      place = names.find(bytes, view, at, group.first, group.end, place);
      const slot = first + place - group.first;
      // An option that is chosen twice is told as such.
      if (place === FAILED || figures[slot] === 1) return FAILED;
      figures[slot] = 1;
      chosen++;
      at = next(bytes, names.end, CLOSE_LIST);
      if (at === FAILED) return FAILED;
    }
    figures[count] = chosen;
    objects[object] = new JsonPart(bytes, start, at + 1);
    return at + 1;
  }

  #rows(
    bytes: Uint8Array,
    start: number,
    { fields, width, maximumRows, ...place }: RowsPlace,
    group: NameGroup,
  ): number {
    let rows = 0;
    let at = skipSpace(bytes, start + 1);
    for (; bytes[at] !== CLOSE_LIST; rows++) {
      if (rows === maximumRows) return FAILED;
      const end = (rows + 1) * width;
      if (this.#table.length < end) this.#table = longer(this.#table, 2 * end);
      this.#numbers = this.#table;
      this.#start = rows * width;
      at = this.#object(bytes, at, group.first, group.end);
      if (at === FAILED || this.#found !== fields.size) return FAILED;
      at = next(bytes, at, CLOSE_LIST);
      if (at === FAILED) return FAILED;
    }
    const { figures, tables, objects } = this.#city;
    this.#numbers = figures;
    this.#start = 0;
    figures[place.count] = rows;
    tables[place.table] = this.#table.slice(0, rows * width);
    objects[place.object] = new JsonPart(bytes, start, at + 1);
    return at + 1;
  }

  /** Of texts, of null, and of what is given in an unusual way, a value is made. */
  #other(bytes: Uint8Array, at: number, { read }: ByteMember): number {
    if (read === null) return FAILED;
    const end = endOfValue(bytes, at);
    const value = parsePlainJson(
      textBetween(bytes, at, end),
      MAX_JSON_DEPTH,
      MAX_SIGNIFICANT_DIGITS,
    );
    return value !== undefined && read(value, this.#city) === "given" ? end : FAILED;
  }
}

/** The place of the next member behind a comma, or of the bracket that closes. */
function next(bytes: Uint8Array, behind: number, close: number): number {
  const at = skipSpace(bytes, behind);
  if (bytes[at] === close) return at;
  if (bytes[at] !== COMMA) return FAILED;
  const member = skipSpace(bytes, at + 1);
  return bytes[member] === close ? FAILED : member;
}

function longer(table: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(length);
  copy.set(table);
  return copy;
}
