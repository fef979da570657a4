/** Requests over connections that are kept, lighter than fetch: for many clients in one process. */
import { type Agent, request } from "node:http";

export interface Sent {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly text: string;
}

export interface Sending {
  readonly method: string;
  readonly path: string;
  readonly cookie: string;
  readonly body?: string | Uint8Array;
  readonly type?: string;
  readonly headers?: { readonly [name: string]: string };
}

/** Rejects when the connection ends before the answer does. */
export function sendOver(
  agent: Agent,
  origin: string,
  { method, path, cookie, body, type = "application/json", headers = {} }: Sending,
): Promise<Sent> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        host: hostname,
        port,
        method,
        path,
        headers: {
          cookie,
          "sec-fetch-site": "same-origin",
          ...(body === undefined
            ? {}
            : { "content-type": type, "content-length": Buffer.byteLength(body) }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
