/** @module A member of a request that has not been read, so that its figures go from its bytes to where they belong. */
import type { JsonPart } from "../../engine/json/json-part.ts";

export class UnreadMember {
  readonly part: JsonPart;
  /**
   * What it says, for whom the bytes are not plain enough.
   *
   * @throws Problem where the request is no JSON after all
   */
  readonly read: () => unknown;

  constructor(part: JsonPart, read: () => unknown) {
    this.part = part;
    this.read = read;
  }
}
