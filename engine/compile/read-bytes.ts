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
import type { InputReader, ItemReader } from "./item-readers.ts";
import { type FieldPlace, type NumberPlace, type Place, type RowsPlace, USUAL } from "./layout.ts";
import type { TypedCity } from "./machine.ts";
import type { ReadFigure } from "./read-figures.ts";
import { DecimalReader } from "./read-number.ts";

/** Reads the value that begins at a place; answers the place behind it, FAILED where it is not plain. */
type ReadBytes = (bytes: Uint8Array, at: number) => number;
const FAILED = -1;

interface Member {
  readonly name: string;
  readonly read: ReadBytes;
  /** The object in which it was read last; they are counted. */
  seen: number;
}

const TRUE = tokenOf(true);
const FALSE = tokenOf(false);

export class ByteReader {
  readonly #read: ReadBytes;
  /** By place of the input. */
  readonly #inputs: readonly Member[];
  readonly #decimal = new DecimalReader();
  #city: TypedCity;
  /** Where figures go: slots of the city, or of a row. */
  #numbers: Float64Array;
  #start = 0;
  #objects = 0;
  /** Members of the object that was read last. */
  #members = 0;

  /** @param items their inputs stand in the order of the layout */
  constructor(items: readonly ItemReader[], city: TypedCity) {
    this.#city = city;
    this.#numbers = city.figures;
    const inputs = items.map((item) => item.inputs.map((one) => this.#input(one)));
    this.#inputs = inputs.flat();
    this.#read = this.#object(
      items.map(({ node }, place) => memberOf(node.id, this.#object(inputs[place] ?? []))),
    );
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
    if (this.#read(bytes, from) !== to) return false;
    for (let index = 0; index < this.#inputs.length; index++)
      if ((this.#inputs[index] as Member).seen <= before) missing(index);
    return true;
  }

  #object(members: readonly Member[]): ReadBytes {
    const names = new JsonNames(members.map(({ name }) => name));
    return (bytes, start) => {
      if (bytes[start] !== OPEN_OBJECT) return FAILED;
      const object = ++this.#objects;
      let found = 0;
      let at = skipSpace(bytes, start + 1);
      for (let place = 0; bytes[at] !== CLOSE_OBJECT; place++) {
        place = names.find(bytes, at, place);
        const member = members[place];
        if (member === undefined || member.seen === object) return FAILED;
        member.seen = object;
        found++;
        at = skipSpace(bytes, names.end);
        if (bytes[at] !== COLON) return FAILED;
        at = member.read(bytes, skipSpace(bytes, at + 1));
        if (at === FAILED) return FAILED;
        at = next(bytes, at, CLOSE_OBJECT);
        if (at === FAILED) return FAILED;
      }
      this.#members = found;
      return at + 1;
    };
  }

  #input({ placed: { id, place }, read }: InputReader): Member {
    return memberOf(id, this.#figure(place, this.#other(read)));
  }

  /** @param other how null is read, and whatever else is given in an unusual way */
  #figure(place: Place, other: ReadBytes): ReadBytes {
    switch (place.kind) {
      case "number":
        return this.#number(place, other);
      case "flag":
        return this.#flag(place.slot, other);
      case "choice":
        return this.#choice(place, other);
      case "list":
        return this.#list(place, other);
      case "counts":
        return this.#counts(place);
      case "rows":
        return this.#rows(place, other);
      case "object":
        return other;
    }
  }

  #number({ slot, scale, low, high }: NumberRange, other: ReadBytes): ReadBytes {
    const decimal = this.#decimal;
    return (bytes, at) => {
      const mark = bytes[at] as number;
      const quoted = mark === QUOTE;
      if (!quoted && mark !== MINUS && !(mark >= ZERO && mark <= NINE)) return other(bytes, at);
      const integer = decimal.read(bytes, quoted ? at + 1 : at, scale);
      if (!(integer >= low && integer <= high)) return FAILED;
      this.#numbers[this.#start + slot] = integer;
      if (quoted) return bytes[decimal.end] === QUOTE ? decimal.end + 1 : FAILED;
      // What a double would round is no number of a request.
      return decimal.digits <= MAX_SIGNIFICANT_DIGITS ? decimal.end : FAILED;
    };
  }

  #flag(slot: number, other: ReadBytes): ReadBytes {
    return (bytes, at) => {
      const flag = standsAt(TRUE, bytes, at) ? 1 : 0;
      if (flag === 0 && !standsAt(FALSE, bytes, at)) return other(bytes, at);
      this.#numbers[this.#start + slot] = flag;
      return at + (flag === 1 ? TRUE.length : FALSE.length);
    };
  }

  #choice({ slot, codes }: Place & { readonly kind: "choice" }, other: ReadBytes): ReadBytes {
    const names = new JsonNames([...codes.keys()]);
    return (bytes, at) => {
      if (bytes[at] !== QUOTE) return other(bytes, at);
      const option = names.find(bytes, at, 0);
      if (option === FAILED) return FAILED;
      this.#numbers[this.#start + slot] = option;
      return names.end;
    };
  }

  #list(
    { first, count, codes, object }: Place & { readonly kind: "list" },
    other: ReadBytes,
  ): ReadBytes {
    const options = [...codes.keys()];
    const names = new JsonNames(options);
    return (bytes, start) => {
      if (bytes[start] !== OPEN_LIST) return other(bytes, start);
      const { figures, objects } = this.#city;
      figures.fill(0, first, count);
      const chosen: string[] = [];
      let at = skipSpace(bytes, start + 1);
      for (let option = 0; bytes[at] !== CLOSE_LIST; option++) {
        option = names.find(bytes, at, option);
        // An option that is chosen twice is told as such.
        if (option === FAILED || figures[first + option] === 1) return FAILED;
        figures[first + option] = 1;
        chosen.push(options[option] as string);
        at = next(bytes, names.end, CLOSE_LIST);
        if (at === FAILED) return FAILED;
      }
      figures[count] = chosen.length;
      objects[object] = chosen;
      return at + 1;
    };
  }

  #counts({ first, codes }: Place & { readonly kind: "counts" }): ReadBytes {
    const read = this.#object(
      [...codes].map(([code, option]) =>
        memberOf(code, this.#number({ slot: first + option, scale: 1, low: 0, high: USUAL }, none)),
      ),
    );
    return (bytes, at) => {
      this.#city.figures.fill(0, first, first + codes.size);
      return read(bytes, at);
    };
  }

  /** The rows themselves are only read where the exact way asks for them. */
  #rows({ fields, width, maximumRows, ...place }: RowsPlace, other: ReadBytes): ReadBytes {
    const row = this.#object([...fields].map(([id, field]) => memberOf(id, this.#field(field))));
    let table = new Float64Array(width);
    return (bytes, start) => {
      if (bytes[start] !== OPEN_LIST) return other(bytes, start);
      let rows = 0;
      let at = skipSpace(bytes, start + 1);
      for (; bytes[at] !== CLOSE_LIST; rows++) {
        if (rows === maximumRows) return FAILED;
        if (table.length < (rows + 1) * width) table = twiceAsLong(table);
        this.#numbers = table;
        this.#start = rows * width;
        at = row(bytes, at);
        if (at === FAILED || this.#members !== fields.size) return FAILED;
        at = next(bytes, at, CLOSE_LIST);
        if (at === FAILED) return FAILED;
      }
      const { figures, tables, objects } = this.#city;
      this.#numbers = figures;
      this.#start = 0;
      figures[place.count] = rows;
      tables[place.table] = table.slice(0, rows * width);
      objects[place.object] = new JsonPart(bytes, start, at + 1);
      return at + 1;
    };
  }

  #field(place: FieldPlace): ReadBytes {
    if (place.kind !== "object") return this.#figure(place, none);
    return (bytes, at) => {
      const end = endOfPlainText(bytes, at);
      // Never fewer bytes than characters.
      return end - at - 2 <= place.maximum ? end : FAILED;
    };
  }

  /** Of texts, of null, and of what is given in an unusual way, a value is made. */
  #other(read: ReadFigure): ReadBytes {
    return (bytes, at) => {
      const end = endOfValue(bytes, at);
      const value = parsePlainJson(
        textBetween(bytes, at, end),
        MAX_JSON_DEPTH,
        MAX_SIGNIFICANT_DIGITS,
      );
      return value !== undefined && read(value, this.#city) === "given" ? end : FAILED;
    };
  }
}

type NumberRange = Pick<NumberPlace, "slot" | "scale" | "low" | "high">;

const none: ReadBytes = () => FAILED;

function memberOf(name: string, read: ReadBytes): Member {
  return { name, read, seen: 0 };
}

/** The place of the next member behind a comma, or of the bracket that closes. */
function next(bytes: Uint8Array, behind: number, close: number): number {
  const at = skipSpace(bytes, behind);
  if (bytes[at] === close) return at;
  if (bytes[at] !== COMMA) return FAILED;
  const member = skipSpace(bytes, at + 1);
  return bytes[member] === close ? FAILED : member;
}

function twiceAsLong(table: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(table.length * 2);
  longer.set(table);
  return longer;
}
