/** @module A file as an answer: always to be saved, never shown in the page (server.md, threat 10). */
import type { Answer } from "./route.ts";

export function attachment(
  content: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | string,
  type: string,
  name: string,
  size?: number,
): Answer {
  return {
    kind: "response",
    response: new Response(content, {
      headers: {
        "content-type": type,
        ...(size === undefined ? {} : { "content-length": String(size) }),
        "content-disposition": `attachment; filename*=UTF-8''${extendedValue(name)}`,
        "content-security-policy": "sandbox; default-src 'none'",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
    }),
  };
}

/** RFC 8187, 3.2.1: what encodeURIComponent leaves as it is and the grammar does not. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
