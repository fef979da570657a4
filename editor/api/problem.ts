/** @module What can come of a request beside its answer: a refusal in words of the service, or no connection. */

/** A problem document (RFC 9457): `title` is in the reader's language, further members are the service's facts. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly code: string;
  readonly document: { readonly [member: string]: unknown };
  constructor(status: number, document: { readonly [member: string]: unknown }) {
    super(typeof document.title === "string" ? document.title : `HTTP ${status}`);
    this.status = status;
    this.code = typeof document.code === "string" ? document.code : "unknown";
    this.document = document;
  }
}

/** The request did not reach the service, or its answer did not come back. */
export class NoConnection extends Error {
  override readonly name = "NoConnection";
}

export function isProblem(error: unknown, ...codes: readonly string[]): error is ApiProblem {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
}
